"""Passages in, findings out: one by one while somebody writes, all together at a proof pass."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rongmei.content.proofing.finding import Finding
from rongmei.content.proofing.source import Scope, of_text

from .proofreader import Known, proofreader

AROUND = 8  # characters on either side that make a place the same place
SHOWN = 30  # characters kept on either side to be read by people


@dataclass(frozen=True)
class PassageFinding:
    """A finding in passage number ``passage`` (from 0); its start and end count characters there. ``place``: equal for the same remark
    about the same words between the same words, whatever happens elsewhere in the text."""

    passage: int
    start: int
    end: int
    before: str
    after: str
    place: str
    finding: Finding


@dataclass(frozen=True)
class Checked:
    """off: sentences about what could not be checked."""

    findings: tuple[PassageFinding, ...]
    off: tuple[str, ...]
    known: Known


def check_passages(passages: Sequence[tuple[str, Scope]], *, style: str, on: dt.date) -> Checked:
    """Each passage by itself, as an editor asks: the proofreader remembers what it read before in the same state of the office."""
    reader, now = proofreader(style)
    found: list[PassageFinding] = []
    off: dict[str, None] = {}
    for number, (text, scope) in enumerate(passages):
        report = reader.check(of_text(text, scope), on=on)
        found += [_in_passage(number, text, finding, finding.start, finding.end) for finding in report.findings]
        off.update(dict.fromkeys(one.reason for one in report.off))
    return Checked(tuple(found), tuple(off), now)


def check_whole(passages: Sequence[str], *, style: str, on: dt.date) -> Checked:
    """The passages as one text: also what stands in one and is contradicted in another."""
    reader, now = proofreader(style)
    text = "\n".join(passages)  # a line, a paragraph
    report = reader.check(of_text(text), on=on)
    starts = list(accumulate((len(passage) + 1 for passage in passages), initial=0))
    found = []
    for finding in report.findings:
        number = min(bisect_right(starts, finding.start) - 1, len(passages) - 1)
        first = starts[number]
        end = min(finding.end - first, len(passages[number]))
        found.append(_in_passage(number, passages[number], finding, finding.start - first, max(end, finding.start - first)))
    return Checked(tuple(found), tuple(one.reason for one in report.off), now)


def _in_passage(number: int, text: str, finding: Finding, start: int, end: int) -> PassageFinding:
    near = (finding.rule, text[start:end], text[max(start - AROUND, 0) : start], text[end : end + AROUND])
    return PassageFinding(
        passage=number,
        start=start,
        end=end,
        before=text[max(start - SHOWN, 0) : start],
        after=text[end : end + SHOWN],
        place=place_of(*near),
        finding=finding,
    )


def place_of(rule: str, found: str, before: str, after: str) -> str:
    """32 hex digits. before, after: what stands around; only the nearest characters count."""
    parts = (rule, found, before[-AROUND:], after[:AROUND])
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
