"""The asking side: a Word file is parsed in a sandbox, and only plain values come back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from rongmei.base.sandbox import Ended, ask

from .found import ReadDocument, WordRefused
from .limits import CHILD
from .package import check_outside
from .raw import RawFile, from_json
from .wire import read_from_json

_MEND = "请用 Word 或 WPS 打开，把正文复制到新建的文档里，另存为 .docx 后再上传。"


def read_docx(path_or_bytes: bytes | str | os.PathLike[str]) -> ReadDocument:
    """Read a Word summary nobody here has seen.

    Every word of the body comes back exactly (tracked changes accepted, automatic numbers written out, indentation and
    empty paragraphs dropped); every number and masked run is a slot of kind OPEN. Raises WordRefused with one sentence.
    """
    return read_from_json(_asked("places", path_or_bytes))


def read_raw(path_or_bytes: bytes | str | os.PathLike[str]) -> RawFile:
    """The words and bookmarks of a .docx, nothing concluded from them. Raises WordRefused."""
    return from_json(_asked("raw", path_or_bytes))


def _asked(mode: str, source: bytes | str | os.PathLike[str]) -> dict[str, Any]:
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    check_outside(data)
    answer: dict[str, Any] = json.loads(_answer(mode, data))
    if "refused" in answer:
        raise WordRefused(answer["refused"])
    return answer


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WordRefused(f"文件“{path.name}”打不开：没有找到可读的文件；请检查文件名后重试。") from error


def _answer(mode: str, data: bytes) -> bytes:
    try:
        return ask(f"{__package__}.child", mode, data=data, bounds=CHILD)
    except Ended as end:
        why = "读取所需的计算时间超过上限" if end.out_of_time else "读取所需的内存超过上限，或内部结构已损坏"
        raise WordRefused(f"文件没有读完：{why}，普通的总结到不了；{_MEND}") from end
