from __future__ import annotations

import datetime

import pytest

from rongmei.base.directory import actions
from rongmei.base.directory.models import Person, Unit, User
from rongmei.base.directory.queries import find_units, successor_of, unit_names, unit_tree
from rongmei.base.directory.tests.factories import PersonFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.queries import events_of

DAY = datetime.date


def add(name: str, parent: Unit | None = None, **more: object) -> Unit:
    return actions.add_unit(actor=SYSTEM, name=name, parent=parent, **more)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_add_unit_puts_it_below_its_parent() -> None:
    top = add("文学院", aliases=["中文系", " 中文系 ", ""])
    below = add("新闻系", top)
    assert (top.depth, below.depth, below.path) == (0, 1, f"/{top.pk}/{below.pk}/")
    assert top.aliases == ["中文系"]
    assert list(top.descendants()) == [below]
    assert [event.data for event in events_of("unit", top.pk)] == [{"after": {"name": "文学院", "aliases": ["中文系"], "kind": "other"}}]


@pytest.mark.django_db
def test_add_unit_of_a_name_in_use_is_refused_in_the_same_place_only() -> None:
    one, other = add("文学院"), add("理学院")
    add("办公室", one)
    add("办公室", other)
    with pytest.raises(Invalid):
        add("办公室", one)
    with pytest.raises(Invalid):
        add("文学院")


@pytest.mark.django_db
def test_add_unit_by_a_correspondent_is_refused_with_the_reason(correspondent: User) -> None:
    with pytest.raises(Refused):
        actions.add_unit(actor=correspondent, name="自封部")
    assert Unit.objects.filter(name="自封部").exists() is False


@pytest.mark.django_db
def test_descendants_is_one_query(django_assert_num_queries) -> None:
    top = add("文学院")
    for n in range(3):
        add(f"教研室{n}", add(f"系{n}", top))
    with django_assert_num_queries(1):
        assert len(top.descendants()) == 6


@pytest.mark.django_db
def test_descendants_of_unit_1_leave_out_unit_10() -> None:
    units = [add(f"院{n}") for n in range(12)]
    assert [unit for unit in units if list(unit.descendants())] == []


@pytest.mark.django_db
def test_renamed_unit_bears_the_name_of_the_day() -> None:
    unit = add("中文系", short_name="中文")
    actions.rename_unit(actor=SYSTEM, unit=unit, name="文学院", short_name="文", on=DAY(2020, 9, 1))
    actions.rename_unit(actor=SYSTEM, unit=unit, name="人文学院", short_name="人文", on=DAY(2024, 3, 1))
    named = [unit.name_at(day) for day in (DAY(2020, 8, 31), DAY(2020, 9, 1), DAY(2024, 2, 29), DAY(2024, 3, 1))]
    assert named == ["中文系", "文学院", "文学院", "人文学院"]
    assert list(find_units("中文系")) == [unit]
    assert [e.kind for e in events_of("unit", unit.pk)] == ["unit.added", "unit.renamed", "unit.renamed"]


@pytest.mark.django_db
def test_rename_before_an_earlier_renaming_is_refused() -> None:
    unit = add("中文系")
    actions.rename_unit(actor=SYSTEM, unit=unit, name="文学院", on=DAY(2024, 3, 1))
    with pytest.raises(Invalid):
        actions.rename_unit(actor=SYSTEM, unit=unit, name="人文学院", on=DAY(2024, 3, 1))


@pytest.mark.django_db
def test_corrected_name_leaves_no_old_name() -> None:
    unit = add("文学員")
    actions.rename_unit(actor=SYSTEM, unit=unit, name="文学院", on=DAY(2024, 3, 1), correction=True)
    assert unit.name_at(DAY(2020, 1, 1)) == "文学院"
    assert list(find_units("文学員")) == []


@pytest.mark.django_db
def test_merged_unit_keeps_its_past_and_hands_over_people_and_units() -> None:
    old, new = add("新闻系"), add("传媒学院")
    below = add("摄影室", old)
    person = PersonFactory(unit=old)
    actions.merge_units(actor=SYSTEM, units=[old], successor=new, on=DAY(2024, 9, 1))
    old.refresh_from_db()
    below.refresh_from_db()
    assert (old.valid_to, below.parent_id, below.path) == (DAY(2024, 8, 31), new.pk, f"/{new.pk}/{below.pk}/")
    assert Person.objects.get(pk=person.pk).unit == new
    assert successor_of(old) == new
    assert [u.name for u in Unit.objects.valid_on(DAY(2024, 8, 31))] == ["新闻系", "传媒学院", "摄影室"]
    assert [u.name for u in Unit.objects.valid_on(DAY(2024, 9, 1))] == ["传媒学院", "摄影室"]


@pytest.mark.django_db
def test_unit_is_not_merged_into_one_below_it() -> None:
    top = add("文学院")
    below = add("新闻系", top)
    with pytest.raises(Invalid):
        actions.merge_units(actor=SYSTEM, units=[top], successor=below, on=DAY(2024, 9, 1))


@pytest.mark.django_db
def test_moved_unit_takes_everything_below_along() -> None:
    one, other = add("文学院"), add("理学院")
    dept = add("系", one)
    room = add("室", dept)
    actions.move_unit(actor=SYSTEM, unit=dept, parent=other)
    room.refresh_from_db()
    assert room.path == f"/{other.pk}/{dept.pk}/{room.pk}/"
    with pytest.raises(Invalid):
        actions.move_unit(actor=SYSTEM, unit=dept, parent=room)


@pytest.mark.django_db
def test_unit_with_units_below_is_not_closed() -> None:
    top = add("文学院")
    below = add("系", top)
    with pytest.raises(Refused):
        actions.close_unit(actor=SYSTEM, unit=top, last_day=DAY(2025, 1, 1))
    actions.close_unit(actor=SYSTEM, unit=below, last_day=DAY(2025, 1, 1))
    actions.close_unit(actor=SYSTEM, unit=top, last_day=DAY(2025, 1, 1))
    assert [u.name for u in unit_tree(day=DAY(2025, 1, 2))] == []
    assert [u.name for u in unit_tree(day=DAY(2025, 1, 1))] == ["文学院", "系"]


@pytest.mark.django_db
def test_unit_closed_before_it_began_is_refused() -> None:
    unit = add("文学院", valid_from=DAY(2025, 1, 1))
    with pytest.raises(Invalid):
        actions.close_unit(actor=SYSTEM, unit=unit, last_day=DAY(2024, 1, 1))


@pytest.mark.django_db
def test_unit_tree_lists_children_after_their_parent_in_two_queries(django_assert_max_num_queries) -> None:
    b, a = add("乙院", code="2"), add("甲院", code="1")
    add("系", b)
    add("所", a)
    PersonFactory(unit=a)
    with django_assert_max_num_queries(2):
        assert [(u.name, u.people_count) for u in unit_tree()] == [("甲院", 1), ("所", 0), ("乙院", 0), ("系", 0)]


@pytest.mark.django_db
def test_unit_names_prefer_todays_bearer_of_a_name() -> None:
    old = add("新闻系", short_name="新闻")
    actions.rename_unit(actor=SYSTEM, unit=old, name="传播学院", short_name="传播", on=DAY(2023, 1, 1))
    new = add("新闻系")
    names = unit_names()
    assert (names["新闻系"], names["新闻"], names["传播学院"]) == ({new.pk}, {old.pk}, {old.pk})


@pytest.mark.django_db
def test_change_unit_with_nothing_new_leaves_no_event() -> None:
    unit = add("文学院")
    actions.change_unit(actor=SYSTEM, unit=unit, code="", aliases=[])
    assert events_of("unit", unit.pk).count() == 1
    with pytest.raises(Invalid):
        actions.change_unit(actor=SYSTEM, unit=unit, path="/1/")
