"""Events as sentences, in the reader's language.

A room registers its own sentences and the names of its fields from its ``AppConfig.ready``::

    @presenter(EventKind.ROLE_GRANTED)
    def role_granted(event: Event) -> str: ...

    name_fields("lecture", {"held_on": _("held on")})
    name_values("lecture", "level", {"province": _("provincial")})

What has none of its own is told by :func:`plain_sentence`: who did what to what, and ``字段：旧 → 新`` for each change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.actors import SYSTEM_LABEL
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

Sentence = Callable[[Event], str]
Text = Any  # str or a lazy translation

_sentences: dict[str, Sentence] = {}
_fields: dict[str, dict[str, Text]] = {}
_values: dict[tuple[str, str], dict[str, Text]] = {}


def presenter(*kinds: EventKind) -> Callable[[Sentence], Sentence]:
    """Decorator: this function tells events of these kinds."""

    def register(sentence: Sentence) -> Sentence:
        for kind in kinds:
            _sentences[kind.value] = sentence
        return sentence

    return register


def name_fields(subject_kind: str, names: Mapping[str, Text]) -> None:
    """How the fields of this kind of subject are called on screen."""
    _fields.setdefault(subject_kind, {}).update(names)


def name_values(subject_kind: str, field: str, names: Mapping[str, Text]) -> None:
    """How the stored values of a choice are called on screen."""
    _values.setdefault((subject_kind, field), {}).update(names)


def sentence_of(event: Event) -> str:
    """One event as one sentence."""
    return _sentences.get(event.kind, plain_sentence)(event)


def plain_sentence(event: Event) -> str:
    """Who did what to what, with the changed fields."""
    told = _("%(actor)s %(verb)s “%(subject)s”") % {
        "actor": actor_of(event),
        "verb": event.verb,
        "subject": event.subject_label or event.subject_id,
    }
    changes = "；".join(changes_of(event))
    return f"{told}：{changes}" if changes else told


def actor_of(event: Event) -> str:
    """The name as it was that day."""
    return _("System") if event.actor_label == SYSTEM_LABEL and event.actor_id is None else event.actor_label


def changes_of(event: Event) -> list[str]:
    """``字段：旧 → 新`` for each changed field, ``字段：新`` where there was nothing before."""
    data = event.data
    before, after = data.get("before") or {}, data.get("after") or {}
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    names = _fields.get(event.subject_kind, {})
    return [
        _change(
            str(names.get(field, field)),
            _named(event.subject_kind, field, before.get(field)),
            _named(event.subject_kind, field, after.get(field)),
        )
        for field in _in_order(before, after)
        if before.get(field) != after.get(field)
    ]


def _named(subject_kind: str, field: str, value: Any) -> Any:
    return str(_values.get((subject_kind, field), {}).get(value, value)) if isinstance(value, str) else value


def _in_order(*mappings: Mapping[str, Any]) -> Iterable[str]:
    return dict.fromkeys(key for mapping in mappings for key in mapping)


def _change(name: str, old: Any, new: Any) -> str:
    if _empty(old):
        return f"{name}：{_shown(new)}"
    return f"{name}：{_shown(old)} → {_shown(new)}"


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _shown(value: Any) -> str:
    if _empty(value):
        return _("(empty)")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(_shown(item) for item in value)
    return str(value)
