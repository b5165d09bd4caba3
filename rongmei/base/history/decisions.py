"""How a rule answers "may I?", and how bad input is refused.

A rule returns :class:`Allowed` or :class:`Denied`; the screen shows ``reason`` beside the disabled button, the action
raises it, the API returns it: one sentence everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """A rule said no. ``reason`` is the sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = str(reason)

    def __str__(self) -> str:
        return self.reason


class Invalid(ValueError):
    """What was typed or uploaded cannot be taken.

    ``sentence`` says what was found, what was expected and how to mend it; ``place`` names where
    (``媒体发稿!E42``, a field, a paragraph) and is put in front when the error is shown.
    """

    def __init__(self, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.place = str(place)

    def __str__(self) -> str:
        return f"{self.place}：{self.sentence}" if self.place else self.sentence


@dataclass(frozen=True, slots=True)
class Allowed:
    allowed: ClassVar[bool] = True
    reason: ClassVar[str] = ""

    def __bool__(self) -> bool:
        return True

    def require(self) -> None:
        """Nothing to refuse."""


@dataclass(frozen=True, slots=True)
class Denied:
    reason: str
    allowed: ClassVar[bool] = False

    def __bool__(self) -> bool:
        return False

    def require(self) -> None:
        """Raises :class:`Refused` with the reason."""
        raise Refused(str(self.reason))


Decision = Allowed | Denied
