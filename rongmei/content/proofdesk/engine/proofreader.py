"""One proofreader per style and state of what it knows. Building one costs tens of milliseconds, asking whether it still fits two queries."""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock

from django.conf import settings

from rongmei.content.proofing.checking import Context, Style
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.protocols import Speller
from rongmei.content.proofing.speller import load
from rongmei.content.proofing.spelling import Spelling

from ..registry import OfficeFigures
from . import directory, words
from .versions import last_seal


@dataclass(frozen=True)
class Known:
    """The state of the office a check was made in: equal for the same state."""

    directory: str
    words: str
    figures: str

    def as_json(self) -> dict[str, str]:
        return {"directory": self.directory[:12], "words": self.words[:12], "figures": self.figures[:40]}


class _Desk:
    """What the process holds: the speller, what was read of the office, and a proofreader for each style."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.figures = OfficeFigures()
        self.clear()

    def clear(self) -> None:
        self.made: dict[str, tuple[tuple[str, str], Proofreader]] = {}
        self.directory: directory.OfficeDirectory | None = None
        self.words: words.OfficeWords | None = None
        self.speller: Speller | None = None

    def read(self, now: Known) -> None:
        """What changed since it was read last."""
        if self.directory is None or self.directory.version != now.directory:
            self.directory = directory.read_directory(now.directory)
        if self.words is None or self.words.version != now.words:
            self.words = words.read_words(now.words)


_desk = _Desk()


def known() -> Known:
    """How the office stands now."""
    return Known(last_seal(directory.HISTORY), last_seal(words.HISTORY), _desk.figures.refresh())


def proofreader(style: str) -> tuple[Proofreader, Known]:
    """The proofreader of a style, made anew when the directory or the house words moved."""
    now = known()
    state = (now.directory, now.words)
    with _desk.lock:
        _follow_speller()
        made = _desk.made.get(style)
        if made is None or made[0] != state:
            _desk.read(now)
            fresh = Proofreader(Style(style), _desk.directory, _desk.words, _desk.figures, _desk.speller)
            made = _desk.made[style] = (state, fresh)
        return made[1], now


def _follow_speller() -> None:
    """The speller of this machine. When its tables are built or trained anew, proofreaders are made anew; one that is off stays off."""
    found = load() if settings.PROOF_SPELLER else None
    still_off = found is not None and found.off and found == _desk.speller
    if found is not _desk.speller and not still_off:
        _desk.speller = found
        _desk.made.clear()


def speller_off() -> str:
    """Why the speller does not work here, "" when it does."""
    with _desk.lock:
        _follow_speller()
        return Spelling().off(Context(speller=_desk.speller))


def forget() -> None:
    """For tests: as if nothing of the office had been read yet."""
    with _desk.lock:
        _desk.clear()
