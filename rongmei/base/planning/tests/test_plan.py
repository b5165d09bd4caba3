"""Points and tasks like any ledger; progress from evidence and the calendar, by nobody's hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from rongmei.base.directory.actions import add_unit, create_account
from rongmei.base.directory.enums import Role, UnitKind
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import PersonFactory
from rongmei.base.history.actions import Subject
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import InvalidRow, change_row, create_row
from rongmei.base.ledger.enums import Op, RowState
from rongmei.base.ledger.selection import Condition, Selection

from .. import actions, queries
from ..enums import Progress
from ..models import PlanTask
from ..rules import progress_on

DUE = dt.date(2030, 6, 30)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring() -> Any:
    with time_machine.travel(dt.datetime(2030, 3, 1, 4, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def bureau() -> Unit:
    return add_unit(actor=SYSTEM, name="党委宣传部", kind=UnitKind.PARTY)


@pytest.fixture
def manager(bureau: Unit) -> User:
    person = PersonFactory(unit=bureau)
    return create_account(
        actor=SYSTEM, username="manager", person=person, roles=[(Role.OFFICE_MANAGER, None)], must_change_password=False
    ).user


@pytest.fixture
def task(bureau: Unit, manager: User) -> PlanTask:
    point = {"year": "2030", "number": "1", "title": "做强新闻宣传", "unit": "党委宣传部", "issued_on": "2030-01-10"}
    create_row(actor=manager, ledger=registry.get("plan_point"), raw=point, to=RowState.CONFIRMED)
    return record(manager)


def record(actor: Any, **more: str) -> PlanTask:
    raw = {
        "point": "2030-1 做强新闻宣传",
        "number": "1",
        "title": "推出名师系列报道",
        "unit": "党委宣传部",
        "due_on": "2030年6月30日",
        "needed": "2",
    }
    row = create_row(actor=actor, ledger=registry.get("plan_task"), raw=raw | more, to=RowState.CONFIRMED)
    return PlanTask.objects.get(pk=row.pk)


def show(task: PlanTask, number: int, kind: str = "manuscript") -> PlanTask:
    actions.attach_evidence(actor=SYSTEM, task=task, source=Subject(kind, number, f"报道{number}"), shown_on=dt.date(2030, 3, 1))
    return fresh(task)


def fresh(task: PlanTask) -> PlanTask:
    return PlanTask.objects.get(pk=task.pk)


@pytest.mark.parametrize(
    ("day", "evidence", "progress"),
    [
        (DUE, 0, Progress.NONE),
        (DUE, 1, Progress.UNDER_WAY),
        (DUE, 2, Progress.DONE),
        (DUE + dt.timedelta(days=1), 0, Progress.OVERDUE),
        (DUE + dt.timedelta(days=1), 1, Progress.OVERDUE),
        (DUE + dt.timedelta(days=1), 3, Progress.DONE),
    ],
)
def test_progress_follows_from_evidence_and_the_day(day: dt.date, evidence: int, progress: Progress):
    assert progress_on(day, evidence=evidence, needed=2, due_on=DUE) == progress


def test_a_task_names_its_point_by_year_and_number(task: PlanTask):
    assert (task.point.title, task.label, task.progress, task.evidence) == ("做强新闻宣传", "2030-1-1 推出名师系列报道", "none", 0)


def test_evidence_moves_the_task_and_history_says_so(task: PlanTask):
    assert (show(task, 1).progress, show(task, 1).evidence) == ("under_way", 1)
    assert (show(task, 2).progress, fresh(task).version) == ("done", 3)
    actions.detach_evidence(actor=SYSTEM, source=Subject("manuscript", 2))
    assert (fresh(task).progress, fresh(task).evidence) == ("under_way", 1)
    events = Event.objects.filter(subject_kind="plan_task", subject_id=str(task.pk), kind="row.changed").order_by("seq")
    assert [event.data["after"].get("evidence") for event in events] == [1, 2, 1]


def test_one_thing_is_evidence_for_one_task(task: PlanTask, manager: User):
    other = record(manager, number="2", title="办好开学第一课")
    show(task, 1)
    show(other, 1)
    assert (fresh(task).evidence, fresh(other).evidence) == (0, 1)


def test_a_task_that_is_not_confirmed_takes_no_evidence(task: PlanTask):
    PlanTask.objects.filter(pk=task.pk).update(state=RowState.SUBMITTED, confirmed_at=None)
    with pytest.raises(Refused, match="推出名师系列报道"):
        show(fresh(task), 1)


def test_time_passing_makes_a_task_overdue_at_the_daily_check(task: PlanTask, spring: Any):
    assert actions.check_plan(actor=SYSTEM) == []
    spring.move_to(dt.datetime(2030, 7, 1, 4, tzinfo=dt.UTC))
    assert [found.pk for found in actions.check_plan(actor=SYSTEM)] == [task.pk]
    assert (fresh(task).progress, actions.check_plan(actor=SYSTEM)) == ("overdue", [])
    assert [one.kind for one in queries.due_tasks(dt.date(2030, 7, 1))] == ["plan_task_due"]
    overdue = Selection(registry.get("plan_task"), (Condition("progress", Op.IS, "overdue"), Condition("year", Op.IS, 2030)))
    assert list(overdue.rows()) == [fresh(task)]


def test_nobody_types_progress_or_evidence(task: PlanTask, manager: User):
    ledger = registry.get("plan_task")
    for name, value in (("progress", "done"), ("evidence", "9")):
        with pytest.raises(InvalidRow):
            change_row(actor=manager, ledger=ledger, pk=task.pk, raw={name: value})
    assert {"progress", "evidence"}.isdisjoint(ledger.importable)
    assert {"progress", "evidence"} <= set(ledger.exportable)


def test_less_evidence_asked_for_counts_at_once(task: PlanTask, manager: User):
    show(task, 1)
    change_row(actor=manager, ledger=registry.get("plan_task"), pk=task.pk, raw={"needed": "1"})
    assert fresh(task).progress == "done"


def test_the_lead_unit_does_not_assist_itself(task: PlanTask, manager: User):
    with pytest.raises(InvalidRow) as refused:
        record(manager, number="3", title="另一项", assisting="党委宣传部")
    assert [problem.field for problem in refused.value.problems] == ["assisting"]


def test_the_pages_show_tasks_and_evidence(task: PlanTask, manager: User, client: Any):
    show(task, 1)
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    point, page, form = (
        client.get(reverse(name, args=[key, pk])).content.decode()
        for name, key, pk in (
            ("ledger:record", "plan_point", task.point_id),
            ("ledger:record", "plan_task", task.pk),
            ("ledger:edit", "plan_task", task.pk),
        )
    )
    assert "推出名师系列报道" in point
    assert "报道1" in page
    assert 'name="progress"' not in form
