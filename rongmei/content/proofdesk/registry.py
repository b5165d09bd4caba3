"""What rooms above tell the desk: the office's figures, and the things of theirs that are proofread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Denied
from rongmei.content.proofing.protocols import KnownFigure


@dataclass(frozen=True)
class FigureSource:
    """version: changes when any value may have changed; cheap, asked with every check. figures: those of a year."""

    version: Callable[[], str]
    figures: Callable[[int], Sequence[KnownFigure]]


_sources: list[FigureSource] = []


def know_figures(source: FigureSource) -> None:
    """Called from AppConfig.ready of the room that keeps figures."""
    if source not in _sources:
        _sources.append(source)


class OfficeFigures:
    """What the proofreader's protocol KnownFigures asks, answered by whoever registered. One for the process."""

    def __init__(self) -> None:
        self.version = ""
        self._years: dict[int, tuple[KnownFigure, ...]] = {}

    def refresh(self) -> str:
        """Look whether any value may have moved; asked before a check."""
        now = "|".join(source.version() for source in _sources)
        if now != self.version:
            self.version, self._years = now, {}
        return now

    def figures(self, year: int) -> Sequence[KnownFigure]:
        if year not in self._years:
            self._years[year] = tuple(figure for source in _sources for figure in source.figures(year))
        return self._years[year]


@dataclass(frozen=True)
class ProofSubject:
    """A kind of thing that is proofread: who may see what was found in it, who may decide on it, its name, and where it is opened.

    Each gets the thing's id as history writes it. page: its address, "" for none. passages: its text now, as it is proofread.
    """

    may_see: Callable[[Any, str], Decision]
    may_answer: Callable[[Any, str], Decision]
    label: Callable[[str], str]
    page: Callable[[str], str]
    passages: Callable[[str], Sequence[str]]


_subjects: dict[str, ProofSubject] = {}


def proofread(kind: str, subject: ProofSubject) -> None:
    """Called from AppConfig.ready of the room that keeps the thing; kind as in history."""
    _subjects[kind] = subject


def subject_of(kind: str) -> ProofSubject:
    """Of a kind nobody registered, nobody sees anything."""
    return _subjects.get(kind, _NOBODYS)


def _nobody(actor: Any, subject_id: str) -> Decision:
    return Denied(_("Nobody keeps things of this kind any more."))


_NOBODYS = ProofSubject(_nobody, _nobody, label=lambda subject_id: "", page=lambda subject_id: "", passages=lambda subject_id: ())
