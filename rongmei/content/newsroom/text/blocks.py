"""The blocks of a story, in StreamField's form: [{"type": …, "value": …}].

paragraph   markup (see markup.py)
heading     {"text", "level": 2 or 3}
picture     {"asset", "caption", "credit", "alt"}
gallery     {"pictures": [picture values], "caption"}
quote       {"text", "source"}
table       {"rows": [[text]], "head": bool, "caption"}
video       {"asset" or None, "url", "title", "caption"}
file        {"asset", "title"}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from .markup import clean_markup, plain

Block = dict[str, Any]

MOST_BLOCKS: Final = 500
MOST_CHARACTERS: Final = 200_000


def _words(value: Any, most: int = 2_000) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError
    if len(value) > most:
        raise Invalid(_("The text of a block is too long: %(count)d characters, at most %(most)d.") % {"count": len(value), "most": most})
    return value.replace("\x00", "").strip()


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError
    return value


def _paragraph(value: Any) -> str:
    return clean_markup(_words(value, MOST_CHARACTERS))


def _heading(value: Any) -> Block:
    level = value.get("level", 2)
    if level not in (2, 3):
        raise ValueError
    return {"text": _words(value["text"]), "level": level}


def _picture(value: Any) -> Block:
    return {"asset": _number(value["asset"]), **{name: _words(value.get(name)) for name in ("caption", "credit", "alt")}}


def _gallery(value: Any) -> Block:
    return {"pictures": [_picture(item) for item in value["pictures"]], "caption": _words(value.get("caption"))}


def _quote(value: Any) -> Block:
    return {"text": _words(value["text"], 10_000), "source": _words(value.get("source"))}


def _table(value: Any) -> Block:
    rows = [[_words(cell) for cell in row] for row in value["rows"]]
    if len({len(row) for row in rows}) > 1:
        raise Invalid(_("The lines of a table have different numbers of cells: give every line the same."))
    return {"rows": rows, "head": bool(value.get("head")), "caption": _words(value.get("caption"))}


def _video(value: Any) -> Block:
    asset = value.get("asset")
    url = _words(value.get("url"))
    if url and not url.startswith("https://"):
        raise Invalid(_("The address of a video must begin with https://."))
    words = {"title": _words(value.get("title")), "caption": _words(value.get("caption"))}
    return {"asset": _number(asset) if asset else None, "url": url, **words}


def _file(value: Any) -> Block:
    return {"asset": _number(value["asset"]), "title": _words(value.get("title"))}


SHAPES: Final[Mapping[str, Callable[[Any], Any]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "picture": _picture,
    "gallery": _gallery,
    "quote": _quote,
    "table": _table,
    "video": _video,
    "file": _file,
}


def clean_blocks(raw: Any) -> list[Block]:
    """Checked and cleaned blocks; empty paragraphs are left out. Raises Invalid naming the block."""
    if not isinstance(raw, list) or len(raw) > MOST_BLOCKS:
        raise Invalid(_("A list of at most %(most)d blocks is expected.") % {"most": MOST_BLOCKS}, str(_("text")))
    found = [_block(number, item) for number, item in enumerate(raw, 1)]
    return [block for block in found if block["type"] != "paragraph" or plain(block["value"]).strip()]


def _block(number: int, item: Any) -> Block:
    place = _("block %(number)d") % {"number": number}
    kind = item.get("type") if isinstance(item, dict) else None
    if not isinstance(kind, str) or kind not in SHAPES:
        raise Invalid(
            _("“%(found)s” is no kind of block: choose from %(known)s.") % {"found": str(kind)[:20], "known": "、".join(SHAPES)}, place
        )
    try:
        return {"type": kind, "value": SHAPES[kind](item.get("value"))}
    except Invalid as problem:
        raise Invalid(problem.sentence, place) from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Invalid(_("The value of this block does not have the form of a “%(kind)s”.") % {"kind": kind}, place) from None


def picture_values(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every picture with its caption, credit and alternative text, in reading order."""
    for block in blocks:
        if block["type"] == "picture":
            yield block["value"]
        elif block["type"] == "gallery":
            yield from block["value"]["pictures"]


def asset_numbers(blocks: Sequence[Block]) -> list[int]:
    """Every asset named, each once."""
    found = [value["asset"] for value in picture_values(blocks)]
    found += [block["value"]["asset"] for block in blocks if block["type"] in ("video", "file") and block["value"]["asset"]]
    return list(dict.fromkeys(found))


def lines_of(blocks: Sequence[Block], *, captions: bool = True) -> list[str]:
    """The words a reader reads, a line per paragraph or cell row, in reading order; without captions: the running text alone."""
    found: list[str] = []
    for block in blocks:
        found += _lines(block, captions)
    return [line for line in found if line.strip()]


def _lines(block: Block, captions: bool) -> list[str]:
    kind, value = block["type"], block["value"]
    if kind == "paragraph":
        return plain(value).split("\n")
    if kind in ("heading", "quote"):
        return [value["text"], value.get("source", "")]
    if kind == "table":
        return [value["caption"], *("\t".join(row) for row in value["rows"])]
    if not captions:
        return []
    if kind == "picture":
        return [value["caption"], value["credit"]]
    if kind == "gallery":
        return [value["caption"], *(line for picture in value["pictures"] for line in (picture["caption"], picture["credit"]))]
    return [value["title"], value.get("caption", "")]
