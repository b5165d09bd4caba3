"""One proofreader per style and state of what it knows. Building one costs tens of milliseconds, asking whether it still fits two queries."""

from __future__ import annotations

from dataclasses import dataclass
from threading import RLock

from rongmei.content.proofing.checking import Style
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.protocols import Speller

from ..registry import OfficeFigures
from . import directory, words
from .versions import last_seal


@dataclass(frozen=True)
class Known:
    """What the proofreader was built with: equal for the same state of the office."""

    directory: str
    words: str
    figures: str

    def as_json(self) -> dict[str, str]:
        return {"directory": self.directory[:12], "words": self.words[:12], "figures": self.figures[:40]}


_lock = RLock()
_made: dict[str, tuple[Known, Proofreader]] = {}
_directory: directory.OfficeDirectory | None = None
_words: words.OfficeWords | None = None
_speller: Speller | None = None


def use_speller(speller: Speller | None) -> None:
    """The speller of this process; None: rules only. Proofreaders made before are forgotten."""
    global _speller
    with _lock:
        _speller = speller
        _made.clear()


def speller_off() -> str:
    """Why the speller does not work here, "" when it does."""
    return "" if _speller is not None and not _speller.off else getattr(_speller, "off", "") or "没有载入错别字检查。"


def known() -> Known:
    """How the office stands now."""
    return Known(last_seal(directory.HISTORY), last_seal(words.HISTORY), OfficeFigures().version)


def proofreader(style: str) -> tuple[Proofreader, Known]:
    """The proofreader of a style, made anew when the directory, the house words or the figures moved."""
    global _directory, _words
    now = known()
    with _lock:
        made = _made.get(style)
        if made is not None and made[0] == now:
            return made[1], now
        if _directory is None or _directory.version != now.directory:
            _directory = directory.read_directory(now.directory)
        if _words is None or _words.version != now.words:
            _words = words.read_words(now.words)
        fresh = Proofreader(style=Style(style), directory=_directory, words=_words, figures=OfficeFigures(), speller=_speller)
        _made[style] = (now, fresh)
        return fresh, now


def forget() -> None:
    """For tests: as if the process had just started."""
    global _directory, _words
    with _lock:
        _made.clear()
        _directory = _words = None
