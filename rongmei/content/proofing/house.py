"""Words and rules of the office's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from .applying import Compiled, compile_rules
from .checking import Context, Style
from .finding import ErrorKind, Finding
from .protocols import HouseWords
from .ruleset import Rule, RulesetError, parse, shipped
from .source import Paragraph, Source

PREFIX: Final = "house"


def word_rules(words: HouseWords) -> dict[str, Rule]:
    """One rule for every word of two characters and more that is written otherwise here."""
    return {
        f"{PREFIX}.words.{word.wrong}": Rule(
            name=f"{PREFIX}.words",
            extends="substitution",
            message=word.message or "本单位不写“{found}”，写“{right}”。",
            level=word.level,
            kind=ErrorKind.WORDING,
            options={"swap": {word.wrong: word.right}},
        )
        for word in words.words()
        if word.right and len(word.wrong) > 1
    }


def file_rules(words: HouseWords) -> tuple[dict[str, Rule], list[str]]:
    """The rules of the office's files, and what is wrong with those that cannot be used."""
    rules: dict[str, Rule] = {}
    problems: list[str] = []
    for number, text in enumerate(words.rules(), 1):
        try:
            rules.update(parse(text, f"{PREFIX}-{number}", {**shipped(), **rules}))
        except RulesetError as problem:
            problems.append(str(problem))
    return rules, problems


@dataclass(frozen=True, slots=True)
class HouseRules:
    """House words and house rules a paragraph answers by itself, compiled once a version."""

    key: str = "house"
    whole: Literal[False] = False

    def off(self, context: Context) -> str:
        return ""

    def check(self, paragraph: Paragraph, context: Context) -> list[Finding]:
        return [] if context.words is None else _prepared(context.words, context)[0].in_paragraph(paragraph)


@dataclass(frozen=True, slots=True)
class HouseWholeRules:
    """House rules that need the whole text."""

    key: str = "house.whole"
    whole: Literal[True] = True

    def off(self, context: Context) -> str:
        return ""

    def check(self, source: Source, context: Context) -> Iterator[Finding]:
        if context.words is not None:
            yield from _prepared(context.words, context)[0].in_all(source)


def broken(context: Context) -> list[str]:
    """What is wrong with the office's rule files, a sentence each; their good rules run all the same."""
    return _prepared(context.words, context)[1] if context.words is not None else []


def _prepared(words: HouseWords, context: Context) -> tuple[Compiled, list[str]]:
    key = f"house.{context.style}"
    kept = context.memory.get(key)
    if isinstance(kept, _Prepared) and kept.version == words.version:
        return kept.compiled, kept.problems
    rules, problems = file_rules(words)
    fresh = _Prepared(words.version, compile_rules([*word_rules(words).values(), *rules.values()], Style(context.style)), problems)
    context.memory[key] = fresh
    return fresh.compiled, fresh.problems


@dataclass(frozen=True, slots=True)
class _Prepared:
    version: str
    compiled: Compiled
    problems: list[str]
