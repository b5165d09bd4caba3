"""How the newsroom reaches the sites without knowing them."""

from __future__ import annotations

from collections.abc import Sequence

from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.registry import on_publications_changed

from . import actions


def register() -> None:
    """Called when the app is ready."""
    on_publications_changed(publications_changed)


def publications_changed(public_ids: Sequence[str]) -> None:
    """Index and kept pages follow inside the newsroom's transaction."""
    actions.note_change(actor=SYSTEM, public_ids=public_ids)
