"""The proofreader: every checker over a text, findings in order, unchanged paragraphs from memory."""

from __future__ import annotations

import datetime
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from .applying import ParagraphRules, WholeRules
from .checking import Checker, Context, ParagraphChecker, Style, WholeChecker
from .directory.checker import InDirectory, NamesRepeated
from .facts.checker import Facts, LedgerFigures
from .finding import Finding, Level
from .house import HouseRules, HouseWholeRules, broken
from .known import known_names, versions
from .protocols import Directory, HouseWords, KnownFigures, Speller
from .source import Mask, Paragraph, Source, Spans, of_text
from .spelling import Spelling

# Every checker, in the order their remarks win over each other on the same passage. To add one: a file with a checker, a line here.
CHECKERS: Final[tuple[Checker, ...]] = (
    HouseRules(),
    HouseWholeRules(),
    ParagraphRules(),
    WholeRules(),
    InDirectory(),
    NamesRepeated(),
    Facts(),
    LedgerFigures(),
    Spelling(),
)
KEPT_PARAGRAPHS: Final = 4096
LONG_PARAGRAPH: Final = 1000  # characters
_RANK: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.SUGGESTION: 2}


@dataclass(frozen=True, slots=True)
class Off:
    """A checker that could not run, and why, in one sentence."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in the order of the text. ``off``: what was not looked for. ``characters``: of the text, breaks not counted."""

    findings: tuple[Finding, ...]
    off: tuple[Off, ...]
    characters: int


class Proofreader:
    """Checks texts in one style. Safe to share between threads.

    directory, words, figures, speller: the world around it; without them the other checks still run and the report says what is off.
    """

    def __init__(
        self,
        style: Style | str = Style.WEB,
        directory: Directory | None = None,
        words: HouseWords | None = None,
        figures: KnownFigures | None = None,
        speller: Speller | None = None,
        checkers: Sequence[Checker] = CHECKERS,
    ) -> None:
        self._context = Context(Style(style), None, directory, words, figures, speller)
        self._by_paragraph: list[ParagraphChecker] = [one for one in checkers if not one.whole]
        self._by_text: list[WholeChecker] = [one for one in checkers if one.whole]
        self._kept: OrderedDict[tuple[object, ...], tuple[Finding, ...]] = OrderedDict()
        self._lock = Lock()

    def check(self, given: Source | str, *, on: datetime.date | None = None) -> Report:
        """Read ``given``. on: the day the text is of; without it nothing that depends on a day is said."""
        source = of_text(given) if isinstance(given, str) else given
        context = replace(self._context, on=on)
        off = self._off(context)
        silent = {one.key for one in off}
        found: list[Finding] = []
        due, around = [one for one in self._by_paragraph if one.key not in silent], _around(context)
        for paragraph in source.paragraphs:
            here = self._paragraph(paragraph, context, due, around)
            if here:
                found += [one.moved(paragraph.start) for one in here]
        for checker in self._by_text:
            if checker.key not in silent:
                found += checker.check(source, context)
        return Report(_settled(found, source, context), off, sum(len(paragraph.text) for paragraph in source.paragraphs))

    def _off(self, context: Context) -> tuple[Off, ...]:
        every: tuple[Checker, ...] = (*self._by_paragraph, *self._by_text)
        reasons = ((one.key, one.off(context)) for one in every)
        broken_rules = (Off("house.rules", sentence) for sentence in broken(context))
        return (*(Off(key, reason) for key, reason in reasons if reason), *broken_rules)

    def _paragraph(
        self, paragraph: Paragraph, context: Context, due: Sequence[ParagraphChecker], around: tuple[object, ...]
    ) -> tuple[Finding, ...]:
        key = _key(paragraph, around)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = tuple([one for checker in due for one in checker.check(paragraph, context)])
        with self._lock:
            self._kept[key] = found
            if len(self._kept) > KEPT_PARAGRAPHS:
                self._kept.popitem(last=False)
        return found


def _key(paragraph: Paragraph, around: tuple[object, ...]) -> tuple[object, ...]:
    """Everything a paragraph's findings depend on; of a long one a digest, for the memory's sake."""
    text: object = paragraph.text
    if len(paragraph.text) > LONG_PARAGRAPH:
        text = hashlib.blake2b(paragraph.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    given = tuple([(mask, tuple(spans)) for mask, spans in paragraph.given.items()]) if paragraph.given else ()
    return (text, paragraph.scope, given, around)


def _around(context: Context) -> tuple[object, ...]:
    """What the findings of every paragraph of a text depend on besides."""
    return (context.on, context.figures.version if context.figures else "", *versions(context))


def _settled(found: Sequence[Finding], source: Source, context: Context) -> tuple[Finding, ...]:
    """In order, each passage once, without what nobody wants to hear."""
    names = known_names(context)
    if not found:
        return ()
    ignored = context.words.ignored() if context.words else frozenset()
    known = Spans(names.spans(source))
    best: dict[tuple[int, int], Finding] = {}
    for one in found:
        if (one.rule, one.found) in ignored or (known and known.cover(one.start, one.end) and not one.rule.startswith("directory")):
            continue
        rival = best.get((one.start, one.end))
        if rival is None or (_RANK[one.level], -one.confidence) < (_RANK[rival.level], -rival.confidence):
            best[one.start, one.end] = one
    sure = Spans((one.start, one.end) for one in best.values() if not _guess(one) and one.level is not Level.SUGGESTION)
    kept = [one for one in best.values() if not (_guess(one) and sure.touch(one.start, one.end))]
    return tuple(_careful(one, source) for one in sorted(kept, key=lambda one: (one.start, one.end, one.rule)))


def _guess(finding: Finding) -> bool:
    """Whether it is the speller's: what a rule knows for sure needs no guess beside it."""
    return finding.rule.startswith("speller")


def _careful(finding: Finding, source: Source) -> Finding:
    """Inside somebody's sentence nothing is mended unread."""
    quoted = finding.safe and source.masks.touch(finding.start, finding.end, (Mask.QUOTATION, Mask.NAME))
    return replace(finding, safe=False) if quoted else finding
