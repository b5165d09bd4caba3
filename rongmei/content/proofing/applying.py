"""Rules on text: all phrases of all rules in one pass, and each pattern only where one of its characters occurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from .checking import Context, Style
from .extensions.building import Find, FindInAll, Hit
from .finding import Finding
from .matcher import Gates, Grams, Matcher
from .ruleset import Rule, shipped
from .source import Paragraph, Passage, Scope, Source

LONGEST: Final = 200  # characters of a passage quoted in a message


class Gated:
    """Which patterns to look for, by what occurs. Numbers are places in the list of patterns."""

    def __init__(self, rules: Iterable[tuple[int, Rule]]) -> None:
        self._opened: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for place, rule in rules:
            for gate in rule.gate:
                self._opened.setdefault(gate, set()).add(place)
            if not rule.gate:
                self._always.add(place)
        self._sorted = sorted(self._always)
        self._gates = Gates(self._opened)

    def due(self, grams: Grams) -> list[int]:
        """The patterns of which a gate occurs."""
        opened = self._opened
        if not opened:
            return self._sorted
        gates = self._gates.occurring(grams)
        return sorted(self._always.union(*[opened[gate] for gate in gates])) if gates else self._sorted


@dataclass(frozen=True)
class Compiled:
    """A set of rules, ready: one matcher, patterns by the one or two characters that must occur, and what needs the whole text."""

    phrases: Matcher[tuple[tuple[Rule, tuple[str, ...]], ...]]
    patterns: tuple[tuple[Rule, Find], ...]
    by_scope: Mapping[Scope, Gated]
    whole: tuple[tuple[Rule, FindInAll], ...]

    def in_paragraph(self, paragraph: Paragraph) -> list[Finding]:
        grams, patterns = paragraph.grams, self.patterns
        hits = [(rule, Hit(start, end, right)) for start, end, known in self.phrases.find(grams) for rule, right in known]
        for place in self.by_scope[paragraph.scope].due(grams):
            rule, find = patterns[place]
            for hit in find(paragraph):
                hits.append((rule, hit))
        return [_finding(rule, paragraph, hit) for rule, hit in hits if _wanted(rule, paragraph, hit)] if hits else []

    def in_all(self, source: Source) -> Iterator[Finding]:
        for rule, find in self.whole:
            if not rule.gate or any(gate in source.text for gate in rule.gate):
                for hit in find(source):
                    if _wanted(rule, source, hit):
                        yield _finding(rule, source, hit)


def compile_rules(rules: Iterable[Rule], style: Style) -> Compiled:
    """The rules that hold in this style."""
    phrases: dict[str, tuple[tuple[Rule, tuple[str, ...]], ...]] = {}
    patterns: list[tuple[Rule, Find]] = []
    whole: list[tuple[Rule, FindInAll]] = []
    for rule in rules:
        if rule.style not in (None, style):
            continue
        built = rule.extension.build(rule.options)
        for phrase, suggestions in built.literals.items():
            phrases[phrase] = (*phrases.get(phrase, ()), (rule, suggestions))
        if built.find_in_all is not None:
            whole.append((rule, built.find_in_all))
        if built.find is not None:
            patterns.append((rule, built.find))
    numbered = [(place, rule) for place, (rule, _find) in enumerate(patterns)]
    by_scope = {scope: Gated(one for one in numbered if not one[1].scope or scope in one[1].scope) for scope in Scope}
    return Compiled(Matcher(phrases), tuple(patterns), by_scope, tuple(whole))


@cache
def compiled(style: Style) -> Compiled:
    """The shipped rules."""
    return compile_rules(shipped().values(), style)


def _wanted(rule: Rule, passage: Paragraph | Source, hit: Hit) -> bool:
    if rule.scope and not _in_scope(rule, passage, hit):
        return False
    masks = passage.masks
    if masks.hard.touch(hit.start, hit.end) and not (rule.looks_in and masks.touch(hit.start, hit.end, rule.looks_in)):
        return False
    if rule.not_in and masks.touch(hit.start, hit.end, rule.not_in):
        return False
    return not (rule.exceptions and _excepted(rule, passage.text, hit))


def _in_scope(rule: Rule, passage: Paragraph | Source, hit: Hit) -> bool:
    paragraph = passage if isinstance(passage, Paragraph) else passage.paragraph_at(hit.start)
    return paragraph is not None and paragraph.scope in rule.scope


def _excepted(rule: Rule, text: str, hit: Hit) -> bool:
    """Whether one of the rule's exceptions stands over a character of the hit."""
    phrases = {phrase for character in set(text[hit.start : hit.end]) for phrase in rule.silent.get(character, ())}
    return any(text.find(phrase, max(0, hit.start - len(phrase) + 1), hit.end + len(phrase) - 1) >= 0 for phrase in phrases)


def _finding(rule: Rule, passage: Passage, hit: Hit) -> Finding:
    found = passage.text[hit.start : hit.end]
    shown = found if len(found) <= LONGEST else found[:LONGEST] + "……"
    suggestions = tuple(dict.fromkeys(one for one in hit.suggestions if one != found))
    message = rule.message.replace("{found}", shown)
    if suggestions:
        message = message.replace("{right}", suggestions[0])
    return Finding(
        rule=rule.name,
        level=rule.level,
        start=hit.start,
        end=hit.end,
        found=found,
        message=message,
        kind=rule.kind,
        suggestions=suggestions,
        safe=rule.safe and bool(suggestions),
        confidence=rule.confidence,
        clause=rule.clause,
        weight=rule.weight,
        also=hit.also,
    )


@dataclass(frozen=True, slots=True)
class ParagraphRules:
    """The rules a paragraph answers by itself."""

    key: str = "rules"
    whole: Literal[False] = False

    def off(self, context: Context) -> str:
        return ""

    def check(self, paragraph: Paragraph, context: Context) -> list[Finding]:
        return compiled(context.style).in_paragraph(paragraph)


@dataclass(frozen=True, slots=True)
class WholeRules:
    """The rules that need the whole text: pairs, one way of writing, what is announced and missing."""

    key: str = "rules.whole"
    whole: Literal[True] = True

    def off(self, context: Context) -> str:
        return ""

    def check(self, source: Source, context: Context) -> Iterator[Finding]:
        return compiled(context.style).in_all(source)
