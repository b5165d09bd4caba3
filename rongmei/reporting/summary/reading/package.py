"""The zip of a Word file, opened with distrust. Runs in the child process.

Only the few parts that carry words are inflated, each against a cap that counts what really comes out; charts,
embedded workbooks and fonts are never touched, so a bomb in them costs nothing.
"""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO

from lxml import etree

from rongmei.base.sandbox import MB

from .found import WordRefused
from .limits import ENTRIES, FILE_BYTES, PICTURE_BYTES, PICTURES_BYTES, RATIO, RATIO_FROM_BYTES, XML_BYTES

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MEND = "请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Package:
    """The parts of a .docx by name. Raises WordRefused from every method."""

    def __init__(self, data: bytes) -> None:
        check_outside(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise WordRefused(f"文件不完整：找不到压缩包的目录，可能没有传完或已损坏；{_MEND}") from error
        entries = self._zip.infolist()
        if len(entries) > ENTRIES:
            raise WordRefused(f"文件内部有 {len(entries)} 个部件，上限是 {ENTRIES} 个，正常的 Word 文件到不了；{_MEND}")
        self._entries = {entry.filename: entry for entry in entries}
        self._pictures_left = PICTURES_BYTES

    def main_part(self) -> str:
        """The name of the part that holds the text, found through the relationships as Word does."""
        for kind, target in self.relationships("").values():
            if kind.endswith("/officeDocument") and target in self._entries:
                return target
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        raise WordRefused("文件不是 Word 文档：里面没有正文部件，应为 .docx；请上传去年总结的 Word 文件。")

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (type, target part) of a part; the package itself is `""`."""
        folder, _, name = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        if root is None:
            return {}
        found = {}
        for item in root.iter(_RELATIONSHIPS):
            target = item.get("Target", "")
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/") if target else ""
                found[item.get("Id", "")] = (item.get("Type", ""), target)
        return found

    def xml(self, name: str) -> etree._Element | None:
        """A part parsed, None when it is not there. DTDs and entities are refused: no word processor writes them."""
        data = self._inflate(name, XML_BYTES)
        if data is None:
            return None
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
            raise WordRefused(f"文件内部的“{name}”带有实体或文档类型定义，正常的 Word 文件没有；{_MEND}")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise WordRefused(f"文件内部的“{name}”已损坏，读不出来；{_MEND}") from error

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture, None when it is missing or larger than a summary needs."""
        data = self._inflate(name, min(PICTURE_BYTES, self._pictures_left), quiet=True)
        if data is not None:
            self._pictures_left -= len(data)
        return data

    def _inflate(self, name: str, cap: int, *, quiet: bool = False) -> bytes | None:
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 0x1:
            raise WordRefused("文件加了密码，读不到内容；请取消密码后再上传。")
        dense = entry.file_size > RATIO_FROM_BYTES and entry.file_size > RATIO * max(entry.compress_size, 1)
        if dense or entry.file_size > cap:
            if quiet:
                return None
            raise WordRefused(_too_large(name, dense))
        try:
            with self._zip.open(entry) as part:
                data = part.read(cap + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
            raise WordRefused(f"文件内部的“{name}”已损坏，解不开；{_MEND}") from error
        except Exception as error:  # zlib.error has no common base with the others
            raise WordRefused(f"文件内部的“{name}”已损坏，解不开；{_MEND}") from error
        if len(data) > cap:
            raise WordRefused(_too_large(name, dense=True))
        return data


def check_outside(data: bytes) -> None:
    """Size and first bytes, before anything is parsed. Raises WordRefused."""
    if not data:
        raise WordRefused("文件是空的（0 字节），应为 .docx；请检查后重新上传。")
    if len(data) > FILE_BYTES:
        size = len(data) / MB
        raise WordRefused(f"文件有 {size:.0f} MB，上限是 {FILE_BYTES // MB} MB；请压缩或删去图片后再上传。")
    if data.startswith(_OLE):
        raise WordRefused("文件是旧版 Word（.doc）、WPS 文字或加了密码的文档，应为 .docx；请另存为不带密码的 .docx 后再上传。")
    if data.startswith(b"%PDF"):
        raise WordRefused("文件是 PDF，应为 Word 文件 .docx；请上传当时的 Word 原稿。")
    if not data.startswith(b"PK"):
        raise WordRefused(f"文件不是 Word 文档（开头不是 .docx 的格式）；{_MEND}")


def _too_large(name: str, dense: bool) -> str:
    found = f"解压后超过压缩前的 {RATIO} 倍" if dense else f"超过 {XML_BYTES // MB} MB"
    return f"文件内部的“{name}”{found}，正常的总结到不了；{_MEND}"
