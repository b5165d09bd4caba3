from __future__ import annotations

import datetime

import pytest

from rongmei.base.directory import actions, rules
from rongmei.base.directory.models import Post, Unit, User
from rongmei.base.directory.queries import people, people_meant
from rongmei.base.directory.tests.factories import PersonFactory, PostFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.models import Event
from rongmei.base.history.queries import events_of

DAY = datetime.date


@pytest.mark.django_db
def test_campus_number_is_unique_and_never_changes() -> None:
    person = actions.add_person(actor=SYSTEM, campus_id=" 20200001 ", name="林见月")
    assert person.campus_id == "20200001"
    with pytest.raises(Invalid):
        actions.add_person(actor=SYSTEM, campus_id="20200001", name="别人")
    with pytest.raises(Invalid):
        actions.change_person(actor=SYSTEM, person=person, campus_id="20209999")
    assert actions.change_person(actor=SYSTEM, person=person, campus_id="20200001", name="林见星").name == "林见星"


@pytest.mark.django_db
def test_history_of_a_person_holds_no_telephone_or_mail() -> None:
    person = actions.add_person(actor=SYSTEM, campus_id="1", name="林见月", phone="13800001111", email="a@example.edu")
    actions.change_person(actor=SYSTEM, person=person, phone="13900002222", name="林见星")
    told = "".join(event.detail for event in Event.objects.all())
    assert ("13800001111" in told, "13900002222" in told, "example.edu" in told) == (False, False, False)
    assert events_of("person", person.pk).last().data == {
        "before": {"name": "林见月"},
        "after": {"name": "林见星"},
        "personal": ["phone"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "title"),
    [
        (DAY(2019, 12, 31), ""),
        (DAY(2020, 1, 1), "讲师"),
        (DAY(2022, 12, 31), "讲师"),
        (DAY(2023, 1, 1), "副教授"),
        (DAY(2030, 1, 1), "副教授"),
    ],
)
def test_post_on_a_day_is_the_one_begun_last(day: datetime.date, title: str) -> None:
    person = PersonFactory()
    PostFactory(person=person, title="讲师", from_on=DAY(2020, 1, 1), to_on=DAY(2023, 6, 30))
    PostFactory(person=person, title="副教授", from_on=DAY(2023, 1, 1))
    assert person.title_on(day) == title


@pytest.mark.django_db
def test_same_post_is_not_recorded_twice() -> None:
    person = PersonFactory()
    actions.hold_post(actor=SYSTEM, person=person, title="科长", from_on=DAY(2024, 1, 1))
    with pytest.raises(Invalid):
        actions.hold_post(actor=SYSTEM, person=person, title="科长", from_on=DAY(2024, 1, 1))


@pytest.mark.django_db
def test_post_ending_before_it_began_is_refused() -> None:
    post = actions.hold_post(actor=SYSTEM, person=PersonFactory(), title="科长", from_on=DAY(2024, 1, 1))
    with pytest.raises(Invalid):
        actions.end_post(actor=SYSTEM, post=post, last_day=DAY(2023, 1, 1))


@pytest.mark.django_db
def test_who_left_holds_no_post_after() -> None:
    person = PersonFactory()
    PostFactory(person=person, title="讲师")
    actions.mark_left(actor=SYSTEM, person=person, on=DAY(2025, 6, 30))
    assert (person.title_on(DAY(2025, 6, 30)), person.title_on(DAY(2025, 7, 1))) == ("讲师", "")
    assert (list(people()), list(people(left=True))) == ([], [person])


@pytest.mark.django_db
def test_people_are_found_by_part_of_name_alias_or_number(office: Unit) -> None:
    moon = PersonFactory(name="林见月", campus_id="A1", aliases=["见月君"], unit=office.children.get())
    PersonFactory(name="周行", campus_id="B2")
    assert [list(people(text=t)) for t in ("见月", "月君", "A1", "无")] == [[moon], [moon], [moon], []]
    assert list(people(unit=office)) == [moon]


@pytest.mark.django_db
def test_people_meant_are_all_bearers_of_a_name_but_one_of_a_number() -> None:
    one, other = PersonFactory(name="王一"), PersonFactory(name="王一")
    third = PersonFactory(name="李二", aliases=["王一"])
    assert set(people_meant("王一")) == {one, other, third}
    assert people_meant(other.campus_id) == [other]


@pytest.mark.django_db
def test_particulars_are_for_the_person_and_the_office(correspondent: User, manager: User, auditor: User) -> None:
    other = PersonFactory()
    assert rules.may_see_particulars(correspondent, correspondent.person).allowed is True
    assert rules.may_see_particulars(correspondent, other).allowed is False
    assert [rules.may_see_particulars(u, other).allowed for u in (manager, auditor)] == [True, True]


@pytest.mark.django_db
def test_the_order_of_leaders_is_set_changed_and_taken_away_with_history() -> None:
    person = PersonFactory(name="周知远")
    post = actions.hold_post(actor=SYSTEM, person=person, title="副校长", rank=4)
    assert actions.rank_post(actor=SYSTEM, post=post, rank=4).rank == 4  # nothing new, nothing recorded
    actions.rank_post(actor=SYSTEM, post=post, rank=3)
    assert Post.objects.get(pk=post.pk).rank == 3
    actions.rank_post(actor=SYSTEM, post=post, rank=None)
    ranked = events_of("person", person.pk).filter(kind="post.ranked").order_by("pk")
    assert [(event.data["before"], event.data["after"]) for event in ranked] == [({"rank": 4}, {"rank": 3}), ({"rank": 3}, {"rank": None})]
    assert events_of("person", person.pk).filter(kind="post.held").get().data["after"]["rank"] == 4


@pytest.mark.django_db
@pytest.mark.parametrize("rank", [0, -1, 1000])
def test_a_place_in_the_order_is_a_whole_number_from_one(rank: int) -> None:
    person = PersonFactory()
    with pytest.raises(Invalid):
        actions.hold_post(actor=SYSTEM, person=person, title="副校长", rank=rank)
    post = actions.hold_post(actor=SYSTEM, person=person, title="副校长")
    with pytest.raises(Invalid):
        actions.rank_post(actor=SYSTEM, post=post, rank=rank)
    assert Post.objects.get(pk=post.pk).rank is None
