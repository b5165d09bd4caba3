"""What Draftail posts: Draft.js content state. Offsets there count UTF-16 units, so places do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .masking import Mask
from .passage import Builder, Scope, Source

SCOPES: Final = {
    "header-one": Scope.TITLE,
    "header-two": Scope.TITLE,
    "header-three": Scope.TITLE,
    "header-four": Scope.TITLE,
    "header-five": Scope.TITLE,
    "header-six": Scope.TITLE,
}
_CODE_STYLES: Final = frozenset({"CODE", "KEYBOARD", "SAMPLE"})


def of_contentstate(state: Mapping[str, Any]) -> Source:
    """Every block is a paragraph; the place of a passage is the block's key and UTF-16 units of its text.

    Entities that may not be typed into (figures, pictures) and code are left alone. Raises ValueError when ``state`` has no blocks.
    """
    blocks = state.get("blocks")
    if not isinstance(blocks, list):
        raise ValueError("内容里没有 blocks：应为编辑器存下的 contentstate。")
    entities = state.get("entityMap")
    builder = Builder()
    for block in blocks:
        if isinstance(block, Mapping) and isinstance(block.get("text"), str):
            _add_block(builder, block, entities if isinstance(entities, Mapping) else {})
    return builder.build()


def _add_block(builder: Builder, block: Mapping[str, Any], entities: Mapping[str, Any]) -> None:
    text, key = block["text"], str(block.get("key", ""))
    builder.stored[key] = text
    masked = _masked(block, entities)
    unit = start = opened = 0
    mask: Mask | None = None
    for at, character in enumerate(text):
        here = Mask.CODE if block.get("type") == "code-block" else next((kind for kind, first, end in masked if first <= unit < end), None)
        width = 2 if character > "\uffff" else 1
        if here is not mask or width == 2:
            builder.add(text[start:at], key, opened, mask=mask)
            start, opened, mask = at, unit, here
        unit += width
        if width == 2:
            builder.add(character, key, opened, 2, mask)
            start, opened = at + 1, unit
    builder.add(text[start:], key, opened, mask=mask)
    builder.close(SCOPES.get(str(block.get("type")), Scope.BODY))


def _masked(block: Mapping[str, Any], entities: Mapping[str, Any]) -> list[tuple[Mask, int, int]]:
    found = []
    for one in block.get("entityRanges") or ():
        entity = entities.get(str(one.get("key")), {})
        if entity.get("mutability") == "IMMUTABLE":
            found.append((Mask.OBJECT, one["offset"], one["offset"] + one["length"]))
    for one in block.get("inlineStyleRanges") or ():
        if one.get("style") in _CODE_STYLES:
            found.append((Mask.CODE, one["offset"], one["offset"] + one["length"]))
    return found
