from __future__ import annotations

import json

from django.utils import translation

from rongmei.base.history import presenters
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event


def event(kind: EventKind = EventKind.ROW_CHANGED, **detail: object) -> Event:
    return Event(
        kind=kind,
        actor_id=1,
        actor_label="林见月",
        subject_kind="presented",
        subject_id="5",
        subject_label="第一讲",
        detail=json.dumps(detail),
    )


def test_changes_name_field_old_and_new() -> None:
    presenters.name_fields("presented", {"title": "题目", "count": "人数"})
    told = presenters.changes_of(
        event(before={"title": "旧", "count": None, "units": ["甲"]}, after={"title": "新", "count": 30, "units": ["甲", "乙"]})
    )
    assert told == ["题目：旧 → 新", "人数：30", "units：甲 → 甲、乙"]


def test_plain_sentence_says_who_did_what() -> None:
    with translation.override("en"):
        assert presenters.sentence_of(event()) == "林见月 changed the row “第一讲”"


def test_system_is_named_in_the_readers_language() -> None:
    by_system = Event(kind="setup.done", actor_id=None, actor_label="System", subject_kind="x", subject_id="1")
    with translation.override("en"):
        assert presenters.actor_of(by_system) == "System"


def test_registered_sentence_replaces_the_plain_one(monkeypatch) -> None:
    monkeypatch.setattr(presenters, "_sentences", {})

    @presenters.presenter(EventKind.TARGET_SET)
    def told(of: Event) -> str:
        return f"目标：{of.subject_label}"

    assert presenters.sentence_of(event(EventKind.TARGET_SET)) == "目标：第一讲"


def test_event_of_a_kind_retired_since_still_reads() -> None:
    old = event()
    old.kind = "row.forgotten"
    with translation.override("en"):
        assert presenters.sentence_of(old) == "林见月 row.forgotten “第一讲”"
