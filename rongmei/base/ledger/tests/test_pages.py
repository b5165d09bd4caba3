"""Pages of a list: the same rows in the same order as the list in one piece, whatever way the database is asked for them."""

from __future__ import annotations

from typing import Any

import pytest

from rongmei.base.ledger import queries
from rongmei.base.ledger.selection import Selection

from .steps import clips, many
from .world import World

SORTS = ("", "published_on", "-published_on", "reads", "-reads", "medium", "-unit", "title")


def rows_of(world: World, sort: str) -> Any:
    return queries.listed(world.user("manager"), clips(), Selection(clips(), counted=False), sort=sort)


@pytest.mark.parametrize("few", [0, 2_000], ids=["many-fit", "few-fit"])
@pytest.mark.parametrize("sort", SORTS)
def test_pages_laid_together_are_the_list(world: World, monkeypatch: pytest.MonkeyPatch, sort: str, few: int):
    monkeypatch.setattr(queries, "FEW", few)
    many(world, 11)
    pages = queries.Pages(clips(), rows_of(world, sort))
    assert pages.count() == 11
    assert [row for first in range(0, 11, 4) for row in pages[first : first + 4]] == list(rows_of(world, sort))


def test_slice_past_the_end_is_empty(world: World):
    many(world, 3)
    pages = queries.Pages(clips(), rows_of(world, ""))
    assert (pages[3:10], pages[50:100]) == ([], [])


def test_page_and_count_cost_two_queries_with_the_references(world: World, django_assert_num_queries: Any):
    many(world, 11)
    pages = queries.Pages(clips(), rows_of(world, ""), "batch")
    with django_assert_num_queries(2):
        assert [(row.unit.name, row.medium.name != "", row.batch) for row in pages[0:4]] == [("文学院", True, None)] * 4
