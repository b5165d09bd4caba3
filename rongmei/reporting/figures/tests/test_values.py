from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rongmei.base.directory.enums import Role
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.reporting.figures import actions, engine, queries
from rongmei.reporting.figures.models import ManualValue
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, clip, manual, user

pytestmark = pytest.mark.django_db
PERIOD = {"start": "2022-01-01", "end": "2022-12-31"}


@pytest.fixture
def editor():
    return user(Role.EDITOR)


def test_value_is_entered_with_the_document_it_stands_in(editor):
    entered = actions.enter_manual_value(actor=editor, figure=manual("a"), value="2.3万+", source="校统〔2022〕1号", **PERIOD)
    assert (entered.value, entered.at_least, entered.entered_by) == (Decimal(23_000), True, editor)


def test_value_is_entered_with_a_file(editor):
    file = SimpleUploadedFile("盖章扫描.pdf", b"%PDF-1.4 evidence")
    entered = actions.enter_manual_value(actor=editor, figure=manual("a"), value=5, evidence=file, **PERIOD)
    assert entered.evidence_name == "盖章扫描.pdf"
    assert entered.evidence.read() == b"%PDF-1.4 evidence"
    assert len(entered.evidence_sha256) == 64


@pytest.mark.parametrize(
    "values",
    [
        {"value": "5"},
        {"value": "", "source": "x"},
        {"value": "很多", "source": "x"},
        {"value": "近60", "source": "x"},
        {"value": "9" * 16, "source": "x"},
        {"value": "5", "source": "x", "valid_until": "2022-06-01"},
        {"value": "5", "source": "x", "valid_until": "明天"},
        {"value": "5", "source": "x", "start": "2022-12-31", "end": "2022-01-01"},
        {"value": "5", "source": "x", "start": ""},
        {"value": "5", "evidence": SimpleUploadedFile("run.exe", b"MZ")},
    ],
)
def test_value_without_evidence_or_sense_is_refused(editor, values):
    with pytest.raises(Invalid):
        actions.enter_manual_value(actor=editor, figure=manual("a"), **{**PERIOD, **values})
    assert not ManualValue.objects.exists()


def test_counted_figure_takes_no_value_by_hand(editor):
    with pytest.raises(Refused):
        actions.enter_manual_value(actor=editor, figure=FigureFactory(), value="5", source="x", **PERIOD)


def test_target_needs_the_document_that_says_so(editor):
    figure = FigureFactory()
    with pytest.raises(Invalid):
        actions.set_target(actor=editor, figure=figure, value="50", source=" ", **PERIOD)
    with pytest.raises(Invalid):
        actions.set_target(actor=editor, figure=figure, value="50+", source="要点", **PERIOD)
    actions.set_target(actor=editor, figure=figure, value="50", source="2022年工作要点", **PERIOD)
    newer = actions.set_target(actor=editor, figure=figure, value="60", source="2022年工作要点（调整）", **PERIOD)
    assert queries.target_for(figure, Scope.year(2022)) == newer
    assert queries.target_for(figure, Scope(dt.date(2022, 1, 1), dt.date(2022, 6, 30))) is None


def test_published_value_is_kept_with_its_paper(editor):
    published = actions.record_published(
        actor=editor, figure=FigureFactory(), value="1180余", source="2021年工作总结", start="2021-01-01", end="2021-12-31"
    )
    assert (published.value, published.at_least, published.source) == (Decimal(1180), True, "2021年工作总结")


@pytest.mark.parametrize("do", [actions.set_target, actions.record_published])
def test_auditor_enters_nothing(do):
    with pytest.raises(Refused):
        do(actor=user(Role.AUDITOR), figure=FigureFactory(), value="50", source="要点", **PERIOD)


def test_a_median_of_nothing_is_no_number_and_medians_do_not_add_up():
    figure = FigureFactory(key="fee", label="稿费中位数", measure="fee_median")
    nothing = engine.value(figure, Scope.year(2022))
    assert nothing.amount is None
    assert "稿费中位数" in nothing.problem
    for fee in (None, 3, 10, 4):
        clip(fee=fee)
    found = engine.value(figure, Scope.year(2022))
    assert (found.amount, found.rows, found.missing) == (4, 4, 1)
    assert not engine.additive(figure)
