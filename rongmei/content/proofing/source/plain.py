"""Plain text: one line, one paragraph."""

from __future__ import annotations

from .passage import Builder, Scope, Source

BLOCK = "text"


def of_text(text: str, scope: Scope = Scope.BODY) -> Source:
    """Lines are paragraphs; ``source.text`` is ``text`` itself. Places count characters of ``text``, the block is "text"."""
    builder = Builder()
    add_lines(builder, text, BLOCK, scope)
    return builder.build()


def add_lines(builder: Builder, text: str, block: str, scope: Scope) -> None:
    """Every line as a paragraph of ``block``; empty lines stay empty lines."""
    builder.stored[block] = text
    offset = 0
    for line in text.split("\n"):
        builder.add(line, block, offset)
        builder.close(scope, keep_empty=True)
        offset += len(line) + 1


def of_article(*, title: str = "", lead: str = "", body: str = "") -> Source:
    """The parts of an article; blocks are "title", "lead" and "body"."""
    builder = Builder()
    for block, text, scope in (("title", title, Scope.TITLE), ("lead", lead, Scope.LEAD), ("body", body, Scope.BODY)):
        if text:
            add_lines(builder, text, block, scope)
    return builder.build()
