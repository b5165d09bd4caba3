"""What must hold of the data is held by the database, under a name that an error message can show."""

from __future__ import annotations

import pytest
from django.db import models

from tests.laws.source import own_models

pytestmark = pytest.mark.once

# Two fields that form a range: the second never lies before the first.
RANGES = [
    ("from_on", "to_on"), ("valid_from", "valid_to"), ("starts_on", "ends_on"), ("starts_at", "ends_at"), ("start", "end"),
    ("period_start", "period_end"), ("date_from", "date_to"), ("opened_on", "closed_on"), ("begins_on", "ends_on"),
]  # fmt: skip


def checked_fields(model: type[models.Model]) -> list[set[str]]:
    return [_names(constraint.condition) for constraint in model._meta.constraints if isinstance(constraint, models.CheckConstraint)]


def _names(node: object) -> set[str]:
    """Field names inside a Q, its values included."""
    if isinstance(node, models.Q):
        return set().union(*(_names(child) for child in node.children)) if node.children else set()
    if isinstance(node, tuple):
        return {str(node[0]).split("__")[0]} | _names(node[1])
    if isinstance(node, models.F):
        return {node.name.split("__")[0]}
    return set()


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_ranges_are_checked_by_the_database(model: type[models.Model]):
    fields = {field.name for field in model._meta.local_fields}
    unchecked = [pair for pair in RANGES if set(pair) <= fields and not any(set(pair) <= names for names in checked_fields(model))]
    assert unchecked == []


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_uniqueness_has_a_name(model: type[models.Model]):
    assert not model._meta.unique_together


def test_names_of_constraints_and_indexes_are_short_and_used_once():
    names = [item.name for model in own_models() for item in (*model._meta.constraints, *model._meta.indexes)]
    assert [name for name in names if names.count(name) > 1 or len(name) > 63] == []
