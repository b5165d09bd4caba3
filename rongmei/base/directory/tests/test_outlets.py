from __future__ import annotations

import datetime

import pytest

from rongmei.base.directory import actions
from rongmei.base.directory.models import University
from rongmei.base.directory.queries import outlets, protected_names, uninspected_outlets, university
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, UnitFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.queries import events_of

DAY = datetime.date


@pytest.mark.django_db
def test_outlet_owner_and_stand_in_are_two_people() -> None:
    person = PersonFactory()
    with pytest.raises(Invalid):
        actions.register_outlet(actor=SYSTEM, name="校报", kind="newspaper", unit=UnitFactory(), owner=person, backup=person)


@pytest.mark.django_db
def test_closed_outlet_stays_in_the_register_unchanged() -> None:
    outlet = actions.register_outlet(actor=SYSTEM, name="校报", kind="newspaper", unit=UnitFactory())
    actions.close_outlet(actor=SYSTEM, outlet=outlet, on=DAY(2025, 5, 1), reason="停刊")
    assert (list(outlets()), list(outlets(closed=True))) == ([], [outlet])
    with pytest.raises(Refused):
        actions.change_outlet(actor=SYSTEM, outlet=outlet, name="新校报")
    assert events_of("outlet", outlet.pk).last().data == {
        "before": {"closed_on": None},
        "after": {"closed_on": "2025-05-01"},
        "reason": "停刊",
    }


@pytest.mark.django_db
def test_uninspected_outlets_are_open_ones_without_an_inspection_that_year() -> None:
    never = OutletFactory()
    before = OutletFactory(last_inspected_on=DAY(2024, 12, 31))
    OutletFactory(last_inspected_on=DAY(2025, 1, 1))
    OutletFactory(closed_on=DAY(2025, 1, 1))
    assert set(uninspected_outlets(year=2025)) == {never, before}


@pytest.mark.django_db
def test_inspection_earlier_than_the_last_is_refused() -> None:
    outlet = OutletFactory(last_inspected_on=DAY(2025, 3, 1))
    with pytest.raises(Invalid):
        actions.inspect_outlet(actor=SYSTEM, outlet=outlet, on=DAY(2025, 2, 1))
    actions.inspect_outlet(actor=SYSTEM, outlet=outlet, on=DAY(2025, 4, 1), finding="正常")
    assert outlet.last_inspected_on == DAY(2025, 4, 1)


@pytest.mark.django_db
def test_protected_names_are_all_names_longest_first() -> None:
    assert protected_names() == []
    actions.set_university(
        actor=SYSTEM,
        name="云山大学",
        short_name="云大",
        english_name="Yunshan University",
        aliases=["云山师范学院"],
        protected_names=["望云楼"],
        hashtags=["#云大日常#"],
        columns=["云上讲堂"],
    )
    assert protected_names() == ["Yunshan University", "#云大日常#", "云山师范学院", "云上讲堂", "云山大学", "望云楼", "云大"]
    assert university().name == "云山大学"


@pytest.mark.django_db
def test_set_university_twice_keeps_one_row_and_tells_what_changed() -> None:
    actions.set_university(actor=SYSTEM, name="云山大学")
    actions.set_university(actor=SYSTEM, name="云山大学", short_name="云大")
    assert University.objects.count() == 1
    assert events_of("university", 1).last().data == {"before": {"short_name": ""}, "after": {"short_name": "云大"}}
    with pytest.raises(Invalid):
        actions.set_university(actor=SYSTEM, name="")
