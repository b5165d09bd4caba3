"""A text cut into pieces at its findings, so that a page can show them in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..models import KeptFinding


@dataclass(frozen=True)
class Piece:
    """A stretch of a line; `finding` is the remark about it, None for plain words."""

    text: str
    finding: KeptFinding | None = None


def pieces_of(passages: Sequence[str], findings: Sequence[KeptFinding]) -> list[list[Piece]]:
    """Line by line. Of remarks that overlap the first in the text is shown in place; all stand in the list beside it."""
    by_passage: dict[int, list[KeptFinding]] = {}
    for finding in findings:
        by_passage.setdefault(finding.passage, []).append(finding)
    return [_line(text, sorted(by_passage.get(number, ()), key=lambda one: (one.start, one.end))) for number, text in enumerate(passages)]


def _line(text: str, findings: Sequence[KeptFinding]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for finding in findings:
        if finding.start < at:
            continue
        if finding.start > at:
            pieces.append(Piece(text[at : finding.start]))
        pieces.append(Piece(text[finding.start : finding.end], finding))
        at = finding.end
    if at < len(text) or not pieces:
        pieces.append(Piece(text[at:]))
    return pieces
