"""The chip in the editor: `<embed embedtype="slot" ref="a1"/>` in the database, an entity with the shown words in Draftail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import escape
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate_models import Entity, EntityRange
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
    add_paragraph_block,
)
from wagtail.rich_text import EmbedHandler

# What each slot shows, while a page of the editor is rendered. Wagtail hands converters the attributes only.
_SHOWN: ContextVar[Mapping[str, str]] = ContextVar("rongmei_summary_slots", default={})  # noqa: B039  -- never mutated


@contextmanager
def shown_slots(shown: Mapping[str, str]) -> Iterator[None]:
    """While it holds, editors show these words in the chips."""
    token = _SHOWN.set(shown)
    try:
        yield
    finally:
        _SHOWN.reset(token)


class SlotElementHandler(InlineEntityElementHandler):
    """From the database into the editor."""

    mutability = "IMMUTABLE"

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        if state.current_block is None:
            add_paragraph_block(state, contentstate)
        ref = dict(attrs).get("ref", "")
        text = _SHOWN.get().get(ref) or "？"
        entity = Entity("SLOT", "IMMUTABLE", {"ref": ref})
        key = contentstate.add_entity(entity)
        entity_range = EntityRange(key)
        entity_range.offset = len(state.current_block.text)
        entity_range.length = len(text)
        state.current_block.entity_ranges.append(entity_range)
        state.current_block.text += text
        state.leading_whitespace = KEEP_WHITESPACE  # words follow the chip as they are typed

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        pass


def slot_entity_decorator(props: dict[str, Any]) -> Any:
    """From the editor into the database: the reference only, the words are computed."""
    return DOM.create_element("embed", {"embedtype": "slot", "ref": props.get("ref", "")})


class SlotEmbedHandler(EmbedHandler):
    """Where rich text is shown as it is (previews, comparisons of revisions): the chip's words."""

    identifier = "slot"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return escape(_SHOWN.get().get(attrs.get("ref", "")) or "？")


__all__ = ["SlotElementHandler", "SlotEmbedHandler", "shown_slots", "slot_entity_decorator"]
