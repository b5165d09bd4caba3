"""Scenario 10, the newsroom's side: the ledgers count what happened, once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import Op
from rongmei.base.ledger.selection import Condition, Selection

from .. import actions
from ..models import HandedIn, PassedStep, PublishedStory
from .office import Office, fresh


def counted(*conditions: Condition, key: str = "story") -> int:
    return Selection(registry.get(key), conditions).rows().count()


def test_a_story_on_two_outlets_counts_once(office: Office):
    office.procedure()
    subject = actions.add_subject(actor=SYSTEM, key="library", name="图书馆")
    office.published(targets=(office.site, office.wechat), subjects=[subject.pk])
    assert counted() == 1
    row = PublishedStory.objects.get()
    assert (row.places.count(), [str(line.subject) for line in row.subjects.all()], row.unit) == (2, ["图书馆"], office.unit)
    for outlet in (office.site, office.wechat):
        assert counted(Condition("outlet", Op.IS, outlet.pk)) == 1
    assert counted(Condition("subject", Op.IS, subject.pk)) == 1
    assert counted(Condition("outlet_kind", Op.IS, "weibo")) == 0


def test_a_correction_changes_the_row_and_a_withdrawal_takes_it_out(office: Office):
    office.procedure()
    manuscript = office.published()
    actions.open_correction(actor=office.editor, manuscript=manuscript, kind="wording", text="更正")
    office.save(manuscript, headline="更正后的标题")
    office.sign(manuscript, "editor")
    actions.publish_manuscript(actor=office.editor, manuscript=fresh(manuscript), outlet=office.site)
    row = PublishedStory.objects.get()
    assert (row.headline, row.corrected, row.version, counted()) == ("更正后的标题", True, 2, 1)
    actions.withdraw_story(actor=office.chief, manuscript=fresh(manuscript), reason="失实")
    assert (counted(), PublishedStory.objects.get().state) == (0, "voided")


def test_urgent_stories_are_counted(office: Office):
    office.procedure()
    manuscript = office.submitted()
    office.sign(manuscript, "editor", "chief2")
    actions.release_urgently(
        actor=office.chief, manuscript=manuscript, authoriser=office.deputy_head.person, reason="急", phoned_at=timezone.now()
    )
    actions.publish_manuscript(actor=office.chief, manuscript=fresh(manuscript), outlet=office.site)
    assert counted(Condition("urgent", Op.IS, True)) == 1


def test_what_became_of_what_was_handed_in(office: Office):
    office.procedure()
    office.published()
    declined = office.submitted()
    actions.return_manuscript(actor=office.editor, manuscript=declined, opinion="请改")
    actions.decline_manuscript(actor=office.editor, manuscript=fresh(declined), reason="重复")
    office.submitted()
    fates = {fate: counted(Condition("fate", Op.IS, fate), key="handed_in") for fate in ("taken", "declined", "waiting")}
    assert fates == {"taken": 1, "declined": 1, "waiting": 1}
    assert HandedIn.objects.get(manuscript=declined).returned == 1
    assert counted(Condition("unit", Op.IS, office.unit.pk), Condition("returned", Op.FROM, 1), key="handed_in") == 1


def test_median_hours_per_step(office: Office):
    import time_machine

    office.procedure()
    noon = dt.datetime(2030, 7, 3, 4, 0, tzinfo=dt.UTC)
    for hours in (1, 2, 6):
        with time_machine.travel(noon, tick=False):
            manuscript = office.submitted()
        with time_machine.travel(noon + dt.timedelta(hours=hours), tick=False):
            office.sign(manuscript, "editor")
    rows = Selection(registry.get("passed_step"), (Condition("step", Op.IS, "初审"),), start=dt.date(2030, 7, 3)).rows()
    assert sorted(row.hours for row in rows) == [1, 2, 6]
    assert {(row.kind, row.decision, row.person.name, row.unit.name) for row in rows} == {("review", "approve", "王初", "文学院")}


def test_the_authors_time_is_not_the_reviewers(office: Office):
    import time_machine

    office.procedure()
    noon = dt.datetime(2030, 7, 3, 4, 0, tzinfo=dt.UTC)

    def at(hours: float) -> time_machine.travel:
        return time_machine.travel(noon + dt.timedelta(hours=hours), tick=False)

    with at(0):
        manuscript = office.submitted()
    with at(1):
        actions.return_manuscript(actor=office.editor, manuscript=manuscript, opinion="请改")
    with at(31):
        actions.submit_manuscript(actor=office.correspondent, manuscript=fresh(manuscript))
    with at(33.5):
        office.sign(manuscript, "editor")
    assert list(PassedStep.objects.order_by("turn").values_list("turn", "decision", "hours")) == [
        (1, "return", 1),
        (2, "approve", Decimal("2.5")),
    ]


def test_a_countersignature_stands_in_the_row(office: Office):
    import time_machine

    office.procedure()
    start = timezone.now()
    found = []
    for wait in (3, 30):
        with time_machine.travel(start, tick=False):
            manuscript = office.submitted()
            office.sign(manuscript, "editor", "chief2")
            release = actions.release_urgently(
                actor=office.chief, manuscript=manuscript, authoriser=office.deputy_head.person, reason="急", phoned_at=start
            )
            actions.publish_manuscript(actor=office.chief, manuscript=fresh(manuscript), outlet=office.site)
        found.append(PublishedStory.objects.get(manuscript=manuscript).countersigned)
        with time_machine.travel(start + dt.timedelta(hours=wait), tick=False):
            actions.countersign_release(actor=office.deputy_head, release=release)
        found.append(PublishedStory.objects.get(manuscript=manuscript).countersigned)
    assert found == ["waiting", "in_time", "waiting", "late"]


def test_the_ledgers_start_with_signed_rows_only(office: Office):
    office.procedure()
    office.submitted()
    assert (counted(), counted(key="handed_in")) == (0, 1)
