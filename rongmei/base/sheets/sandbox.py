"""The asking side: spreadsheets are parsed in a child process, and only plain values come back.

A file nobody here has seen may make its parser allocate half a terabyte or loop; that ends the child, never
the web worker. The child (``child.py``) streams JSON lines on a pipe, so the parent holds one batch of rows at a time.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import select
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from rongmei.base.sandbox import MB, start
from rongmei.base.sandbox.asking import ended
from rongmei.base.sheets.limits import LIMITS, Limits, SheetRefused
from rongmei.base.sheets.precheck import check_outside
from rongmei.base.sheets.tables import Dropped, HeaderColumn, Inspection, Sheet, SheetRow, column_letter

logger = logging.getLogger(__name__)

CHILD = "rongmei.base.sheets.child"

SPOOL_IN_MEMORY = 4 * MB
"""Rows of a book waiting to be asked for stay in memory up to here, then go to a temporary file."""
LONGEST_MESSAGE = 32 * MB


def inspect(path: str | os.PathLike[str], *, filename: str | None = None, limits: Limits = LIMITS) -> Inspection:
    """What sheets and tables a file holds. ``filename`` is its name as uploaded (its extension is checked against
    the content), by default that of ``path``. Raises SheetRefused."""
    sheets: list[Sheet] = []
    with _Child(path, filename, limits, "inspect") as child:
        for message in child.messages():
            if message[0] == "sheet":
                sheets.append(_sheet(message[1]))
    return Inspection(child.kind, tuple(sheets))


def rows(path: str | os.PathLike[str], sheet_name: str, *, filename: str | None = None, limits: Limits = LIMITS) -> Iterator[SheetRow]:
    """The records of one sheet, streamed while the child still reads. Raises SheetRefused (also half way), and
    KeyError when there is no such sheet."""
    found = False
    with _Child(path, filename, limits, "rows", sheet_name) as child:
        for message in child.messages():
            if message[0] == "rows":
                yield from _rows(message)
            found = found or message[0] == "sheet"
    if not found:
        raise KeyError(sheet_name)


class Book:
    """A file parsed once, for looking and for reading: ``with open_book(path) as book: book.inspection;
    book.rows(name)``. Rows wait in a temporary file, not in memory; they may be read any number of times."""

    def __init__(self, path: str | os.PathLike[str], filename: str | None, limits: Limits) -> None:
        self._spool = tempfile.SpooledTemporaryFile(max_size=SPOOL_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._spans: dict[str, list[tuple[int, int]]] = {}
        try:
            self.inspection = self._read(path, filename, limits)
        except BaseException:
            self._spool.close()
            raise

    def _read(self, path: str | os.PathLike[str], filename: str | None, limits: Limits) -> Inspection:
        sheets: list[Sheet] = []
        waiting: list[tuple[int, int]] = []
        with _Child(path, filename, limits, "book") as child:
            for line in child.lines():
                if line.startswith(b'["rows"'):
                    waiting.append((self._spool.tell(), len(line)))
                    self._spool.write(line)
                    continue
                message = child.understand(line)
                if message[0] == "sheet":
                    sheets.append(_sheet(message[1]))
                    self._spans[sheets[-1].name] = waiting
                    waiting = []
        return Inspection(child.kind, tuple(sheets))

    def rows(self, sheet_name: str) -> Iterator[SheetRow]:
        """The records of one sheet, in order. Raises KeyError."""
        for place, length in self._spans[sheet_name]:
            self._spool.seek(place)
            yield from _rows(json.loads(self._spool.read(length)))

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()


def open_book(path: str | os.PathLike[str], *, filename: str | None = None, limits: Limits = LIMITS) -> Book:
    """Parse a file once; ``.inspection`` and ``.rows(sheet_name)`` then cost no second parse. Raises SheetRefused."""
    return Book(path, filename, limits)


def _sheet(data: dict[str, Any]) -> Sheet:
    return Sheet(
        name=data["name"],
        hidden=data["hidden"],
        columns=tuple(HeaderColumn(index, column_letter(index), title) for index, title in data["columns"]),
        header_rows=tuple(data["header_rows"]),
        first_data_row=data["first_data_row"],
        row_count=data["row_count"],
        dropped=tuple(Dropped(*item) for item in data["dropped"]),
        samples=tuple(tuple(sample) for sample in data["samples"]),
    )


def _rows(message: list[Any]) -> Iterator[SheetRow]:
    """A batch ``["rows", numbers, values, {place in the batch: spread indexes}]`` as rows."""
    _, numbers, values, spreads = message
    if not spreads:
        return map(SheetRow, numbers, values)
    return (
        SheetRow(number, row, tuple(spreads.get(str(place), ()))) for place, (number, row) in enumerate(zip(numbers, values, strict=True))
    )


def _printable(filename: str) -> str:
    """A file name as sentences may show it: no folders, no control characters, the end (with the extension) kept."""
    base = filename.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char if char.isprintable() else "_" for char in base)
    return clean if len(clean) <= 80 else "…" + clean[-79:]


class _Child:
    """One run of ``child.py`` over one file."""

    def __init__(self, path: str | os.PathLike[str], filename: str | None, limits: Limits, mode: str, sheet_name: str = "") -> None:
        self.path = Path(path).resolve()
        self.label = _printable(filename or self.path.name)
        self.kind = check_outside(self.path, self.label, limits)
        self.limits = limits
        self.mode = mode
        self.sheet_name = sheet_name

    def __enter__(self) -> _Child:
        order = {"path": str(self.path), "label": self.label, "kind": self.kind, "mode": self.mode}
        order["sheet"] = self.sheet_name
        caps = {field.name: getattr(self.limits, field.name) for field in dataclasses.fields(self.limits) if field.name != "child"}
        self.process = start(CHILD, bounds=self.limits.child)
        stdin: IO[bytes] | None = self.process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps({"order": order, "limits": caps}).encode())
            stdin.close()
        except BrokenPipeError:
            logger.warning("the spreadsheet reader ended before it was asked")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def messages(self) -> Iterator[list[Any]]:
        """Every message, decoded. Raises SheetRefused."""
        for line in self.lines():
            yield self.understand(line)

    def understand(self, line: bytes) -> list[Any]:
        """One message, decoded. Raises SheetRefused when it is the child's refusal."""
        message: list[Any] = json.loads(line)
        if message[0] == "refused":
            raise SheetRefused(message[1])
        if message[0] == "broken":
            logger.error("the spreadsheet reader failed: %s", message[1])
            raise SheetRefused(f"文件“{self.label}”读到一半出错，多半是内部结构已损坏；请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再上传。")
        return message

    def lines(self) -> Iterator[bytes]:
        """Raw messages as they come. Raises SheetRefused when the child dies, falls silent or talks nonsense."""
        waiting = bytearray()
        while chunk := self._chunk():
            start = len(waiting)
            waiting += chunk
            while (end := waiting.find(b"\n", start)) >= 0:
                yield bytes(waiting[:end])
                del waiting[: end + 1]
                start = 0
            if len(waiting) > LONGEST_MESSAGE:
                raise SheetRefused(self._died("一行数据过长"))
        if self.process.wait() != 0 or waiting:
            slow = ended(self.process.returncode).out_of_time
            raise SheetRefused(self._died("读取所需的计算时间超过上限" if slow else "读取所需的内存超过上限"))

    def _chunk(self) -> bytes:
        stdout = self.process.stdout
        assert stdout is not None
        ready, _, _ = select.select([stdout], [], [], self.limits.child.wall_seconds)
        if not ready:
            raise SheetRefused(self._died("读取时间过长"))
        return os.read(stdout.fileno(), 1 << 18)

    def _died(self, why: str) -> str:
        return (
            f"文件“{self.label}”没有读完：{why}，而普通台账几秒即可读完；"
            "多半是数据区外很远处有零星单元格，或内容异常庞大，请把有数据的部分复制到新建的工作簿，另存为 .xlsx 后再上传。"
        )
