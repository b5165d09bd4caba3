"""Readings: frozen with their rows, unmoved by what happens later (scenario 4), drifting visibly (scenario 5)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.directory.enums import Role
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger import actions as ledger_actions
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.tests.app.models import Clip
from rongmei.reporting.figures import actions, engine, queries
from rongmei.reporting.figures.engine import rows_blob
from rongmei.reporting.figures.models import Reading
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, ManualValueFactory, UnitFactory, clip, clips, formula, manual, user

pytestmark = pytest.mark.django_db
YEAR = Scope.year(2022)


@pytest.fixture
def chief():
    return user(Role.SECTION_CHIEF)


def take(chief, *figures, **more):
    return actions.take_readings(
        actor=chief, wanted=[actions.Wanted(figure, YEAR) for figure in figures], holder_kind="edition", holder_id=7, **more
    )


@given(st.dictionaries(st.integers(1, 2**40), st.integers(1, 2**20 - 1), max_size=300))
def test_rows_pack_and_unpack_to_the_same(versions):
    numbers = [pk * 2**20 + version for pk, version in versions.items()]
    assert [rows_blob.split(number) for number in rows_blob.unpack(rows_blob.pack(numbers))] == sorted(versions.items())
    assert rows_blob.pack(numbers) == rows_blob.pack(reversed(numbers))


def test_blob_of_many_rows_takes_less_than_three_bytes_a_row():
    assert len(rows_blob.pack([pk * 2**20 + 1 + pk % 5 for pk in range(1, 200_000, 3)])) < 3 * 66_667


def test_reading_keeps_value_rows_definition_and_digest(chief):
    first, second = clip(reads=5), clip(reads=7, reads_is_floor=True)
    figure = FigureFactory(measure="reads")
    (reading,) = take(chief, figure)
    reading.refresh_from_db()
    assert (reading.value, reading.at_least, reading.rows, reading.figure_version) == (Decimal(12), True, 2, 1)
    assert [rows_blob.split(number) for number in rows_blob.unpack(bytes(reading.rows_blob))] == [(first.pk, 1), (second.pk, 1)]
    assert reading.definition == figure.snapshot()
    assert engine.digest_of(reading) == reading.digest


def test_digest_tells_when_somebody_changed_the_reading_by_sql(chief):
    clip()
    (reading,) = take(chief, FigureFactory())
    Reading.objects.filter(pk=reading.pk).update(value=2)
    reading.refresh_from_db()
    assert engine.digest_of(reading) != reading.digest


def test_same_content_has_the_same_digest(chief):
    clip()
    figure = FigureFactory()
    one, other = take(chief, figure)[0], take(chief, figure)[0]
    assert one.digest == other.digest
    clip()
    assert take(chief, figure)[0].digest != one.digest


def test_many_readings_are_one_event_of_the_document(chief):
    clip()
    take(chief, FigureFactory(), FigureFactory())
    event = Event.objects.get(kind="reading.taken")
    assert (event.subject_kind, event.subject_id, len(event.data["readings"])) == ("edition", "7", 2)


def test_who_is_no_staff_takes_no_readings():
    with pytest.raises(Refused):
        take(user(Role.AUDITOR), FigureFactory())


def test_database_refuses_to_change_or_delete_a_reading(chief):
    from importlib import import_module

    seal = import_module("rongmei.reporting.figures.migrations.0002_seal_readings")
    (reading,) = take(chief, FigureFactory())
    editor = type("Editor", (), {"connection": connection})  # all the seal needs of a schema editor
    with override_settings(HISTORY_SEALED=True):
        seal.put_on(None, editor)
    try:
        for change in (
            lambda: Reading.objects.filter(pk=reading.pk).update(value=2),
            lambda: Reading.objects.filter(pk=reading.pk)._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    finally:
        seal.take_off(None, editor)


# ---- overrides --------------------------------------------------------------------------------------------------------


def test_override_keeps_the_counted_value_beside_it(chief):
    clip()
    override = actions.Override("3", "市里口径含转载", by=1, approved_by=2)
    (reading,) = actions.take_readings(actor=chief, wanted=[actions.Wanted(FigureFactory(), YEAR, "3篇", override)])
    assert (reading.value, reading.override["value"], reading.shown_text) == (Decimal(1), "3", "3篇")


@pytest.mark.parametrize(
    "override",
    [
        actions.Override("3", " ", 1, 2),
        actions.Override("3", "口径", 1, 1),
        actions.Override("NaN", "口径", 1, 2),
        actions.Override("三", "口径", 1, 2),
    ],
)
def test_override_without_reason_or_second_person_is_refused(chief, override):
    with pytest.raises(Invalid):
        actions.take_readings(actor=chief, wanted=[actions.Wanted(FigureFactory(), YEAR, "", override)])
    assert not Reading.objects.exists()


# ---- drift ------------------------------------------------------------------------------------------------------------


def test_fresh_reading_asks_no_ledger(chief, django_assert_num_queries):
    clip()
    readings = take(chief, FigureFactory(), FigureFactory(measure="reads"))
    with django_assert_num_queries(2):  # clocks, versions
        found = engine.drift_many(readings)
    assert all(one.fresh for one in found.values())


def test_late_rows_changed_rows_and_voided_rows_are_named(chief):
    ledger = clips()
    unit = UnitFactory()
    kept, edited, voided = (clip(unit=unit, reads=n) for n in (1, 2, 3))
    (count, reads) = take(chief, FigureFactory(), FigureFactory(measure="reads"))
    ledger_actions.change_row(actor=chief, ledger=ledger, pk=edited.pk, raw={"reads": 20})
    ledger_actions.move_rows(actor=chief, ledger=ledger, pks=[voided.pk], to=RowState.VOIDED, note="重复")
    late = []
    for number in range(3):
        raw = {"unit": unit.name, "published_on": "2022-12-30", "medium": kept.medium.name, "title": f"补报{number}", "reads": 100}
        late.append(ledger_actions.create_row(actor=chief, ledger=ledger, raw=raw, to=RowState.CONFIRMED).pk)
    found = engine.drift_many([count, reads])
    for reading, was, now in ((count, 3, 5), (reads, 6, 321)):
        drift = found[reading.pk]
        assert (drift.fresh, drift.was.amount, drift.now.amount) == (False, was, now)
        assert (drift.added, drift.removed, drift.changed) == (tuple(late), (voided.pk,), (edited.pk,))
        assert drift.summary == "+3 −1 ~1"
        assert not drift.definition_changed
    count.refresh_from_db()
    assert count.value == 3


def test_changed_definition_leaves_the_reading_and_is_told(chief):
    clip(level="national")
    clip(level="city")
    figure = FigureFactory()
    (reading,) = take(chief, figure)
    actions.change_figure(actor=chief, pk=figure.pk, conditions=[{"dim": "level", "op": "is", "value": "city"}])
    drift = engine.drift(reading)
    assert (drift.fresh, drift.now.amount, drift.definition_changed) == (True, 2, True)


def test_unit_moved_below_another_is_drift_although_the_clock_stands(chief):
    faculty, lone = UnitFactory(path="/f/"), UnitFactory(path="/l/")
    row = clip(unit=lone)
    (reading,) = take(chief, FigureFactory(conditions=[{"dim": "unit", "op": "under", "value": faculty.pk}]))
    assert engine.drift(reading).fresh
    lone.path = "/f/l/"
    lone.save()
    assert engine.drift(reading).added == (row.pk,)


def test_formula_drifts_with_the_figures_below_it(chief):
    ledger = clips()
    row = clip(reads=10)
    FigureFactory(key="clip.reads", measure="reads")
    FigureFactory(key="clip.count")
    mean = formula("clip.mean", "{clip.reads}/{clip.count}")
    (reading,) = take(chief, mean)
    assert [one.figure_key for one in reading.ingredients.order_by("pk")] == ["clip.reads", "clip.count"]
    assert engine.digest_of(Reading.objects.get(pk=reading.pk)) == reading.digest
    assert engine.drift(reading).fresh
    ledger_actions.change_row(actor=chief, ledger=ledger, pk=row.pk, raw={"reads": 30})
    drift = engine.drift(reading)
    assert (drift.fresh, drift.was.amount, drift.now.amount) == (False, 10, 30)
    assert drift.ingredients["clip.reads"].changed == (row.pk,)


def test_formula_is_recounted_by_the_definitions_it_was_signed_with(chief):
    clip(level="national")
    clip(level="city")
    below = FigureFactory(key="clip.count")
    (reading,) = take(chief, formula("clip.twice", "{clip.count}*2"))
    actions.change_figure(actor=chief, pk=below.pk, conditions=[{"dim": "level", "op": "is", "value": "city"}])
    drift = engine.drift(reading)
    assert (drift.fresh, drift.now.amount, drift.definition_changed) == (True, 4, True)


def test_manual_value_entered_anew_is_drift(chief):
    figure = manual("school.students")
    ManualValueFactory(figure=figure, value=100)
    (reading,) = take(chief, figure)
    assert engine.drift(reading).fresh
    ManualValueFactory(figure=figure, value=101)
    drift = engine.drift(reading)
    assert (drift.fresh, drift.was.amount, drift.now.amount) == (False, 100, 101)


def test_reading_of_a_ledger_that_is_gone_says_that_it_cannot_be_compared(chief, monkeypatch):
    clip()
    (reading,) = take(chief, FigureFactory())
    monkeypatch.delitem(registry._ledgers, "test-clips")
    drift = engine.drift(reading)
    assert (drift.fresh, drift.was.amount) == (False, 1)
    assert "test-clips" in drift.problem


# ---- rows as they were ------------------------------------------------------------------------------------------------


def test_frozen_rows_show_what_stood_there_and_what_moved_since(chief):
    ledger = clips()
    edited, voided = clip(title="旧题", reads=1), clip(title="不改")
    (reading,) = take(chief, FigureFactory())
    ledger_actions.change_row(actor=chief, ledger=ledger, pk=edited.pk, raw={"title": "新题", "unit": UnitFactory(name="理学院").name})
    ledger_actions.change_row(actor=chief, ledger=ledger, pk=edited.pk, raw={"title": "更新的题"})
    ledger_actions.move_rows(actor=chief, ledger=ledger, pks=[voided.pk], to=RowState.VOIDED, note="重复")
    found = queries.frozen_rows(chief, reading, engine.freeze(reading.figure, YEAR).blob)
    assert [(row.pk, row.values["title"], row.since) for row in found.rows] == [
        (edited.pk, "旧题", "changed"),
        (voided.pk, "不改", "removed"),
    ]
    assert found.rows[0].values["unit"] == edited.unit.name


def test_rows_of_a_signed_document_say_so_when_they_are_voided(chief):
    row = clip()
    take(chief, FigureFactory(label="外媒报道"))
    assert list(registry.holds_on(clips(), [row.pk, row.pk + 1])) == [row.pk]
    loose = clip()
    actions.take_reading(actor=chief, figure=FigureFactory(), scope=YEAR)
    assert loose.pk not in registry.holds_on(clips(), [loose.pk])


def test_reading_of_a_large_list_is_taken_in_one_statement(chief, django_assert_max_num_queries):
    unit, medium = UnitFactory(), clip().medium
    now = dt.datetime.now(dt.UTC)
    Clip.objects.bulk_create(
        Clip(
            unit=unit,
            medium=medium,
            published_on=dt.date(2022, 5, 1),
            title=str(n),
            key_hash=f"x{n}",
            state="confirmed",
            recorded_at=now,
            confirmed_at=now,
        )
        for n in range(3_000)
    )
    figures = [FigureFactory() for _n in range(20)]
    with django_assert_max_num_queries(10):
        data = engine.freeze_many([(figure, YEAR) for figure in figures])
    assert {one.value.rows for one in data} == {3_001}
