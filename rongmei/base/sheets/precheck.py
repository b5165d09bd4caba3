"""Is this file what it says it is? The check from outside: size, extension and first bytes.

Runs in the asking process: it reads a few bytes and never parses. What is inside a zip package is checked by
``packages`` in the child, before any parser sees it.
"""

from __future__ import annotations

from pathlib import Path

from rongmei.base.sandbox import MB
from rongmei.base.sheets.limits import EXTENSIONS, Limits, SheetRefused

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"PK\x05\x06", "空的压缩包"),
)
_RESAVE = {
    "et": "WPS 表格",
    "ett": "WPS 表格模板",
    "xlsm": "带宏的工作簿",
    "xlsb": "二进制工作簿",
    "xlt": "Excel 模板",
    "xltx": "Excel 模板",
    "numbers": "Numbers 表格",
    "tsv": "制表符分隔的文本",
    "txt": "文本文件",
}


def check_outside(path: Path, filename: str, limits: Limits) -> str:
    """The kind of the file (``xlsx``, ``xls``, ``ods``, ``csv``) when size, extension and first bytes agree.
    Raises SheetRefused."""
    kind = _extension(filename)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise SheetRefused(f"文件“{filename}”打不开：磁盘上没有找到可读的文件；请重新上传。") from error
    if size == 0:
        raise SheetRefused(f"文件“{filename}”是空的（0 字节），应为有内容的表格；请检查后重新上传。")
    if size > limits.file_bytes:
        raise SheetRefused(
            f"文件“{filename}”有 {size / MB:.1f} MB，上限是 {limits.file_bytes // MB} MB；"
            "请删去图片和不需要的工作表，或拆成几个文件分别导入。"
        )
    found = _found(head)
    expected = {"xlsx": "zip", "ods": "zip", "xls": "ole", "csv": "text"}[kind]
    if found != expected:
        raise SheetRefused(_disagreement(filename, kind, found, head))
    return kind


def _extension(filename: str) -> str:
    extension = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if extension in EXTENSIONS:
        return extension
    what = _RESAVE.get(extension, f"扩展名 .{extension}" if extension else "没有扩展名")
    raise SheetRefused(
        f"文件“{filename}”是{what}，能导入的是 {'、'.join('.' + known for known in EXTENSIONS)}；"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
    )


def _found(head: bytes) -> str:
    """``zip``, ``ole``, ``text``, or the Chinese name of something else."""
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(OLE):
        return "ole"
    for magic, name in _OTHERS:
        if head.startswith(magic):
            return name
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "认不出的二进制内容"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style")):
        return "网页（HTML）"
    if start.startswith(b"<?xml") or b"<workbook" in start:
        return "网页（HTML）" if b"<html" in start else "XML 文本"
    return "text"


def _disagreement(filename: str, kind: str, found: str, head: bytes) -> str:
    if kind in ("xlsx", "ods") and found == "ole":
        if "EncryptedPackage".encode("utf-16-le") in head:
            return locked_sentence(filename)
        return (
            f"文件“{filename}”的扩展名是 .{kind}，内容却是旧版 Office 格式或设有打开密码；"
            "请用 Excel 打开（如有密码先取消），另存为 .xlsx 后再上传。"
        )
    names = {"zip": "zip 压缩格式（xlsx、ods 一类）", "ole": "旧版 Office（xls 一类）", "text": "纯文本"}
    return (
        f"文件“{filename}”的扩展名是 .{kind}，内容却是{names.get(found, found)}；"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传，不要只改扩展名。"
    )


def locked_sentence(filename: str) -> str:
    """The sentence for a file that opens only with a password."""
    return f"文件“{filename}”设有打开密码，读不到内容；请在 Excel 中取消密码（文件→信息→保护工作簿），保存后再上传。"
