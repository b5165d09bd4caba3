"""The asking side: a Word file is parsed in a child process under limits, and only plain values come back.

A file of 0.76 MB made a parser take 2.3 GB (trust.md finding 4); here that ends the child, never the web worker.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import rongmei

from .found import ReadDocument, WordRefused
from .limits import OUTPUT_BYTES, WALL_SECONDS
from .package import check_outside
from .raw import RawFile, from_json
from .wire import read_from_json

logger = logging.getLogger(__name__)

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
    root = Path(rongmei.__file__).resolve().parent.parent
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module, nothing of the file is in the command
                [sys.executable, "-P", "-s", "-B", "-m", f"{__package__}.child", mode],
                input=data,
                stdout=answer,
                stderr=subprocess.PIPE,
                env={"PYTHONPATH": str(root), "LC_ALL": "C.UTF-8", "PATH": os.defpath},
                cwd="/",
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise WordRefused(f"文件读取超过 {WALL_SECONDS} 秒，普通的总结一秒即可读完；{_MEND}") from error
        if done.returncode:
            logger.warning("the Word reader ended with %s: %s", done.returncode, done.stderr[-2000:].decode("utf-8", "replace"))
            raise WordRefused(f"文件没有读完：{_reason(done.returncode)}，普通的总结到不了；{_MEND}")
        answer.seek(0)
        return answer.read(OUTPUT_BYTES)


def _reason(code: int) -> str:
    if code in (-9, -24):
        return "读取所需的计算时间超过上限"
    return "读取所需的内存超过上限，或内部结构已损坏"
