"""`Document` → plain text, for a mail, a chat window, or a comparison."""

from __future__ import annotations

from collections.abc import Iterator

from rongmei.base.paper.fonts import printable
from rongmei.reporting.summary.document import Block, Document, Heading, Inline, Paragraph, Picture, Table, plain
from rongmei.reporting.summary.exports.layout import ATTACHMENT_LABEL, attachment_numbers

_INDENT = "\u3000\u3000"


def to_text(document: Document) -> str:
    """One paragraph a line, two full-width blanks before it; cells divided by tabs; a picture as its words in brackets."""
    lines: list[str] = []
    if plain(document.title):
        lines += [_line(document.title), ""]
    for block in document.blocks:
        lines += _block_lines(block)
    if document.attachments:
        lines += ["", *_attachment_lines(document.attachments)]
    signature = [_line(part) for part in (document.signed_by, document.signed_on) if plain(part)]
    if signature:
        lines += ["", *signature]
    return "\n".join(lines) + "\n"


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _INDENT + _line(block.content)
        case Paragraph():
            yield (_INDENT if block.indent else "") + _line(block.content)
        case Table():
            if plain(block.caption):
                yield _line(block.caption)
            for row in block.rows:
                yield "\t".join(_line(cell).replace("\n", " ").replace("\t", " ") for cell in row)
        case Picture():
            yield f"〔图：{printable(block.alt)}〕{_line(block.caption)}"


def _attachment_lines(attachments: tuple[tuple[Inline, ...], ...]) -> Iterator[str]:
    for n, (number, name) in enumerate(zip(attachment_numbers(len(attachments)), attachments, strict=True)):
        yield _INDENT + (ATTACHMENT_LABEL if n == 0 else "\u3000" * len(ATTACHMENT_LABEL)) + number + _line(name)


def _line(content: tuple[Inline, ...]) -> str:
    return printable(plain(content))
