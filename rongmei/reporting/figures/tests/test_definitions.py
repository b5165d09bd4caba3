"""Defining, approving, changing and retiring, and every way a definition is refused (scenario 9)."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import translation

from rongmei.base.directory.enums import Role
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.models import Event
from rongmei.base.ledger.enums import Basis
from rongmei.reporting.figures import actions, engine, queries, registry_of_uses
from rongmei.reporting.figures.enums import FIGURE_MOVES, FigureState
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.registry_of_uses import Use
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, UnitFactory, clip, formula, manual, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return user(Role.EDITOR)


@pytest.fixture
def chief():
    return user(Role.SECTION_CHIEF)


def define(actor, **values):
    given = {"label": "省级以上媒体报道志愿服务篇数", "kind": "ledger", "ledger": "test-clips", "measure": "count", **values}
    return actions.define_figure(actor=actor, **given)


VOLUNTEERING = [{"dim": "level", "op": "in", "value": ["国家级", "省级"]}, {"dim": "original", "op": "is", "value": "是"}]


def test_staff_define_a_figure_from_pickers_and_a_second_person_approves(editor, chief):
    figure = define(editor, conditions=VOLUNTEERING, synonyms=["志愿报道", "志愿报道", " "])
    assert figure.conditions == [
        {"dim": "level", "op": "in", "value": ["national", "provincial"]},
        {"dim": "original", "op": "is", "value": True},
    ]
    assert (figure.key, figure.unit_word, figure.basis, figure.state) == ("test_clips.count", "篇", Basis.PIECES, FigureState.DRAFT)
    assert figure.synonyms == ["志愿报道"]
    clip(level="provincial", original=True)
    clip(level="city", original=True)
    assert engine.value(figure, Scope.year(2022)).amount == 1
    approved = actions.approve_figure(actor=chief, pk=figure.pk)
    assert (approved.state, approved.approved_by) == (FigureState.APPROVED, chief)
    assert approved.versions.get(number=1).approved_by == chief
    kinds = list(Event.objects.filter(subject_kind="figure", subject_id=str(figure.pk)).values_list("kind", flat=True))
    assert kinds == ["figure.defined", "figure.approved"]


def test_note_names_ledger_conditions_period_measure_and_basis(editor):
    figure = define(editor, conditions=VOLUNTEERING[:1])
    with translation.override("en"):
        note = queries.note(figure)
    assert note == (
        "Confirmed records of “媒体发稿台账”，级别 is one of 国家级、省级，with “发布日期” in the period，"
        "counted is “篇数”. Unit word “篇”, basis: pieces."
    )


@pytest.mark.parametrize("role", [Role.CORRESPONDENT, Role.REPORTER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_is_no_staff_defines_nothing(role):
    unit = UnitFactory() if role == Role.CORRESPONDENT else None
    with pytest.raises(Refused):
        define(user(role, unit=unit))
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "conditions",
    [
        [{"dim": "unit__name", "op": "is", "value": "文学院"}],
        [{"dim": "level__in", "op": "is", "value": "national"}],
        [{"dim": "_connector", "op": "is", "value": "OR"}],
        [{"_connector": "OR", "_negated": True}],
        [{"dim": "password", "op": "is", "value": "x"}],
        [{"dim": "level", "op": "regex", "value": ".*"}],
        [{"dim": "level", "op": "is", "value": "月球级"}],
        [{"dim": "level", "op": "is", "value": {"national": 1}}],
        [{"dim": "level", "op": "in", "value": ["national"] * 201}],
        [{"dim": "level", "op": "in", "value": []}],
        [{"dim": "level", "op": "is", "value": "national"}] * 41,
        [{"dim": "reads", "op": "gte", "value": "很多"}],
        ["level=national"],
    ],
)
def test_condition_outside_the_declared_vocabulary_is_refused(editor, conditions):
    with pytest.raises(Invalid) as refused:
        define(editor, conditions=conditions)
    assert refused.value.sentence
    assert not Figure.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"label": " "},
        {"label": "长" * 81},
        {"key": "Clip Count"},
        {"key": "clip.__class__"},
        {"kind": "sql"},
        {"period": "always"},
        {"ledger": "no-such"},
        {"measure": "reads__sum"},
        {"since": "2022年", "period": "since_start"},
        {"chapter": "章" * 61},
        {"unit_word": "长" * 11},
        {"part_of": "no.such"},
        {"state": "approved"},
    ],
)
def test_definition_that_is_not_whole_is_refused(editor, values):
    with pytest.raises(Invalid):
        define(editor, **values)


def test_key_that_is_taken_is_refused(editor):
    FigureFactory(key="clip.count")
    with pytest.raises(Invalid, match=r"clip\.count"):
        define(editor, key="clip.count")


def test_key_left_out_is_made_and_never_twice(editor):
    assert [define(editor).key for _n in range(3)] == ["test_clips.count", "test_clips.count_2", "test_clips.count_3"]


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        ("{clip.count}.__class__", "__class__"),
        ("{nobody}", "nobody"),
        ("{me}", "me → me"),
        ("1+1", "{lecture.count}"),
        ("{clip.heads}+{school.people}", "person-times"),
        ("{clip.old}", "clip.old"),
    ],
)
def test_formula_that_cannot_stand_is_refused(editor, expr, found):
    FigureFactory(key="clip.count")
    FigureFactory(key="clip.heads", measure="heads", basis=Basis.PERSON_TIMES)
    FigureFactory(key="clip.old", state=FigureState.RETIRED, approved_at=None)
    manual("school.people", basis=Basis.PERSONS)
    with pytest.raises(Invalid, match=re.escape(found)), translation.override("en"):
        actions.define_figure(actor=editor, label="比", key="me", kind="formula", expr=expr)


def test_circle_closed_by_a_later_change_is_refused(editor):
    FigureFactory(key="clip.count")
    first = actions.define_figure(actor=editor, label="甲", key="a", kind="formula", expr="{clip.count}")
    actions.define_figure(actor=editor, label="乙", key="b", kind="formula", expr="{a}*2")
    with pytest.raises(Invalid, match="a → b → a"):
        actions.change_figure(actor=editor, pk=first.pk, expr="{b}")


def test_rate_of_two_counts_gets_its_basis_and_word(editor):
    FigureFactory(key="x.present", measure="heads", basis=Basis.PERSON_TIMES)
    FigureFactory(key="x.expected", measure="heads", basis=Basis.PERSON_TIMES)
    figure = actions.define_figure(actor=editor, label="出勤率", kind="formula", expr="{x.present}/{x.expected}*100")
    assert (figure.basis, figure.unit_word, figure.key) == (Basis.RATE, "%", "formula.value")


# ---- the second person ------------------------------------------------------------------------------------------------


def test_owner_does_not_approve_the_own_definition(chief):
    figure = define(chief)
    with pytest.raises(Refused):
        actions.approve_figure(actor=chief, pk=figure.pk)


def test_who_edited_last_does_not_approve(editor, chief):
    figure = define(editor)
    actions.change_figure(actor=chief, pk=figure.pk, conditions=VOLUNTEERING)
    with pytest.raises(Refused):
        actions.approve_figure(actor=chief, pk=figure.pk)
    assert actions.approve_figure(actor=user(Role.HEAD), pk=figure.pk).state == FigureState.APPROVED


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_has_no_say_does_not_approve(editor, role):
    with pytest.raises(Refused):
        actions.approve_figure(actor=user(role), pk=define(editor).pk)


def test_approval_falls_when_the_definition_changes(editor, chief):
    figure = actions.approve_figure(actor=chief, pk=define(editor).pk)
    changed = actions.change_figure(actor=user(Role.EDITOR), pk=figure.pk, conditions=VOLUNTEERING)
    assert (changed.state, changed.version, changed.approved_by) == (FigureState.DRAFT, 2, None)
    assert changed.versions.get(number=1).definition["conditions"] == []
    assert changed.versions.get(number=1).approved_by == chief


def test_approval_stays_when_only_the_filing_changes(editor, chief):
    figure = actions.approve_figure(actor=chief, pk=define(editor).pk)
    changed = actions.change_figure(actor=editor, pk=figure.pk, chapter="二、新闻宣传", synonyms=["外媒"])
    assert (changed.state, changed.version) == (FigureState.APPROVED, 1)


def test_change_that_changes_nothing_leaves_no_trace(editor):
    figure = define(editor)
    events = Event.objects.count()
    assert actions.change_figure(actor=editor, pk=figure.pk, label=figure.label).version == 1
    assert Event.objects.count() == events


def test_change_on_top_of_somebody_elses_is_refused(editor):
    figure = define(editor)
    actions.change_figure(actor=editor, pk=figure.pk, version=1, label="甲")
    with pytest.raises(Invalid):
        actions.change_figure(actor=editor, pk=figure.pk, version=1, label="乙")


def test_key_never_changes(editor):
    with pytest.raises(Invalid):
        actions.change_figure(actor=editor, pk=define(editor).pk, key="other.key")


def test_return_needs_a_reason_and_leads_back_to_the_owner(editor, chief):
    figure = define(editor)
    with pytest.raises(Invalid):
        actions.return_figure(actor=chief, pk=figure.pk, note=" ")
    returned = actions.return_figure(actor=chief, pk=figure.pk, note="口径太宽")
    assert (returned.state, returned.return_note) == (FigureState.RETURNED, "口径太宽")
    assert actions.change_figure(actor=editor, pk=figure.pk, conditions=VOLUNTEERING).state == FigureState.DRAFT


def test_formula_is_approved_after_the_figures_below_it(editor, chief):
    below = define(editor, key="clip.count")
    figure = actions.define_figure(actor=editor, label="翻倍", kind="formula", expr="{clip.count}*2")
    with pytest.raises(Invalid, match=below.label):
        actions.approve_figure(actor=chief, pk=figure.pk)
    actions.approve_figure(actor=chief, pk=below.pk)
    assert actions.approve_figure(actor=chief, pk=figure.pk).state == FigureState.APPROVED


def test_every_move_between_states_is_listed_or_refused(chief):
    for now in FigureState:
        figure = FigureFactory(state=now, approved_at=None if now != FigureState.APPROVED else dt.datetime.now(dt.UTC))
        allowed = FigureState.APPROVED in FIGURE_MOVES[now]
        if allowed:
            assert actions.approve_figure(actor=chief, pk=figure.pk).state == FigureState.APPROVED
        else:
            with pytest.raises(Refused):
                actions.approve_figure(actor=chief, pk=figure.pk)


# ---- retiring ---------------------------------------------------------------------------------------------------------


def test_figure_in_use_is_not_retired(editor, monkeypatch):
    figure = define(editor, key="clip.count")
    monkeypatch.setattr(registry_of_uses, "_asked", [lambda keys: [Use(key, "2022年工作总结") for key in keys]])
    with pytest.raises(Refused, match="2022年工作总结"):
        actions.retire_figure(actor=editor, pk=figure.pk)


def test_figure_below_a_formula_is_not_retired(editor):
    figure = define(editor, key="clip.count")
    above = formula("clip.twice", "{clip.count}*2")
    with pytest.raises(Refused, match=above.label):
        actions.retire_figure(actor=editor, pk=figure.pk)


def test_retired_figure_leaves_the_catalogue_and_changes_no_more(editor):
    figure = actions.retire_figure(actor=editor, pk=define(editor).pk)
    assert list(queries.listed(queries.Wish())) == []
    assert list(queries.listed(queries.Wish(state="retired"))) == [figure]
    with pytest.raises(Refused):
        actions.change_figure(actor=editor, pk=figure.pk, label="新名")


# ---- parts ------------------------------------------------------------------------------------------------------------


def test_part_counts_what_its_whole_counts(editor):
    FigureFactory(key="clip.reads", measure="reads", basis=Basis.READS)
    with pytest.raises(Invalid):
        define(editor, part_of="clip.reads")


def test_figure_is_no_part_of_itself_by_any_way(editor):
    whole = define(editor, key="clip.all")
    part = define(editor, key="clip.some", part_of="clip.all")
    with pytest.raises(Invalid):
        actions.change_figure(actor=editor, pk=whole.pk, part_of=part.key)


# ---- the catalogue ----------------------------------------------------------------------------------------------------


def test_catalogue_finds_words_of_two_characters_in_names_synonyms_and_notes(editor):
    figure = define(editor, synonyms=["上镜次数"])
    define(editor, label="讲座场次")
    for words in ("志愿", "上镜", "上镜 志愿"):
        assert list(queries.listed(queries.Wish(words=words))) == [figure]
    assert list(queries.listed(queries.Wish(words="不见"))) == []


def test_changes_between_versions_are_told_line_by_line(editor):
    figure = define(editor, conditions=[{"dim": "level", "op": "is", "value": "national"}])
    before = figure.snapshot()
    after = actions.change_figure(
        actor=editor, pk=figure.pk, measure="reads", unit_word="次", conditions=[{"dim": "level", "op": "is", "value": "provincial"}]
    ).snapshot()
    with translation.override("en"):
        told = queries.changes_between(before, after)
    assert told == ["what is counted：篇数 → 阅读量", "unit word：篇 → 次", "basis：pieces → reads", "−级别 is 国家级", "+级别 is 省级"]
