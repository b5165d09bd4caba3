"""How the newsroom reaches the sites without knowing them."""

from __future__ import annotations

from collections.abc import Sequence

from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.models import Publication
from rongmei.content.newsroom.registry import know_addresses, on_publications_changed

from . import actions, queries


def register() -> None:
    """Called when the app is ready."""
    on_publications_changed(publications_changed)
    know_addresses(addresses_of)


def publications_changed(public_ids: Sequence[str]) -> None:
    """Index and kept pages follow inside the newsroom's transaction."""
    actions.note_change(actor=SYSTEM, public_ids=public_ids)


def addresses_of(publications: Sequence[Publication]) -> dict[int, str]:
    """Of those whose outlet has a site that is live."""
    where = queries.by_outlet() if publications else {}
    return {
        one.pk: where[one.outlet_id].root + queries.path_of(one, where[one.outlet_id]) for one in publications if one.outlet_id in where
    }
