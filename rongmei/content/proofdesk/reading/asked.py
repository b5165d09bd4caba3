"""What an editor or a program asks to have checked, read from JSON; refused with one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.content.proofing.source import Scope

from ..enums import Style
from .limits import MOST_ASKED, MOST_PASSAGES


@dataclass(frozen=True)
class Passage:
    """hash: the asker's own word for the passage, given back with what was found in it."""

    hash: str
    text: str
    scope: Scope


@dataclass(frozen=True)
class Asked:
    """subject: the thing the passages belong to, ("", "") for none."""

    passages: tuple[Passage, ...]
    style: Style
    on: dt.date
    subject: tuple[str, str]


def read_asked(body: Any) -> Asked:
    """{"passages": [{"hash", "text", "scope"?}], "style"?, "on"?, "kind"?, "id"?}. Raises Invalid."""
    if not isinstance(body, Mapping):
        raise Invalid(_("The request does not have the expected form."))
    style = str(body.get("style") or Style.WEB)
    if style not in Style.values:
        raise Invalid(
            _("“%(found)s” found, one of %(expected)s expected.") % {"found": style[:20], "expected": "、".join(Style.values)}, "style"
        )
    return Asked(
        passages=_passages(body.get("passages")),
        style=Style(style),
        on=_day(body.get("on")),
        subject=(str(body.get("kind") or "")[:64], str(body.get("id") or "")[:64]),
    )


def _passages(given: Any) -> tuple[Passage, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or not all(isinstance(one, Mapping) for one in given):
        raise Invalid(_("a list of passages is expected, each with a hash and a text."), "passages")
    if len(given) > MOST_PASSAGES:
        raise Invalid(
            _("%(count)d passages found, at most %(most)d are checked at once: send the changed ones only.")
            % {"count": len(given), "most": MOST_PASSAGES},
            "passages",
        )
    length = sum(len(str(one.get("text", ""))) for one in given)
    if length > MOST_ASKED:
        raise Invalid(
            _("The text has %(length)d characters, at most %(most)d are checked at once: divide it.")
            % {"length": length, "most": MOST_ASKED},
            "passages",
        )
    return tuple(_passage(number, one) for number, one in enumerate(given))


def _passage(number: int, one: Mapping[str, Any]) -> Passage:
    scope = str(one.get("scope") or Scope.BODY)
    text = one.get("text", "")
    if not isinstance(text, str) or scope not in tuple(Scope):
        raise Invalid(_("a list of passages is expected, each with a hash and a text."), f"passages.{number}")
    return Passage(str(one.get("hash", number))[:80], text.replace("\x00", ""), Scope(scope))


def _day(given: Any) -> dt.date:
    if not given:
        return timezone.localdate()
    try:
        return dt.date.fromisoformat(str(given))
    except ValueError:
        raise Invalid(_("“%(text)s” is not a day.") % {"text": str(given)[:20]}, "on") from None
