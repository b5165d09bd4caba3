"""Empty sheets with the headings the directory reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

import xlsxwriter

_ROWS = 2_000  # rows that offer the choices


@dataclass(frozen=True)
class Heading:
    """A column of the sheet; ``choices`` are offered in its cells."""

    text: str
    required: bool = False
    choices: tuple[str, ...] = ()


def write_template(title: str, headings: Sequence[Heading], file: IO[bytes]) -> None:
    """An xlsx with one sheet: the headings, required ones in bold, a list to choose from where there is one."""
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet(title)
    bold, plain = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bottom": 1})
    for index, heading in enumerate(headings):
        page.write_string(0, index, heading.text, bold if heading.required else plain)
        page.set_column(index, index, 16)
        if heading.choices:
            page.data_validation(1, index, _ROWS, index, {"validate": "list", "source": list(heading.choices)})
    page.freeze_panes(1, 0)
    book.close()
