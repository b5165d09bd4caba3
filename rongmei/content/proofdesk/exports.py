"""A pass as a file: the Word file with the remarks as comments, or a table of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import accumulate

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.content.proofing.engine import Report
from rongmei.content.proofing.finding import ErrorKind, Finding, Level
from rongmei.content.proofing.reports import marked_docx
from rongmei.content.proofing.source import of_text

from .enums import Answer, TextSource
from .models import DeskText, ProofRun
from .presenters import fingerprint_of
from .reading import mark_file

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
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


def to_docx(run: ProofRun, text: DeskText | None) -> tuple[bytes, str]:
    """The uploaded Word file itself with a comment at every remark that stands; of other texts a plain Word file."""
    if text is None or not text.text:
        raise Invalid(_("The text is not kept here: take the table of remarks instead."), run.subject_label)
    passages = text.text.split("\n")
    if fingerprint_of(passages) != run.fingerprint:
        raise Invalid(_("The text has changed since this pass: open the newest one."), run.subject_label)
    findings = list(_findings(run, passages))
    if text.source == TextSource.FILE and text.version == 1 and text.file_name.lower().endswith(".docx"):
        with text.file.open("rb") as file:
            return mark_file(file.read(), text.file_name, [asdict(one) for one in findings]), DOCX
    source = of_text(text.text)
    return marked_docx(Report(tuple(findings), (), len(source.text)), source), DOCX


def _findings(run: ProofRun, passages: Sequence[str]) -> Iterator[Finding]:
    """What stands of the remarks, counted in characters of the whole text again."""
    starts = list(accumulate((len(passage) + 1 for passage in passages), initial=0))
    for kept in run.findings.exclude(answer=Answer.IGNORED):
        first = starts[kept.passage]
        yield Finding(
            rule=kept.rule,
            level=Level(kept.level),
            start=first + kept.start,
            end=first + kept.end,
            found=kept.found,
            message=kept.message,
            kind=ErrorKind(kept.kind),
            suggestions=tuple(kept.suggestions),
            safe=kept.safe,
            confidence=kept.confidence,
            clause=kept.clause,
            weight=kept.weight,
        )


WRITERS: dict[str, Callable[[ProofRun, DeskText | None], tuple[bytes, str]]] = {"docx": to_docx, "xlsx": to_xlsx}
FORMATS = tuple(WRITERS)


def export_run(run: ProofRun, text: DeskText | None, to: str) -> tuple[bytes, str]:
    """(bytes, media type). Raises Invalid when the text is not here any more."""
    return WRITERS[to](run, text)
