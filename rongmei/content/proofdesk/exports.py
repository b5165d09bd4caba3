"""A pass as a file: a table of the remarks."""

from __future__ import annotations

import io
from collections.abc import Callable

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import DeskText, ProofRun

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_xlsx(run: ProofRun, text: DeskText | None) -> tuple[bytes, str]:
    """One row a remark, with what was decided."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("Remarks"))
        sheet.write(0, 0, run.subject_label, book.add_format({"bold": True, "font_size": 14}))
        made = timezone.localtime(run.made_at).strftime("%Y-%m-%d %H:%M")
        sheet.write(1, 0, f"{run.made_by or ''} {made} {run.get_style_display()} {_('%(n)s characters') % {'n': run.characters}}")
        for column, (header, width) in enumerate(_columns()):
            sheet.write(3, column, header, bold)
            sheet.set_column(column, column, width, wrap)
        for row, finding in enumerate(run.findings.select_related("answered_by__person"), 4):
            cells = (
                finding.passage + 1,
                finding.get_level_display(),
                finding.get_kind_display(),
                f"…{finding.before[-12:]}【{finding.found}】{finding.after[:12]}…",
                finding.chosen or "；".join(finding.suggestions),
                finding.message,
                finding.clause,
                finding.get_answer_display(),
                finding.reason,
                str(finding.answered_by or ""),
            )
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        sheet.freeze_panes(4, 0)
        for number, sentence in enumerate(run.off):
            sheet.write(2, number, sentence)
    return data.getvalue(), XLSX


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (_("paragraph"), 6),
        (_("level"), 8),
        (_("kind of error"), 14),
        (_("found"), 36),
        (_("put in instead"), 20),
        (_("remark"), 44),
        (_("clause"), 24),
        (_("what was decided"), 10),
        (_("reason"), 20),
        (_("by"), 12),
    )


WRITERS: dict[str, Callable[[ProofRun, DeskText | None], tuple[bytes, str]]] = {"xlsx": to_xlsx}
FORMATS = tuple(WRITERS)


def export_run(run: ProofRun, text: DeskText | None, to: str) -> tuple[bytes, str]:
    """(bytes, media type). Raises Invalid when the text is not here any more."""
    return WRITERS[to](run, text)
