"""Kept pages as files: where they lie, how they are written whole, how they go. nginx serves the same folder (try_files)."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

PART: Final = re.compile(r"[\w][\w.~-]{0,150}", re.UNICODE)
HOST: Final = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9.-]{0,252}|\[[0-9a-f:]{2,45}\]")
TYPES: Final[dict[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
}
# Media types that the ending alone does not tell.
NAMED_TYPES: Final[dict[str, str]] = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


def folder() -> Path:
    return Path(settings.BAKED_DIR)


def file_for(host: str, path: str) -> str:
    """The file of an address, below the folder; "" for an address that is never kept, and where nothing is (BAKED_DIR empty).

    /column/ is column/index.html, /news/2026/12 is news/2026/12.html, /rss.xml is itself: three addresses, never one file.
    """
    host = host.lower().partition("/")[0].rsplit(":", 1)[0] if not host.startswith("[") else host.lower().rsplit("]", 1)[0] + "]"
    parts = [part for part in path.split("/") if part]
    if not settings.BAKED_DIR or not HOST.fullmatch(host) or not all(PART.fullmatch(part) for part in parts) or len(path) > 300:
        return ""
    if path.endswith("/") or not parts:
        parts.append("index.html")
    elif Path(parts[-1]).suffix not in TYPES:
        parts[-1] += ".html"
    elif parts[-1].endswith(".html"):
        return ""
    return "/".join([host, *parts])


def media_type(file: str) -> str:
    return NAMED_TYPES.get(Path(file).name) or TYPES[Path(file).suffix]


def write(file: str, content: bytes) -> None:
    """Whole or not at all: under another name first, then renamed."""
    target = folder() / file
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{secrets.token_hex(8)}")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def remove(files: Iterable[str]) -> None:
    for file in files:
        (folder() / file).unlink(missing_ok=True)


def remove_all() -> None:
    """Everything at once: the folder is moved aside first, so that from that moment no kept page is found."""
    if settings.BAKED_DIR and folder().exists():
        aside = folder().with_name(f"{folder().name}-{secrets.token_hex(6)}")
        folder().rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
