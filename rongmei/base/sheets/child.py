"""The process that parses, inside a sandbox: reads its order as one JSON object from standard input and writes JSON lines to
standard output:

``["rows", [row numbers], [values …], {place in the batch: [spread indexes]}]``  a batch of records
``["sheet", {…}]``      after the rows of a sheet: what was found on it
``["refused", sentence]`` / ``["broken", text]``    the last line when the file is not read
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from rongmei.base.sandbox import MB
from rongmei.base.sheets.body import Body, Row
from rongmei.base.sheets.headers import LOOK_AT, Header, find_header, spread_merges
from rongmei.base.sheets.limits import Limits, SheetRefused
from rongmei.base.sheets.tables import Cell
from rongmei.base.sheets.workbooks import RawSheet, read_workbook

BATCH = 256
LONGEST_MESSAGE = 4 * MB

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Answer:
    """Writes messages to the asking process."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out

    def send(self, message: list[Any]) -> None:
        self.out.write(_encode(message).encode("utf-8", "replace") + b"\n")

    def send_rows(self, sheet_name: str, batch: list[Row], limits: Limits) -> None:
        """A batch of records; a batch that became too long goes out in halves."""
        spreads = {str(place): spread for place, (_, _, spread) in enumerate(batch) if spread}
        text = _encode(["rows", [row[0] for row in batch], [row[1] for row in batch], spreads])
        if len(text) > limits.cell_chars:
            _refuse_giants(sheet_name, batch, limits)
        data = text.encode("utf-8", "replace")
        if len(data) > LONGEST_MESSAGE and len(batch) > 1:
            half = len(batch) // 2
            self.send_rows(sheet_name, batch[:half], limits)
            self.send_rows(sheet_name, batch[half:], limits)
        else:
            self.out.write(data + b"\n")


def _refuse_giants(sheet_name: str, batch: list[Row], limits: Limits) -> None:
    longest = limits.cell_chars
    for row_no, values, _ in batch:
        for value in values:
            if type(value) is str and len(value) > longest:
                raise SheetRefused(
                    f"工作表“{sheet_name}”第 {row_no} 行有一个单元格长达 {len(value)} 字，表格软件最多允许 {longest} 字；"
                    "请检查文件是否损坏，删去这一格后再上传。"
                )


def read_sheet(raw: RawSheet, limits: Limits, answer: Answer | None) -> dict[str, Any]:
    """Find the table on a sheet, send its records to ``answer`` and give what was found."""
    area = limits.rows * limits.columns
    rows = spread_merges(raw.rows, raw.merges, area)
    top = list(itertools.islice(rows, LOOK_AT))
    header = find_header([row for row, _ in top], raw.merges)
    if header is None:
        header = Header(0, 0, {})
        return _found(raw, Body(header), ())
    body = Body(header)
    for number, (row, _) in enumerate(top[: header.first], 1):
        body.drop(number, "空行" if all(value is None for value in row) else "表头以上的标题或说明")
    numbered = ((number, row, spread) for number, (row, spread) in enumerate(itertools.chain(top, rows), 1))
    records = body.records(itertools.islice(numbered, header.last + 1, None))
    if answer is None:
        for batch in _batches(records):
            _refuse_giants(raw.name, batch, limits)
    else:
        for batch in _batches(records):
            answer.send_rows(raw.name, batch, limits)
    return _found(raw, body, range(header.first + 1, header.last + 2))


def _batches(records: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(records)
    while batch := list(itertools.islice(iterator, BATCH)):
        yield batch


def _found(raw: RawSheet, body: Body, header_rows: Iterable[int]) -> dict[str, Any]:
    columns: dict[int, str] = dict.fromkeys(body.untitled, "") | body.header.titles
    dropped = body.dropped
    if dropped and dropped[-1][1] == "空行" and dropped[-1][0] > body.last_data_row > 0:
        dropped[-1] = (dropped[-1][0], "表尾的空行", dropped[-1][2])
    samples: list[list[Cell]] = body.samples
    return {
        "name": raw.name,
        "hidden": raw.hidden,
        "columns": sorted(columns.items()),
        "header_rows": list(header_rows),
        "first_data_row": body.first_data_row,
        "row_count": body.row_count,
        "dropped": dropped,
        "samples": samples,
    }


def run(order: dict[str, str], limits: Limits, answer: Answer) -> None:
    """Carry out one order: ``inspect``, ``rows`` of one sheet, or the whole ``book``."""
    mode = order["mode"]
    only = order["sheet"] if mode == "rows" else None
    for raw in read_workbook(Path(order["path"]), order["kind"], order["label"], limits, only):
        if only is not None and raw.name != only:
            continue
        answer.send(["sheet", read_sheet(raw, limits, None if mode == "inspect" else answer)])


def main() -> None:
    """Read the order, answer. Out of memory ends it with exit code 3."""
    asked = json.loads(sys.stdin.buffer.read())
    limits = Limits(**asked["limits"])
    answer = Answer(sys.stdout.buffer)
    try:
        run(asked["order"], limits, answer)
    except SheetRefused as refusal:
        answer.send(["refused", refusal.sentence])
    except MemoryError:
        sys.exit(3)
    except Exception as error:  # whatever a parser does with a hostile file ends as a sentence
        answer.send(["broken", f"{type(error).__name__}: {error}"[:500]])
    sys.stdout.buffer.flush()
