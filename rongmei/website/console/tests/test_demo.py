"""The demo university at year-end, built once in the test database and then looked at from all sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Outlet, Person, Unit, UnitChange, User
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.history.queries import verify
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import Evidence, ImportBatch, StagedRow
from rongmei.records.learning.queries.study import quarters_short
from rongmei.reporting.figures.engine import compute_many
from rongmei.reporting.figures.enums import FigureKind, FigureState
from rongmei.reporting.figures.models import Figure, PublishedValue, Target
from rongmei.reporting.figures.scope import Scope
from rongmei.reporting.summary import actions
from rongmei.reporting.summary.assembling import assemble
from rongmei.reporting.summary.document import Document, Table, plain
from rongmei.reporting.summary.enums import Binding, SummaryState
from rongmei.reporting.summary.exporting import export
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.names import protected
from rongmei.reporting.summary.queries import drifts
from rongmei.website.console import demo
from rongmei.website.console.demo import summaries
from rongmei.website.console.demo.calendar import is_worked
from rongmei.website.console.demo.catalogue import LEFT_WAITING, SENT_BACK
from rongmei.website.console.demo.world import World

from .looking import forms, read_back, recomputed

# Each test's own transaction is a savepoint inside the one that holds the demo. Building takes longer than a test usually may.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("university"), pytest.mark.timeout(600)]
YEAR = Scope.year(2026)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def university(django_db_setup: None, django_db_blocker: Any, folder: Path) -> Iterator[None]:
    """The whole year, in one transaction that is rolled back after the last test of this file."""
    from django.db import transaction
    from django.test import override_settings

    with (
        override_settings(HISTORY_ANCHOR=folder / "history.anchor", MEDIA_ROOT=folder / "media", DEMO=True),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        demo.build("year-end")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def draft() -> Summary:
    return Summary.objects.get(year=2026)


def user(name: str) -> User:
    return User.objects.get(username=name)


def settle(draft: Summary) -> Summary:
    """Bind the three places that were left open, as the writer of the text meant them."""
    wanted = demo.what_belongs_there(demo.World(), draft)
    for stand in assemble(draft).open:
        actions.bind_slot(actor=user("manager"), summary=draft, ref=stand.slot.ref, choice=wanted[stand.slot.ref])
    return Summary.objects.get(pk=draft.pk)


# ---- people and places ------------------------------------------------------------------------------------------------


def test_units_are_a_tree_of_some_sixty_with_one_renamed_and_one_merged() -> None:
    assert Unit.objects.filter(valid_to=None).count() >= 60
    assert Unit.objects.filter(kind="college", valid_to=None).exclude(parent=None).count() >= 24
    assert sorted(UnitChange.objects.values_list("kind", "unit__name")) == [("merge", "高等职业技术学院"), ("rename", "人工智能学院")]
    assert Unit.objects.get(name="人工智能学院").name_at(dt.date(2025, 12, 31)) == "信息工程学院"


def test_people_hold_posts_and_some_names_have_rare_characters() -> None:
    assert Person.objects.count() >= 220
    assert Person.objects.filter(posts=None).count() == 0
    names = "".join(Person.objects.values_list("name", flat=True))
    assert [char for char in "喆堃玥翀赟" if char not in names] == []


def test_outlets_have_two_people_one_is_closed_and_one_not_inspected() -> None:
    assert Outlet.objects.filter(owner=None).count() == Outlet.objects.filter(backup=None).count() == 0
    assert Outlet.objects.exclude(closed_on=None).count() == 1
    assert Outlet.objects.filter(last_inspected_on=None, closed_on=None).count() == 1


def test_every_role_has_an_account_that_can_sign_in_at_once() -> None:
    held = {grant.role for account in User.objects.all() for grant in account.grants_on()}
    assert held == set(Role.values)
    for account in demo.ACCOUNTS:
        owner = user(account.username)
        assert owner.check_password(demo.PASSWORD)
        assert not owner.password_is_initial
        validate_password(demo.PASSWORD, owner)


def test_outsider_holds_no_role_and_three_correspondents_answer_for_one_unit_each() -> None:
    assert user("outsider").grants() == []
    own = {name: [grant.unit.name for grant in user(name).grants() if grant.unit] for name in ("mayuan", "jixie", "zhineng")}
    assert own == {"mayuan": ["马克思主义学院"], "jixie": ["机械工程学院"], "zhineng": ["人工智能学院"]}


# ---- rows -------------------------------------------------------------------------------------------------------------


def test_two_thousand_rows_over_all_ledgers_of_the_rooms() -> None:
    counts = {ledger.key: ledger.model.objects.count() for ledger in rooms()}
    assert [key for key, count in counts.items() if count == 0] == []
    assert sum(counts.values()) >= 2000


def rooms() -> list[Any]:
    return [ledger for ledger in registry.all_ledgers() if ledger.model.__module__.startswith("rongmei.records.")]


def test_most_rows_are_confirmed_and_every_other_state_occurs() -> None:
    states = [state for ledger in rooms() for state in ledger.model.objects.values_list("state", flat=True)]
    assert set(states) == set(RowState.values)
    assert 0.9 < states.count(RowState.CONFIRMED) / len(states) < 0.99
    returned = [
        note for ledger in rooms() for note in ledger.model.objects.filter(state=RowState.RETURNED).values_list("return_note", flat=True)
    ]
    assert [note for note in returned if not note] == []


def test_nobody_confirmed_what_he_recorded_himself_except_by_spreadsheet() -> None:
    for ledger in rooms():
        for row in ledger.model.objects.filter(state=RowState.CONFIRMED, batch=None):
            assert row.recorded_by_id != row.confirmed_by_id, row


def test_no_row_lies_on_a_free_day() -> None:
    free = [
        f"{ledger.key} {day}"
        for ledger in rooms()
        if ledger.key not in ("lecture_series", "study_plan")
        for day in ledger.model.objects.values_list(ledger.time, flat=True)
        if day and not is_worked(day)
    ]
    assert free == []


def test_spreadsheets_went_into_three_ledgers_and_their_bad_rows_wait() -> None:
    batches = ImportBatch.objects.filter(state="applied")
    assert set(batches.values_list("ledger", flat=True)) == {"lecture", "education_award", "study_session"}
    for batch in batches:
        taken = registry.get(batch.ledger).model.objects.filter(batch=batch)
        assert taken.count() == batch.counts["new"]
        assert all(row.source for row in taken[:3])
    assert StagedRow.objects.filter(outcome=StagedRow.Outcome.WAITING).count() == 6


def test_renamed_unit_was_settled_once_by_its_old_short_name() -> None:
    batch = ImportBatch.objects.filter(ledger="education_award").order_by("pk").last()
    assert batch is not None
    assert batch.values["unit"] == {"信息学院": "人工智能学院"}


def test_one_college_let_a_quarter_pass_without_a_discussion() -> None:
    short = [(one.unit_name, one.quarter) for one in quarters_short(2026) if one.held < one.owed and one.level == "unit"]
    assert short == [("体育学院", 3)]
    assert quarters_short(2025) == []


def test_evidence_of_every_kind_hangs_on_rows() -> None:
    assert set(Evidence.objects.values_list("kind", flat=True)) == set(Evidence.Kind.values)


def test_a_returned_row_was_mended_and_confirmed() -> None:
    mended = Event.objects.filter(kind="row.changed").values_list("subject_kind", "subject_id")
    assert mended.count() >= 4


def test_history_is_whole() -> None:
    assert verify().first_bad_seq is None


# ---- figures ----------------------------------------------------------------------------------------------------------


def test_every_figure_has_a_value_in_both_years() -> None:
    figures = list(Figure.objects.all())
    assert len(figures) >= 75
    for year in (2025, 2026):
        values = compute_many(figures, Scope.year(year))
        assert {key: value.problem for key, value in values.items() if value.amount is None} == {}


def test_definitions_wait_for_a_second_person_or_were_approved_by_one() -> None:
    assert set(Figure.objects.filter(state=FigureState.DRAFT).values_list("key", flat=True)) == set(LEFT_WAITING)
    assert list(Figure.objects.filter(state=FigureState.RETURNED).values_list("key", flat=True)) == [SENT_BACK[0]]
    assert {(f.owner.username, f.approved_by.username) for f in Figure.objects.filter(state=FigureState.APPROVED)} == {
        ("manager", "deputy")
    }


def test_figures_stand_on_every_ledger() -> None:
    assert set(Figure.objects.exclude(ledger="").values_list("ledger", flat=True)) == {
        *(ledger.key for ledger in rooms()),
        "checked_issue",
        "error_mark",
        "handed_in",
        "passed_step",
        "plan_task",
        "story",
    }


@pytest.mark.parametrize("year", [2025, 2026])
def test_drilled_rows_recompute_to_the_value(year: int) -> None:
    figures = list(Figure.objects.filter(kind=FigureKind.LEDGER))
    values = compute_many(figures, Scope.year(year))
    wrong = {}
    for figure in figures:
        by_hand = recomputed(figure, Scope.year(year))
        if by_hand != values[figure.key].amount:
            wrong[figure.key] = (by_hand, values[figure.key].amount)
    assert wrong == {}


def test_parts_add_up_to_their_wholes() -> None:
    values = compute_many(list(Figure.objects.all()), YEAR)
    for whole in Figure.objects.filter(parts__isnull=False).distinct():
        assert sum(values[part.key].amount for part in whole.parts.all()) == values[whole.key].amount, whole


def test_targets_and_published_values_are_there() -> None:
    assert Target.objects.count() >= 10
    assert PublishedValue.objects.filter(start__year=2025).count() >= 20


# ---- the summaries ----------------------------------------------------------------------------------------------------


def test_draft_has_four_chapters_sixty_live_figures_and_three_open_places(draft: Summary) -> None:
    assembled = assemble(draft)
    headings = [plain(block.content) for block in assembled.document.blocks if hasattr(block, "level") and block.level == 1]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、"]
    live = [stand for stand in assembled.in_order() if stand.slot.binding == Binding.FIGURE]
    assert len(live) >= 60
    assert len({stand.slot.figure_id for stand in live}) >= 60
    assert [stand.slot.original for stand in assembled.open] == ["***余", "***余", "**余"]
    assert assembled.problems == assembled.open


@pytest.mark.parametrize("year", [2025, 2026])
def test_accepting_all_good_proposals_binds_most_places_and_none_wrongly(year: int) -> None:
    world = World()
    summary = summaries.start(world, year)
    places = summary.slots.filter(binding=Binding.OPEN).count()
    wanted = summaries.what_belongs_there(world, summary)
    accepted = actions.bind_proposed(actor=user("manager"), summary=summary)
    wrong = []
    for slot in summary.slots.filter(ref__in=accepted).select_related("figure"):
        choice = wanted[slot.ref]
        found = (slot.binding, slot.figure.key if slot.figure else "", slot.name_kind, slot.name_id, slot.years_back)
        if found != (choice.binding, choice.figure, choice.name_kind, choice.name_id, choice.years_back):
            wrong.append((slot.found["sentence"], slot.original, found, choice))
    assert wrong == []
    assert len(accepted) / places >= 0.6


def test_draft_has_names_a_year_a_list_of_rows_and_a_table(draft: Summary) -> None:
    assembled = assemble(draft)
    bindings = {stand.slot.binding for stand in assembled.in_order()}
    assert bindings >= {Binding.NAME, Binding.YEAR, Binding.ROWS, Binding.FIGURE}
    kinds = {stand.slot.name_kind for stand in assembled.in_order() if stand.slot.binding == Binding.NAME}
    assert kinds == {"university", "university_short", "unit", "person"}
    tables = [block for block in assembled.document.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [15]


def test_sentence_without_a_national_title_is_left_out(draft: Summary) -> None:
    assert "国家级集体荣誉" not in text_of(assemble(draft).document)
    assert "国家级集体荣誉2项" in text_of(assemble(Summary.objects.get(year=2025)).document)


def test_signed_edition_names_the_unit_as_it_was_called_then(draft: Summary) -> None:
    assert "信息工程学院、机械工程学院组建" in text_of(assemble(Summary.objects.get(year=2025)).document)
    assert "人工智能学院、机械工程学院组建" in text_of(assemble(draft).document)


def text_of(document: Document) -> str:
    return "\n".join(plain(block.content) for block in document.blocks if hasattr(block, "content"))


def test_late_rows_show_as_drift_of_the_signed_edition() -> None:
    signed = Summary.objects.get(year=2025)
    assert signed.state == SummaryState.SIGNED
    assert signed.dated == dt.date(2026, 1, 28)
    moved = {item.reading.figure_key: item.drift for item in drifts(user("head"), signed) if not item.drift.fresh}
    assert len(moved["lecture.count"].added) == 1
    assert len(moved["talk.enterprise"].added) == 1
    assert moved["lecture.person_times"].now.amount - moved["lecture.person_times"].was.amount == 126 + 12


def test_only_the_heads_sign_and_only_when_everything_is_bound(draft: Summary) -> None:
    with pytest.raises(Invalid, match="3"):
        actions.sign_summary(actor=user("head"), summary=draft)
    settle(draft)
    with pytest.raises(Refused):
        actions.sign_summary(actor=user("manager"), summary=draft)
    signed = actions.sign_summary(actor=user("head"), summary=draft)
    assert signed.state == SummaryState.SIGNED
    assert [item for item in drifts(user("head"), signed) if not item.drift.fresh] == []


@pytest.mark.parametrize("masked", ["", "digits", "fixed"])
@pytest.mark.parametrize("to", ["docx", "html", "txt", "pdf"])
def test_export_in_every_format_shows_names_only_unmasked(draft: Summary, to: str, masked: str) -> None:
    document = assemble(settle(draft)).document
    data, _media = export(document, to, masked)
    shown = read_back(data, to)
    leaked = sorted({form for form in forms(protected()) if form in shown})
    assert bool(leaked) is not bool(masked), leaked
    if masked:
        assert [char for char in shown if char.isdecimal()] == []


def test_masked_text_keeps_the_structure_of_the_plain_one(draft: Summary) -> None:
    document = assemble(settle(draft)).document
    before, after = (export(document, "txt", masked)[0].decode() for masked in ("", "digits"))
    assert [len(line) for line in before.splitlines()] == [len(line) for line in after.splitlines()]


# ---- the command ------------------------------------------------------------------------------------------------------


def test_building_again_if_missing_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = Event.objects.count()
    call_command("demo", "--if-missing")
    assert capsys.readouterr().out == ""
    assert Event.objects.count() == before


def test_accounts_are_printed_with_password_role_and_name(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo", "--accounts")
    printed = capsys.readouterr().out.splitlines()
    assert demo.PASSWORD in printed[0]
    assert [line.split()[0] for line in printed[2:]] == [account.username for account in demo.ACCOUNTS if account.listed]


def test_demo_is_refused_where_well_known_passwords_would_be_dangerous(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="RONGMEI_DEMO"):
        call_command("demo")
    with pytest.raises(Refused):
        demo.clear()


def test_another_university_is_never_built_over_or_cleared(settings: Any) -> None:
    from rongmei.base.directory.actions import set_university

    set_university(actor=user("manager"), name="云岭大学")
    with pytest.raises(CommandError):
        call_command("demo")
    with pytest.raises(Refused):
        demo.clear()


def test_office_manager_signs_in_through_the_door() -> None:
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "manager", "password": demo.PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


def test_seed_gives_the_same_numbers_every_time() -> None:
    keys = ("lecture.count", "lecture.person_times", "study.rate", "award.people", "honour.works")
    values = compute_many(list(Figure.objects.filter(key__in=keys)), YEAR)
    assert [values[key].amount for key in keys] == [156, 24830, Decimal("93.7063"), 148, 28]
