"""`Document` → semantic HTML: headings, paragraphs, tables with header cells, figures with captions; nothing styled in place.

Every word passes through one escaping function, so nothing in a document can become markup.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path

from rongmei.base.paper.fonts import printable
from rongmei.reporting.summary.document import Block, Document, Heading, Inline, Merge, Paragraph, Picture, Slot, Table, Text, plain
from rongmei.reporting.summary.exports.layout import ATTACHMENT_LABEL, attachment_numbers
from rongmei.reporting.summary.exports.pictures import measured
from rongmei.reporting.summary.exports.titles import title_lines

STYLESHEET = Path(__file__).resolve().parents[1] / "static" / "summary" / "document.css"
_MEDIA = {"png": "image/png", "jpg": "image/jpeg"}

SlotUrl = Callable[[Slot], "str | None"]


class Html(str):
    """Finished HTML; templates put it in as it is, because everything in it is escaped already."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def to_html(document: Document, *, slot_url: SlotUrl | None = None, standalone: bool = True) -> Html:
    """A whole page with its stylesheet inside, or (`standalone=False`) one `<article class="document">` for a page of ours.

    `slot_url` gives the address a slot opens; a slot without one is a `<span>`. Addresses other than http(s) and paths of
    this site are dropped. The page prints like the official-document page (A4, margins, fonts). Raises `UnreadablePicture`.
    """
    article = _Writer(slot_url).article(document)
    return Html(_page(plain(document.title), article) if standalone else article)


class _Writer:
    def __init__(self, slot_url: SlotUrl | None) -> None:
        self.slot_url = slot_url

    def article(self, document: Document) -> str:
        parts = ['<article class="document" lang="zh-Hans">']
        if plain(document.title):
            lines = "".join(f'<span class="title-line">{self.inlines(line)}</span>' for line in title_lines(document.title))
            parts.append(f'<h1 class="document-title">{lines}</h1>')
        parts += [self.block(block) for block in document.blocks]
        parts.append(self.attachments(document))
        parts.append(self.signature(document))
        parts.append("</article>")
        return "\n".join(part for part in parts if part)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(max(block.level, 1), 4)
                return f'<h{level + 1} class="level-{level}">{self.inlines(block.content)}</h{level + 1}>'
            case Paragraph():
                return f"<p{_classes(block)}>{self.inlines(block.content)}</p>"
            case Table():
                return self.table(block)
            case Picture():
                caption = f"<figcaption>{self.inlines(block.caption)}</figcaption>" if block.caption else ""
                data = base64.b64encode(block.data).decode("ascii")
                source = f"data:{_MEDIA[measured(block).suffix]};base64,{data}"
                return f'<figure><img src="{source}" alt="{_words(block.alt)}">{caption}</figure>'

    def table(self, table: Table) -> str:
        caption = f"<caption>{self.inlines(table.caption)}</caption>" if table.caption else ""
        lines = [self.row(table, number) for number in range(len(table.rows))]
        head, body = "".join(lines[: table.header_rows]), "".join(lines[table.header_rows :])
        return f"<table>{caption}{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"

    def row(self, table: Table, number: int) -> str:
        reach, cells = table.reach(), []
        for column, cell in enumerate(table.rows[number]):
            merge = reach.get((number, column), Merge(number, column, 1, 1))
            if (merge.row, merge.column) != (number, column):
                continue
            spans = f' rowspan="{merge.rows}"' if merge.rows > 1 else ""
            spans += f' colspan="{merge.columns}"' if merge.columns > 1 else ""
            tag, scope = ("th", f' scope="{"colgroup" if merge.columns > 1 else "col"}"') if number < table.header_rows else ("td", "")
            cells.append(f"<{tag}{scope}{spans}>{self.inlines(cell)}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"

    def attachments(self, document: Document) -> str:
        if not document.attachments:
            return ""
        numbers = attachment_numbers(len(document.attachments))
        items = "".join(f"<li>{number}{self.inlines(name)}</li>" for number, name in zip(numbers, document.attachments, strict=True))
        return f'<section class="attachments"><p>{ATTACHMENT_LABEL}</p><ul>{items}</ul></section>'

    def signature(self, document: Document) -> str:
        parts = [
            f'<p class="{name}">{self.inlines(content)}</p>'
            for name, content in (("signed-by", document.signed_by), ("signed-on", document.signed_on))
            if content
        ]
        return f'<footer class="signature">{"".join(parts)}</footer>' if parts else ""

    def inlines(self, content: tuple[Inline, ...]) -> str:
        return "".join(self.slot(inline) if isinstance(inline, Slot) else _text(inline) for inline in content)

    def slot(self, slot: Slot) -> str:
        flawed = " slot-flawed" if slot.note else ""
        title = "；".join(part for part in (slot.title, slot.note) if part)
        attrs = f'class="slot slot-{slot.kind.value}{flawed}" data-ref="{_words(slot.ref)}"' + (
            f' title="{_words(title)}"' if title else ""
        )
        url = self.slot_url(slot) if self.slot_url else None
        if url and _is_safe(url):
            return f'<a {attrs} href="{_words(url)}">{_lines(slot.shown)}</a>'
        return f"<span {attrs}>{_lines(slot.shown)}</span>"


def _text(text: Text) -> str:
    words = _lines(text.text)
    if text.italic:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if text.bold else words


def _words(text: str) -> str:
    return escape(printable(text), quote=True)


def _lines(text: str) -> str:
    return _words(text).replace("\n", "<br>")


def _classes(paragraph: Paragraph) -> str:
    classes = [f"align-{paragraph.align}"] if paragraph.align in ("center", "right", "left") else []
    classes += [] if paragraph.indent else ["no-indent"]
    return f' class="{" ".join(classes)}"' if classes else ""


def _is_safe(url: str) -> bool:
    return url.startswith(("https://", "http://", "?", "#")) or (url.startswith("/") and not url.startswith(("//", "/\\")))


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return STYLESHEET.read_text(encoding="utf-8")


def _page(title: str, article: str) -> str:
    return (
        '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_words(title).replace(chr(10), ' ')}</title>\n<style>\n{_stylesheet()}</style>\n</head>\n<body>\n{article}\n</body>\n</html>\n"
    )
