"""What is held about a person is given out whole, and taken away where nothing forbids it."""

from __future__ import annotations

import datetime
import json

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from rongmei.base.directory import actions
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Person, User
from rongmei.base.directory.queries.personal import held_about
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, user_with
from rongmei.base.history.actions import Subject, record
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.queries import verify

pytestmark = pytest.mark.django_db
CANARY = "金丝雀八六四二"
LEFT = datetime.date(2026, 6, 30)


@pytest.fixture
def person(office) -> Person:
    person = PersonFactory(name=CANARY, campus_id="C8642", aliases=["鸟"], phone="13800008642", email="c8642@example.edu.cn", unit=office)
    actions.hold_post(actor=user_with(Role.OFFICE_MANAGER), person=person, title="记者", unit=office)
    return person


def account(person: Person) -> User:
    user = user_with(Role.CORRESPONDENT, person.unit)
    user.person, user.email = person, "c8642@example.edu.cn"
    user.save()
    return user


def gone(person: Person, administrator: User, user: User | None = None) -> Person:
    actions.mark_left(actor=administrator, person=person, on=LEFT)
    if user is not None:
        actions.disable_account(actor=administrator, user=user)
    return person


def test_everything_held_is_given_out_with_a_sentence_for_each_event(person, administrator):
    user = account(person)
    outlet = OutletFactory(owner=person)
    found = actions.export_person(actor=administrator, person=person)
    assert (found["person"]["姓名"], found["person"]["电话"]) == (CANARY, "13800008642")
    assert [post["职务"] for post in found["posts"]] == ["记者"]
    assert user.username in found["account"].values()
    assert [len(found["roles"]), "password" in str(found).lower()] == [1, False]
    (record_of,) = (line for line in found["records"] if line["what"] == str(type(outlet)._meta.verbose_name))
    assert [row["ID"] for row in record_of["rows"]] == [outlet.pk]
    assert any("记者" in event["sentence"] for event in found["history"])
    assert "C8642" in json.loads(json.dumps(found))["person"].values()
    assert Event.objects.filter(kind=EventKind.PERSON_GIVEN_OUT, subject_id=str(person.pk)).count() == 1


def test_only_administrators_give_out_or_erase(person, manager, auditor):
    for actor in (manager, auditor):
        with pytest.raises(Refused):
            actions.export_person(actor=actor, person=person)
        with pytest.raises(Refused):
            actions.erase_person(actor=actor, person=person, reason="本人申请")


def test_erased_person_is_a_number_everywhere_but_in_history(person, administrator):
    user = account(person)
    gone(person, administrator, user)
    erased = actions.erase_person(actor=administrator, person=person, reason="本人 2026-07-01 书面申请")
    assert (erased.name, erased.campus_id) == (f"离校人员{person.pk}", f"erased-{person.pk}")
    user.refresh_from_db()
    assert (user.username, user.email, user.has_usable_password()) == (f"erased-{user.pk}", "", False)
    left = [
        (model._meta.label, str(row))
        for model in apps.get_models()
        if not model._meta.proxy and model._meta.label != "history.Event"
        for row in model._default_manager.values_list()
        if any(word in str(row) for word in (CANARY, "C8642", "13800008642", "c8642@"))
    ]
    assert left == []
    event = Event.objects.get(kind=EventKind.PERSON_ERASED)
    assert (event.subject_label, event.data["posts"], event.data["reason"]) == (erased.name, 1, "本人 2026-07-01 书面申请")
    assert verify().ok


def test_erasing_is_refused_while_the_person_is_needed(person, administrator):
    def refused() -> str:
        with pytest.raises(Refused) as found:
            actions.erase_person(actor=administrator, person=person, reason="申请")
        return found.value.reason

    user = account(person)
    outlet = OutletFactory(backup=person)
    assert refused() == f"{CANARY}尚未离校：请先登记离校日期。"
    actions.mark_left(actor=administrator, person=person, on=LEFT)
    person.refresh_from_db()
    assert refused() == f"{CANARY}的账号仍在使用：请先停用。"
    actions.disable_account(actor=administrator, user=user)
    assert refused() == f"{CANARY}还负责 1 个阵地：请先移交。"
    outlet.backup = None
    outlet.save()
    record(EventKind.SUMMARY_SIGNED, actor=user, subject=Subject("summary", "1", "2025年总结"), detail={})
    assert refused() == f"{CANARY}签发过 1 份文件：谁负责要留存备查，不能抹去。电话和邮箱可以清空。"


def test_erasing_needs_a_reason_and_happens_once(person, administrator):
    gone(person, administrator)
    with pytest.raises(Invalid):
        actions.erase_person(actor=administrator, person=person, reason=" ")
    actions.erase_person(actor=administrator, person=person, reason="申请")
    with pytest.raises(Refused):
        actions.erase_person(actor=administrator, person=person, reason="申请")


def test_pages_give_out_the_file_and_erase(person, administrator):
    client = Client()
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("directory:person_data", args=[person.pk])
    assert client.get(page).status_code == 200
    file = client.post(page)
    assert file.headers["Content-Disposition"] == f'attachment; filename="person-{person.pk}.json"'
    assert json.loads(file.content)["person"]["姓名"] == CANARY
    erase = reverse("directory:person_erase", args=[person.pk])
    assert "尚未离校" in client.post(erase, {"reason": "申请"}).content.decode()
    gone(person, administrator)
    assert client.post(erase, {"reason": "申请"}).status_code == 302
    person.refresh_from_db()
    assert held_about(person)["person"]["电话"] == ""
