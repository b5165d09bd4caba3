"""A manuscript filed under a task of the annual plan: published it is evidence, withdrawn it is none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from rongmei.base.ledger.enums import RowState
from rongmei.base.planning.models import PlanTask
from rongmei.base.planning.tests.factories import PlanTaskFactory

from .. import actions, rules
from .office import Office, fresh, passed_steps
from .test_doors import act, browser, rest


@pytest.fixture
def task() -> PlanTask:
    return PlanTaskFactory(title="推出名师系列报道")


def evidence(task: PlanTask) -> list[str]:
    assert PlanTask.objects.get(pk=task.pk).evidence == task.shown_by.count()
    return [one.title.split(" ")[1] for one in task.shown_by.all()]


def test_a_story_is_evidence_while_it_is_published(office: Office, task: PlanTask):
    office.procedure()
    manuscript = office.submitted(headline="老教授的备课笔记")
    actions.file_manuscript(actor=office.editor, manuscript=manuscript, task=task)
    office.sign(manuscript, "editor", "chief", "deputy_head")
    assert evidence(task) == []
    actions.publish_manuscript(actor=office.editor, manuscript=fresh(manuscript), outlet=office.site)
    assert (evidence(task), PlanTask.objects.get(pk=task.pk).progress) == (["老教授的备课笔记"], "done")
    actions.withdraw_story(actor=office.chief, manuscript=fresh(manuscript), reason="失实")
    assert evidence(task) == []


def test_filing_voids_no_signature_and_changes_no_fingerprint(office: Office, task: PlanTask):
    office.procedure()
    manuscript = office.passed()
    before = manuscript.current.fingerprint
    actions.file_manuscript(actor=office.editor, manuscript=manuscript, task=task)
    assert (fresh(manuscript).current.fingerprint, passed_steps(manuscript)) == (before, ["初审", "复审", "终审"])


def test_a_published_story_moves_from_task_to_task(office: Office, task: PlanTask):
    office.procedure()
    manuscript, other = office.published(headline="老教授的备课笔记"), PlanTaskFactory(title="办好开学第一课")
    actions.file_manuscript(actor=office.editor, manuscript=manuscript, task=task)
    actions.file_manuscript(actor=office.editor, manuscript=fresh(manuscript), task=other)
    assert (evidence(task), evidence(other)) == ([], ["老教授的备课笔记"])
    actions.file_manuscript(actor=office.editor, manuscript=fresh(manuscript), task=None)
    assert evidence(other) == []


def test_writers_file_while_it_is_under_way_and_editors_afterwards(office: Office, task: PlanTask):
    office.procedure()
    draft, published = office.draft(), office.published()
    assert rules.may_file(office.correspondent, draft)
    assert not rules.may_file(office.correspondent, published)
    assert not rules.may_file(office.stranger, draft)
    assert rules.may_file(office.editor, published)


def test_filed_in_the_editor_on_the_page_and_by_rest(office: Office, task: PlanTask):
    office.procedure()
    manuscript = office.draft()
    page = browser(office.correspondent).get(reverse("newsroom:write", args=[manuscript.pk])).content.decode()
    assert f'<option value="{task.pk}">2026-{task.point.number}-{task.number} 推出名师系列报道</option>' in page
    shown = act(office.correspondent, manuscript, "file", task=task.pk).content.decode()
    assert (fresh(manuscript).plan_task, "推出名师系列报道" in shown) == (task, True)
    answer = rest(office.correspondent, "put", f"{manuscript.pk}/plan-task/", {"task": None})
    assert (answer.status_code, answer.json()["plan_task"], fresh(manuscript).plan_task) == (200, None, None)


def test_only_tasks_that_stand_in_the_plan_are_taken(office: Office, task: PlanTask):
    office.procedure()
    waiting = PlanTaskFactory(title="还没有确认的任务", state=RowState.SUBMITTED)
    answer = rest(office.correspondent, "put", f"{office.draft().pk}/plan-task/", {"task": waiting.pk})
    assert (answer.status_code, "还没有确认的任务" in answer.json()["sentence"]) == (422, True)
