"""The blocks of a publication (newsroom/text/blocks.py) as templates show them, as plain text, and as HTML for other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

from rongmei.content.newsroom.text.blocks import lines_of
from rongmei.content.newsroom.text.markup import clean_markup, plain

from .stories import Picture

Block = dict[str, Any]
PictureOf = Callable[[int, Block], Picture | None]
SUMMARY: Final = 96


def text_of(body: Sequence[Block], *, captions: bool = True) -> str:
    """Every word a reader reads; without captions the running text alone."""
    return "\n".join(lines_of(body, captions=captions))


def lead_text(body: Sequence[Block]) -> str:
    """The first paragraph, cut to what fits below a headline; it ends at a full stop where there is one near."""
    first = next((plain(clean_markup(block["value"])).strip() for block in body if block["type"] == "paragraph"), "")
    first = first.split("\n")[0].strip()
    if len(first) <= SUMMARY:
        return first
    cut = first[:SUMMARY]
    stop = max(cut.rfind(sign) for sign in "。！？.")
    return cut[: stop + 1] if stop > SUMMARY // 2 else cut.rstrip("，、；：") + "…"


def shown_blocks(body: Sequence[Block], picture_of: PictureOf, files: str) -> list[Block]:
    """``{"type", "value", "pictures": […], "url"}``; a picture that is not the publication's own is left out."""
    found: list[Block] = []
    for block in body:
        kind, value = block["type"], block["value"]
        if kind == "picture":
            pictures = [picture for picture in [picture_of(value["asset"], value)] if picture]
            if pictures:
                found.append({"type": kind, "value": value, "pictures": pictures})
        elif kind == "gallery":
            pictures = [picture for one in value["pictures"] if (picture := picture_of(one["asset"], one))]
            found.append({"type": kind, "value": value, "pictures": pictures})
        elif kind in ("video", "file"):
            url = f"{files}/{value['asset']}" if value.get("asset") else value.get("url", "")
            found.append({"type": kind, "value": value, "url": url, "own": bool(value.get("asset"))})
        else:
            found.append({"type": kind, "value": value})
    return found


def paragraph_html(markup: str) -> str:
    """Cleaned again at the last moment, whatever the record holds; words without a block around them become a paragraph."""
    cleaned = clean_markup(markup)
    return cleaned if cleaned.lstrip().startswith(("<p>", "<ul>", "<ol>")) else f"<p>{cleaned}</p>"


def html_of(blocks: Sequence[Block], host: str) -> str:
    """The text with addresses that carry the host, for ninjs."""
    return "\n".join(_html(block, host) for block in blocks)


def _html(block: Block, host: str) -> str:
    kind, value = block["type"], block["value"]
    if kind == "paragraph":
        return paragraph_html(value)
    if kind == "heading":
        return f"<h{value['level']}>{escape(value['text'])}</h{value['level']}>"
    if kind == "quote":
        return f"<blockquote><p>{escape(value['text'])}</p><footer>{escape(value.get('source', ''))}</footer></blockquote>"
    if kind == "table":
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in value["rows"])
        return f"<table>{rows}</table>"
    if kind in ("picture", "gallery"):
        return "".join(
            f'<figure><img src="{escape(host + picture.url("large"))}" alt="{escape(picture.alt)}">'
            f"<figcaption>{escape(picture.caption)} {escape(picture.credit)}</figcaption></figure>"
            for picture in block["pictures"]
        )
    return f'<p><a href="{escape(host + block["url"] if block["own"] else block["url"])}">{escape(value.get("title", ""))}</a></p>'
