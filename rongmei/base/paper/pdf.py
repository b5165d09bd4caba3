"""PDF set by Typst.

The words go in as one JSON string and the template shows them as strings; nothing in them is ever read as markup. Fonts,
template and compiler are read once per process.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from rongmei.base.paper.fonts import FontSet

if TYPE_CHECKING:
    import typst

# Archivable and tagged: a screen reader finds headings, tables and the words for pictures.
_STANDARDS: list[typst.PDFStandard] = ["a-2a"]
# The bytes depend on template, data and fonts alone, so a digest of them can be frozen at sign-off.
_TIMESTAMP = 946_684_800  # 2000-01-01
_compiling = threading.Lock()


def set_pdf(template: bytes, data: Mapping[str, Any], fonts: FontSet, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF. The same template, data, pictures and fonts always give the same bytes.

    data: reaches the template as JSON in `sys.inputs.data`. pictures: file names the data mentions, with their bytes.
    """
    words = json.dumps(data, ensure_ascii=False)
    if not pictures:
        return _compile(template, fonts, words, None)
    with TemporaryDirectory() as folder:
        for name, content in pictures.items():
            (Path(folder) / name).write_bytes(content)
        return _compile(template, fonts, words, folder)


def _compile(template: bytes, fonts: FontSet, words: str, root: str | None) -> bytes:
    with _compiling:
        made = _compiler(template, fonts.loaded).compile(
            template, format="pdf", sys_inputs={"data": words}, pdf_standards=_STANDARDS, root=root, timestamp=_TIMESTAMP
        )
    if not isinstance(made, bytes):
        raise TypeError(f"expected one PDF, got {type(made).__name__}")
    return made


@lru_cache(maxsize=8)
def _compiler(template: bytes, loaded: typst.Fonts) -> typst.Compiler:
    import typst  # noqa: PLC0415  -- large, and loaded only where a PDF is set

    return typst.Compiler(template, font_paths=loaded, ignore_system_fonts=True)
