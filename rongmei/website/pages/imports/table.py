"""A CSV table of articles: one a line, headers as offices write them."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from .articles import OldArticle, moment_of

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "address": ("address", "url", "link", "网址", "地址", "链接"),
    "headline": ("headline", "title", "标题", "题目"),
    "day": ("date", "published", "日期", "发布时间", "发布日期", "时间"),
    "html": ("body", "text", "content", "正文", "内容"),
    "author": ("author", "作者", "通讯员"),
    "subject": ("subject", "category", "栏目", "题材"),
}


def read_table(path: Path) -> Iterator[OldArticle]:
    """Raises Invalid when a needed column is missing."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    rows = csv.DictReader(io.StringIO(text))
    names = {name: _column(rows.fieldnames or [], aliases) for name, aliases in HEADERS.items()}
    for needed in ("address", "headline", "day", "html"):
        if not names[needed]:
            raise Invalid(
                _("No column “%(wanted)s” was found: name one %(names)s.")
                % {"wanted": HEADERS[needed][-1], "names": "、".join(HEADERS[needed])},
                path.name,
            )
    for number, row in enumerate(rows, 2):
        values = {name: (row.get(column) or "").strip() if column else "" for name, column in names.items()}
        yield OldArticle(
            address=address_of(values["address"]),
            headline=values["headline"][:200],
            html=values["html"] if "<" in values["html"] else _paragraphs(values["html"]),
            published_at=moment_of(values["day"]),
            author=values["author"],
            subject=values["subject"],
            place=f"{path.name}!{number}",
        )


def _column(fields: object, aliases: tuple[str, ...]) -> str:
    known = {str(field).strip().lower(): str(field) for field in fields} if isinstance(fields, (list, tuple)) else {}
    return next((known[alias] for alias in aliases if alias in known), "")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def address_of(text: str) -> str:
    """Path and query of an address with or without its host."""
    text = text.strip()
    if "://" in text:
        text = "/" + text.split("://", 1)[1].partition("/")[2]
    return text if text.startswith("/") else f"/{text}"
