"""A Word or WPS document as blocks: headings, paragraphs with bold and italic, lists, links, tables, pictures. Fonts, colours and
tracked deletions stay behind. It is taken apart in a sandbox (`parts.py`)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.sandbox import MB, Bounds, Ended, ask
from rongmei.base.sheets.limits import LIMITS, SheetRefused
from rongmei.base.sheets.packages import check_package

_LIMITS: Final = replace(LIMITS, file_bytes=30 * MB)
_CHILD: Final = Bounds(memory_bytes=1024 * MB, cpu_seconds=30, wall_seconds=60, output_bytes=100 * MB)


@dataclass(frozen=True)
class ReadWord:
    """headline: the title's words, "" when the document has none. pictures: by the place they stand in `body`, as {"picture": index}."""

    headline: str
    body: list[dict[str, Any]]
    pictures: list[tuple[str, bytes]]


def read_word(data: bytes, name: str) -> ReadWord:
    """Raises Invalid for anything but a .docx that can be read."""
    _check(data, name)
    try:
        answer = json.loads(ask(f"{__package__}.parts", data=data, bounds=_CHILD))
    except Ended as end:
        raise Invalid(_("the document cannot be read: open it in Word or WPS, save it as .docx and choose it again."), name) from end
    pictures = [(name, base64.b64decode(picture)) for name, picture in answer["pictures"]]
    return ReadWord(answer["headline"], answer["body"], pictures)


def _check(data: bytes, name: str) -> None:
    """Nothing is inflated that a bomb could hide in."""
    if not data.startswith(b"PK\x03\x04"):
        raise Invalid(_("a .docx document is expected: save it from Word or WPS as .docx, not as .doc."), name)
    if len(data) > _LIMITS.file_bytes:
        raise Invalid(_("the document is larger than 30 MB: take the pictures out and add them singly."), name)
    with NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        try:
            check_package(Path(file.name), name, _LIMITS, lambda _part: None)
        except SheetRefused as refused:
            raise Invalid(refused.sentence, name) from None
