"""Checked rows between preview and decision, and the sum that must come out even."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Count
from django.utils.translation import gettext as _

from ..models import ImportBatch, StagedChunk, StagedRow

CHUNK: Final = 2_000
NEW, CHANGED, SAME = "new", "changed", "same"
GOOD: Final = (NEW, CHANGED, SAME)
UNDO: Final = "was"

StagedValues = list[Any]
"""[row number, NEW, key, values] · [row number, CHANGED, key, pk, version, [[slot, old, new] …]] · [row number, SAME, key, pk]
and after the decision [row number, UNDO, pk, version written, {field: old value}]; values as JSON, in the order of the chunk's names."""

Outcome = StagedRow.Outcome

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def pack(names: Sequence[str], rows: Sequence[StagedValues]) -> bytes:
    # Level 1: a hundred thousand rows take a third of a second, and three megabytes.
    return zlib.compress(_encode([list(names), rows]).encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> tuple[list[str], list[StagedValues]]:
    names, rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return names, rows


def chunks_of(batch: ImportBatch) -> Iterator[tuple[StagedChunk, list[str], list[StagedValues]]]:
    """One chunk in memory at a time."""
    for pk in batch.chunks.order_by("position").values_list("pk", flat=True):
        chunk = StagedChunk.objects.get(pk=pk)
        yield chunk, *unpack(bytes(chunk.rows))


def holds_key(batch: ImportBatch, key: str) -> int | None:
    """The row number of the checked row with this key, or None. Searches the packed text: no row is decoded but the one found."""
    wanted = key.encode()
    for chunk in batch.chunks.order_by("position"):
        if wanted in zlib.decompress(bytes(chunk.rows)):
            for row in unpack(bytes(chunk.rows))[1]:
                if row[2] == key:
                    return int(row[0])
    return None


def page_of(batch: ImportBatch, kind: str, start: int, size: int) -> tuple[list[str], list[StagedValues]]:
    """`size` checked rows of one kind from place `start` on; chunks before them are skipped by their counts."""
    found: list[StagedValues] = []
    names: list[str] = []
    for chunk in batch.chunks.order_by("position").defer("rows"):
        held = int(chunk.counts.get(kind, 0))
        if start >= held:
            start -= held
            continue
        names, rows = unpack(bytes(chunk.rows))
        found += [row for row in rows if row[1] == kind][start : start + size - len(found)]
        start = 0
        if len(found) >= size:
            break
    return names, found


def tally(batch: ImportBatch, in_chunks: Mapping[str, int]) -> dict[str, int]:
    """Where every row of the sheet stands: rows = new + changed + same + duplicate + waiting + dropped.

    in_chunks: rows, new, changed and same of the rows that never needed a hand. Raises RuntimeError when a row is lost.
    """
    counts = {name: int(in_chunks.get(name, 0)) for name in ("rows", *GOOD)}
    counts |= {"duplicate": 0, "waiting": 0, "dropped": 0, "ready": 0}
    staged = StagedRow.objects.filter(batch=batch).order_by().values_list("outcome", "action").annotate(Count("pk"))
    for outcome, action, number in staged:
        if outcome in (Outcome.READY, Outcome.DONE):
            counts[action] += number
            counts["ready"] += number if outcome == Outcome.READY else 0
        else:
            counts[outcome] += number
    check_sum(counts)
    return counts


def check_sum(counts: Mapping[str, int]) -> None:
    """Raises RuntimeError when the parts are not the whole."""
    parts = sum(counts[name] for name in (*GOOD, "duplicate", "waiting", "dropped"))
    if parts != counts["rows"]:
        raise RuntimeError(
            _("The import does not add up: %(rows)d rows in the sheet, %(parts)d accounted for. Nothing was written.")
            % {"rows": counts["rows"], "parts": parts}
        )
