"""What a spreadsheet may cost us, and the refusal that says so in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from rongmei.base.sandbox import MB, Bounds

CHILD = Bounds(memory_bytes=640 * MB, cpu_seconds=20, wall_seconds=90)
EXTENSIONS = ("xlsx", "xls", "ods", "csv")


class SheetRefused(Exception):
    """A file is not read. ``sentence`` says where, what was found, what was expected and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Limits:
    """Caps on one file. Bytes, counts and seconds; every one has a test with a file that breaks it."""

    file_bytes: int = 40 * MB
    """Size as uploaded. 100,000 rows of ten columns are about 6 MB."""
    zip_entries: int = 2_000
    zip_total_bytes: int = 200 * MB
    """All parts of an xlsx or ods together, after inflating."""
    zip_ratio: int = 100
    """Inflated size over packed size; office files stay below 40."""
    zip_ratio_from_bytes: int = 1 * MB
    """Parts smaller than this may be as dense as they like."""
    rows: int = 200_000
    columns: int = 200
    grid_cells: int = 3_000_000
    """Rows × columns of the rectangle around the filled cells of a sheet, all of which is kept in memory while it is
    read; 3 million take about 5 s."""
    cell_chars: int = 32_767
    """The most a spreadsheet program itself lets a cell hold."""
    line_bytes: int = 1 * MB
    """One line of a csv file."""
    sheets: int = 200
    child: Bounds = CHILD
    """`wall_seconds`: the longest silence while waiting for the child."""


LIMITS = Limits()
