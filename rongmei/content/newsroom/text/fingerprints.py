"""The fingerprint of everything a reader will see.

SHA-256 (FIPS 180-4) over one spelling of the story: JSON, keys sorted, no spaces, UTF-8. Pictures, videos and files enter with the
SHA-256 of their bytes, not with their number: the same picture uploaded twice is the same picture. What only the office sees
(subjects, sources, notes) stays out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from .blocks import picture_values
from .content import Content

PARTS: Final = ("title", "text", "pictures", "byline", "files")
VERSION: Final = 1

_OUTSIDE_TEXT: Final = frozenset({"picture", "gallery", "video", "file"})


def fingerprint(content: Content, shas: Mapping[str, str]) -> str:
    """64 hex digits. shas: number of an asset, as text → SHA-256 of its bytes."""
    return _hash([VERSION, _seen(content, shas)])


def parts_of(content: Content, shas: Mapping[str, str]) -> dict[str, str]:
    """A fingerprint per part, so that a screen can say what changed since somebody signed."""
    return {name: _hash(value) for name, value in _seen(content, shas).items()}


def changed_parts(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Names of the parts that differ, in the order of :data:`PARTS`."""
    return [name for name in PARTS if before.get(name) != after.get(name)]


def _seen(content: Content, shas: Mapping[str, str]) -> dict[str, Any]:
    galleries = [block["value"]["caption"] for block in content.body if block["type"] == "gallery"]
    return {
        "title": [content.kicker, content.headline, content.subhead],
        # Pictures keep their place between the paragraphs; what they show is a part of its own.
        "text": [content.language, content.summary, [_in_text(block) for block in content.body]],
        "pictures": [
            [_sha(value["asset"], shas), value["caption"], value["credit"], value["alt"]] for value in picture_values(content.body)
        ]
        + [galleries],
        "byline": [[line["role"], line["name"], line["unit"]] for line in content.byline],
        "files": [
            [block["type"], _sha(block["value"]["asset"], shas), *(block["value"].get(name, "") for name in ("url", "title", "caption"))]
            for block in content.body
            if block["type"] in ("video", "file")
        ],
    }


def _in_text(block: Mapping[str, Any]) -> list[Any]:
    if block["type"] == "gallery":
        return ["gallery", len(block["value"]["pictures"])]
    return [block["type"]] if block["type"] in _OUTSIDE_TEXT else [block["type"], block["value"]]


def _sha(asset: int | None, shas: Mapping[str, str]) -> str:
    return shas[str(asset)] if asset else ""


def _hash(value: Any) -> str:
    spelled = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode("utf-8", "surrogatepass")).hexdigest()
