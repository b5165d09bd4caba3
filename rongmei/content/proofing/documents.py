"""Documents in: Word, PDF and text files as sources. Places of a Word file are its paragraphs, so that a report can point back into it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .source import Scope, Source, of_html, of_text
from .source.passage import Builder

if TYPE_CHECKING:  # both are slow to load, and most texts come from an editor
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LARGEST: Final = 20_000_000  # bytes of a file, and of the parts of a Word file when unpacked ten times that
SUFFIXES: Final = (".docx", ".pdf", ".txt", ".md", ".html", ".htm")
ENCODINGS: Final = ("utf-8-sig", "gb18030")


class Unreadable(ValueError):
    """A file that is no text: which file, what it seems to be, what to hand in instead."""


def read(data: bytes, name: str) -> Source:
    """The text of a file. ``name`` says its kind by its ending. Raises Unreadable with one Chinese sentence."""
    suffix = name[name.rfind(".") :].lower() if "." in name else ".txt"
    if len(data) > LARGEST:
        raise Unreadable(f"“{name}”超过{LARGEST // 1_000_000}兆：请拆成几个文件。")
    if suffix == ".docx":
        return of_docx(data, name)
    if suffix == ".pdf":
        return of_pdf(data, name)
    if suffix in (".html", ".htm"):
        return of_html(decode(data, name))
    if suffix in SUFFIXES:
        return of_text(decode(data, name))
    raise Unreadable(f"不认识“{name}”这种文件：请交 {'、'.join(SUFFIXES)}。")


def decode(data: bytes, name: str) -> str:
    """Text of bytes in UTF-8 or a Chinese encoding; line ends become ``\\n``."""
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable(f"“{name}”不是文本文件：编码既不是 UTF-8，也不是 GB 18030。")


def open_docx(data: bytes, name: str) -> Document:
    """A Word file. Raises Unreadable for one that is damaged, locked, or unpacks to a mountain."""
    import docx  # noqa: PLC0415  -- slow to load, and most texts come from an editor

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > 10 * LARGEST:
                raise Unreadable(f"“{name}”解开后太大：请去掉图片再交。")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(f"“{name}”打不开：应为未加密的 .docx 文件，旧的 .doc 请先另存。")


def of_docx(data: bytes, name: str = "文件.docx") -> Source:
    """Paragraphs in the order of the file, those in tables too; the place of a passage is the paragraph's number and characters of its text."""
    builder = Builder()
    for number, (paragraph, scope) in enumerate(paragraphs_of(open_docx(data, name))):
        key, offset = str(number), 0
        builder.stored[key] = paragraph.text
        for line in paragraph.text.split("\n"):  # a line break inside a paragraph
            builder.add(line, key, offset)
            builder.close(scope)
            offset += len(line) + 1
    return builder.build()


def paragraphs_of(document: Document) -> Iterator[tuple[Paragraph, Scope]]:
    """Every paragraph of the body with its scope, cells of merged columns once."""
    from docx.table import Table  # noqa: PLC0415  -- as above

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from ((paragraph, Scope.TABLE) for paragraph in cell.paragraphs)
        else:
            yield block, _scope(block)


def _scope(paragraph: Paragraph) -> Scope:
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if re.match(r"(?:Title|Heading|标题)", style):
        return Scope.TITLE
    return Scope.CAPTION if re.match(r"(?:Caption|题注)", style) else Scope.BODY


_FULL_LINE: Final = 18  # characters: a shorter line of a PDF ends its paragraph
_ENDS: Final = "。！？：；…”』」"


def of_pdf(data: bytes, name: str = "文件.pdf") -> Source:
    """The text of a PDF, its lines put together to paragraphs. Places count characters of that text. Raises Unreadable for scans."""
    import pypdf  # noqa: PLC0415  -- slow to load, and most texts come from an editor
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        lines = [line.strip() for page in reader.pages for line in (page.extract_text() or "").splitlines()]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError):
        raise Unreadable(f"“{name}”读不出：应为未加密的 PDF。")
    text = "\n".join(_joined(lines))
    if not text.strip():
        raise Unreadable(f"“{name}”里没有文字，多半是扫描件：请交有文字的 PDF 或 Word 文件。")
    return of_text(text)


def _joined(lines: list[str]) -> Iterator[str]:
    """Paragraphs of printed lines: a line goes on in the next unless it is short, ends a sentence, or is only a page number."""
    width = max((len(line) for line in lines), default=0)
    paragraph = ""
    for line in lines:
        if re.fullmatch(r"[-—– ]{0,3}\d{0,4}[-—– ]{0,3}", line):
            continue
        paragraph += line
        if len(line) < max(_FULL_LINE, width * 3 // 4) or (line[-1] in _ENDS and len(line) < width - 1):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
