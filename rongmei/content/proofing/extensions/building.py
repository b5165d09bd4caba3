"""What every kind of rule is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Protocol

from ..source import Passage, Source

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
# Words a rule file may write in a pattern for what it means.
WORDS: Final = {
    "<han>": f"[{HAN}]",
    "<cjk>": f"[{HAN}，。、；：？！“”‘’（）《》〈〉【】〔〕…—]",  # Chinese text: characters and marks
    "<num>": "[0-9]",
    "<cnum>": "[〇零一二两三四五六七八九十百千万亿]",
    "<latin>": "[A-Za-z]",
    "<unit>": "[个名位人次天年岁斤里米篇场项种户家件张台套只辆所条块枚吨亩倍层株头元]",  # measure words that follow a rough number
}
_BEHIND: Final = re.compile(r"\(\?<([=!])([^()\[\]|]{1,20}(?:\|[^()\[\]|]{1,20}){1,60})\)")
# A look-behind before a character is asked after it: the search leaps from character to character instead of asking everywhere.
_CLASS: Final = r"\[(?:\\.|[^\]\\\[])+\]"
_ANY_BEHIND: Final = re.compile(rf"\(\?<([=!])((?:{_CLASS}|[^()\[\]|\\])+(?:\|(?:{_CLASS}|[^()\[\]|\\])+)*)\)")
_LED: Final = re.compile(rf"^(?P<behind>(?:{_ANY_BEHIND.pattern}){{1,3}})(?P<first>{_CLASS}|[^\\\[\]()*+?{{}}|.^$])(?![*+?{{])")
_ALTERNATIVE: Final = re.compile(r"\|(?![^\[]{0,200}\])")
_SPECIAL: Final = frozenset("\\.^$*+?{}[]|()<")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch a rule speaks of. suggestions: what may stand there instead, best first."""

    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    also: tuple[tuple[int, int], ...] = ()


Find = Callable[[Passage], Iterable[Hit]]
FindInAll = Callable[[Source], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Built:
    """A rule ready to run. literals: phrases for the one matcher, with what they should be. find: anything else, in one paragraph.
    find_in_all: what needs the whole text."""

    literals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    find: Find | None = None
    find_in_all: FindInAll | None = None


class Extension(Protocol):
    """A kind of rule, one module each. KEYS: what it reads from the rule beside the keys all rules have."""

    NAME: str
    KEYS: frozenset[str]

    def build(self, options: Mapping[str, Any]) -> Built:
        """Raises ValueError, in one Chinese sentence, when the options make no rule."""
        ...


class Pattern:
    """A regular expression that is compiled when it is first needed."""

    def __init__(self, written: str) -> None:
        self.written = written

    @cached_property
    def finditer(self) -> Callable[[str], Iterable[re.Match[str]]]:
        """Every match in a text; a pattern that begins a paragraph is tried there only."""
        return self._first if self.written.startswith("^") else self.compiled.finditer

    def _first(self, text: str) -> Iterable[re.Match[str]]:
        match = self.compiled.match(text)
        return () if match is None else (match,)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(expand(self.written))


def expand(written: str) -> str:
    """The pattern with its words (<han>) put in, and with words of several lengths allowed in a look-behind: (?<=甲|乙丙)."""
    if "<" in written:
        for word, meaning in WORDS.items():
            written = written.replace(word, meaning)
    if "(?<" not in written:
        return written
    return _BEHIND.sub(_each_behind, _LED.sub(_asked_after, written))


def _each_behind(match: re.Match[str], after: str = "") -> str:
    each = [f"(?<{match[1]}{one}{after})" for one in _ALTERNATIVE.split(match[2])]
    return "".join(each) if match[1] == "!" else f"(?:{'|'.join(each)})"


def _asked_after(match: re.Match[str]) -> str:
    first = match["first"]
    return first + "".join(_each_behind(one, first) for one in _ANY_BEHIND.finditer(match["behind"]))


def is_literal(written: str) -> bool:
    """Whether it is a phrase rather than a pattern, and long enough for the matcher."""
    return len(written) > 1 and _SPECIAL.isdisjoint(written)


def texts(options: Mapping[str, Any], key: str) -> list[str]:
    """The list under ``key``. Raises ValueError when it is none."""
    value = options.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(one, str) and one for one in value):
        raise ValueError(f"{key} 应为至少一项的文字清单。")
    return value


def mapping(options: Mapping[str, Any], key: str) -> dict[str, str]:
    """The table under ``key``. Raises ValueError when it is none."""
    value = options.get(key)
    if not isinstance(value, dict) or not value or not all(isinstance(one, str) for pair in value.items() for one in pair):
        raise ValueError(f"{key} 应为“错: 对”的对照表，数字和符号请加引号。")
    return value


def choices(written: str) -> tuple[str, ...]:
    """“甲|乙” are two suggestions."""
    return tuple(written.split("|"))
