"""Remembered values follow the ledger's clock, and nothing uncommitted is remembered."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rongmei.base.ledger import registry
from rongmei.base.ledger.actions.clock import tick
from rongmei.reporting.figures.engine import recall_pairs, value
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, clip, manual

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = Scope.year(2022)


@pytest.fixture(autouse=True)
def forgetful() -> None:
    cache.clear()


def record() -> None:
    clip()
    tick(registry.get("test-clips"))


def test_second_look_asks_for_the_clock_only() -> None:
    record()
    figure = FigureFactory()
    first = recall_pairs([(figure, YEAR)])
    with CaptureQueriesContext(connection) as asked:
        assert recall_pairs([(figure, YEAR)]) == first
    assert len(asked) == 1


def test_a_new_row_moves_the_clock_and_the_value() -> None:
    record()
    figure = FigureFactory()
    assert recall_pairs([(figure, YEAR)])[0].amount == 1
    record()
    assert recall_pairs([(figure, YEAR)])[0].amount == 2
    assert value(figure, YEAR).amount == 2


def test_what_is_rolled_back_is_not_remembered() -> None:
    record()
    figure = FigureFactory()
    with transaction.atomic():
        record()
        assert recall_pairs([(figure, YEAR)])[0].amount == 2
        transaction.set_rollback(True)
    tick(registry.get("test-clips"))
    assert recall_pairs([(figure, YEAR)])[0].amount == 1


def test_values_entered_by_hand_are_looked_up_each_time() -> None:
    figure = manual("school.students")
    recall_pairs([(figure, YEAR)])
    with CaptureQueriesContext(connection) as asked:
        recall_pairs([(figure, YEAR)])
    assert len(asked) >= 2
