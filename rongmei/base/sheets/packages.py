"""A zip package (xlsx, ods) checked before any parser sees it: its directory first, then every part inflated once,
in pieces of 512 KB, counting what really comes out instead of what the directory claims."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from rongmei.base.sandbox import MB
from rongmei.base.sheets.limits import Limits, SheetRefused

PIECE = 1 << 19
_ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_ARCHIVE_NAMES = (".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt", ".jar", ".rar", ".7z", ".gz", ".tar")
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype", b"<!entity")
_MEND = "请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再上传。"


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the package, as its directory describes it."""

    name: str
    packed: int
    claimed: int
    method: int
    offset: int


Scanner = Callable[[bytes], None]
"""Is given a part piece by piece; an empty piece says that the part ended."""


def check_package(path: Path, label: str, limits: Limits, scanner_for: Callable[[str], Scanner | None]) -> None:
    """Check every part of the package at ``path``. ``label`` names the file in sentences; ``scanner_for(part name)``
    gives a scanner that sees the inflated part as it is checked. Raises SheetRefused."""
    parts = _directory(path, label, limits)
    total = 0
    with path.open("rb") as file:
        # Sheets last: sentences about a sheet need its name, which stands in another part.
        for part in sorted(parts, key=lambda part: ("/worksheets/" in part.name, part.claimed)):
            scanner = scanner_for(part.name)
            is_xml = part.name.lower().endswith((".xml", ".rels", ".vml", ".rdf"))
            out = 0
            tail = b""
            for piece in _inflate(file, part, label):
                if not out and piece.startswith(_ARCHIVES):
                    raise SheetRefused(_nested(label, part.name))
                out += len(piece)
                total += len(piece)
                _check_amount(label, part, out, total, limits)
                if is_xml:
                    tail = _refuse_definitions(label, part, tail, piece)
                if scanner:
                    scanner(piece)
            if scanner:
                scanner(b"")


def _directory(path: Path, label: str, limits: Limits) -> list[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            comment = archive.comment
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise SheetRefused(f"文件“{label}”不完整：找不到压缩包的目录，可能没有传完或已损坏；请重新保存后再上传。") from error
    if len(entries) > limits.zip_entries:
        raise SheetRefused(f"文件“{label}”内部有 {len(entries)} 个部件，上限是 {limits.zip_entries} 个；{_MEND}")
    seen: set[str] = set()
    for entry in entries:
        _check_entry(label, entry, limits)
        if entry.filename in seen:
            raise SheetRefused(f"文件“{label}”内部有两个同名部件“{_short(entry.filename)}”，正常表格没有；{_MEND}")
        seen.add(entry.filename)
    claimed = sum(entry.file_size for entry in entries)
    if claimed > limits.zip_total_bytes:
        raise SheetRefused(_too_much(label, claimed, limits))
    parts = [
        Part(entry.filename, entry.compress_size, entry.file_size, entry.compress_type, entry.header_offset)
        for entry in entries
        if not entry.is_dir()
    ]
    _check_layout(label, parts, comment, path.stat().st_size)
    return parts


def _check_entry(label: str, entry: zipfile.ZipInfo, limits: Limits) -> None:
    name = entry.filename
    short = _short(name)
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name or "\x00" in name:
        raise SheetRefused(f"文件“{label}”内部的部件名“{short}”指向文件之外，正常表格没有；{_MEND}")
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        raise SheetRefused(f"文件“{label}”内部的“{short}”是链接，正常表格没有；{_MEND}")
    if entry.flag_bits & 0x1:
        raise SheetRefused(f"文件“{label}”内部的“{short}”加了密码，读不到内容；请取消密码后再上传。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SheetRefused(f"文件“{label}”内部的“{short}”用了少见的压缩方式，应为普通的 deflate；{_MEND}")
    if name.lower().endswith(_ARCHIVE_NAMES):
        raise SheetRefused(_nested(label, name))
    if entry.file_size > limits.zip_ratio_from_bytes and entry.file_size > limits.zip_ratio * entry.compress_size:
        raise SheetRefused(_too_dense(label, name, limits))


def _check_layout(label: str, parts: list[Part], comment: bytes, size: int) -> None:
    """Parts lie one after another from the first byte: none overlap (the overlapping-files bomb), nothing in front."""
    end = 0
    for part in sorted(parts, key=lambda part: part.offset):
        if part.offset < end or part.offset + 30 + part.packed > size:
            raise SheetRefused(f"文件“{label}”内部的部件互相重叠，正常表格没有；{_MEND}")
        end = part.offset + 30 + part.packed
    if b"PK\x05\x06" in comment or (parts and min(part.offset for part in parts) != 0):
        raise SheetRefused(f"文件“{label}”是几个文件拼在一起的，应为单独一个表格；{_MEND}")


def _inflate(file: BinaryIO, part: Part, label: str) -> Iterator[bytes]:
    file.seek(part.offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise SheetRefused(_damaged(label, part.name))
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    name = file.read(name_length)
    if name not in (part.name.encode(), part.name.encode("cp437", "replace")):
        raise SheetRefused(f"文件“{label}”内部“{_short(part.name)}”的名称前后不一致；{_MEND}")
    file.seek(extra_length, 1)
    left = part.packed
    engine = zlib.decompressobj(-15) if part.method == zipfile.ZIP_DEFLATED else None
    while left > 0:
        data = file.read(min(PIECE // 4, left))
        if not data:
            raise SheetRefused(_damaged(label, part.name))
        left -= len(data)
        if engine is None:
            yield data
            continue
        try:
            while data:
                piece = engine.decompress(data, PIECE)
                data = engine.unconsumed_tail
                if piece:
                    yield piece
        except zlib.error as error:
            raise SheetRefused(_damaged(label, part.name)) from error
    if engine is not None and not engine.eof:
        raise SheetRefused(_damaged(label, part.name))


def _check_amount(label: str, part: Part, out: int, total: int, limits: Limits) -> None:
    if total > limits.zip_total_bytes:
        raise SheetRefused(_too_much(label, total, limits))
    if out > part.claimed:
        raise SheetRefused(f"文件“{label}”内部的“{_short(part.name)}”比目录里写的大，正常表格没有；{_MEND}")
    if out > limits.zip_ratio_from_bytes and out > limits.zip_ratio * part.packed:
        raise SheetRefused(_too_dense(label, part.name, limits))


def _refuse_definitions(label: str, part: Part, tail: bytes, piece: bytes) -> bytes:
    """Refuse DTDs and entities, and encodings that would hide them; gives the last bytes, in which such a word may
    have begun."""
    if not tail and (piece.startswith((b"\xff\xfe", b"\xfe\xff", b"\x4c\x6f")) or b"\x00" in piece[:8]):
        raise SheetRefused(f"文件“{label}”内部的“{_short(part.name)}”用了少见的文字编码，应为 UTF-8；{_MEND}")
    seam = tail + piece[:16]
    for text in (seam, piece):
        if b"<!" in text and any(word in text for word in _DEFINITIONS):
            raise SheetRefused(f"文件“{label}”内部的“{_short(part.name)}”带有实体或文档类型定义，正常表格没有；{_MEND}")
    return piece[-16:] if len(piece) >= 16 else seam[-16:]


def _short(name: str) -> str:
    clean = "".join(char if char.isprintable() else "?" for char in name)
    return clean if len(clean) <= 60 else clean[:57] + "…"


def _nested(label: str, name: str) -> str:
    return f"文件“{label}”内部还套着一个文件“{_short(name)}”，应只有表格；请删去表中嵌入的文件，另存为 .xlsx 后再上传。"


def _damaged(label: str, name: str) -> str:
    return f"文件“{label}”内部的“{_short(name)}”已损坏，解不开；请用 Excel 或 WPS 打开并修复，另存为 .xlsx 后再上传。"


def _too_dense(label: str, name: str, limits: Limits) -> str:
    return f"文件“{label}”内部的“{_short(name)}”解压后超过压缩前的 {limits.zip_ratio} 倍，正常表格到不了；{_MEND}"


def _too_much(label: str, size: int, limits: Limits) -> str:
    return (
        f"文件“{label}”解压后有 {size / MB:.0f} MB 以上，上限是 {limits.zip_total_bytes // MB} MB；"
        "请删去图片和数据区外的空白行列，或拆成几个文件分别导入。"
    )
