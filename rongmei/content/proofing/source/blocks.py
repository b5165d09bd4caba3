"""Blocks of a stream field, as it is stored or posted: texts, rich texts, captions, tables, nested as deep as they come."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from .markup import add_html
from .passage import Builder, Scope, Source
from .plain import add_lines

# What a field's name says about its text; any other name is body.
SCOPES: Final = {
    "title": Scope.TITLE,
    "heading": Scope.TITLE,
    "headline": Scope.TITLE,
    "subtitle": Scope.TITLE,
    "lead": Scope.LEAD,
    "intro": Scope.LEAD,
    "summary": Scope.LEAD,
    "caption": Scope.CAPTION,
    "alt": Scope.CAPTION,
    "alt_text": Scope.CAPTION,
    "credit": Scope.CAPTION,
    "table": Scope.TABLE,
    "cell": Scope.TABLE,
}
# Names under which a block says what it is, not what it reads.
_ABOUT: Final = frozenset(
    {"id", "type", "key", "pk", "url", "slug", "href", "target", "lang", "language", "style", "class", "size", "align"}
)
_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|&[a-z]{2,8};|&#")


def of_blocks(blocks: Sequence[Any]) -> Source:
    """Texts in the order they stand. The place of a passage is the path to its string ("0.value.caption") and characters of that string.

    Strings with tags or entities are read as rich text. Numbers, dates and what only describes a block are not text.
    """
    builder = Builder()
    _add(builder, blocks, "", Scope.BODY)
    return builder.build()


def _add(builder: Builder, value: Any, path: str, scope: Scope) -> None:
    if isinstance(value, str):
        if _MARKUP.search(value):
            add_html(builder, value, path, scope)
        elif value.strip():
            add_lines(builder, value, path, scope)
    elif isinstance(value, Mapping):
        inner = SCOPES.get(str(value.get("type")), scope)
        for name, one in value.items():
            if name not in _ABOUT:
                _add(builder, one, f"{path}.{name}" if path else str(name), SCOPES.get(str(name), inner))
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for number, one in enumerate(value):
            _add(builder, one, f"{path}.{number}" if path else str(number), scope)
