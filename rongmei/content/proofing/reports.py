"""Reports out: JSON for programs, lines for people, and the Word file itself with a comment at every finding."""

from __future__ import annotations

import io
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from .documents import open_docx, paragraphs_of
from .engine import Report
from .finding import Finding, Level
from .source import Source

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

AUTHOR: Final = "校对"
LEVELS: Final = {Level.ERROR: "错误", Level.WARNING: "疑错", Level.SUGGESTION: "建议"}
AROUND: Final = 12  # characters shown on both sides of a finding


def as_json(report: Report, source: Source) -> dict[str, Any]:
    """Everything of a report, with the places findings are stored at. Keys are stable; new ones may come."""
    return {
        "characters": report.characters,
        "counts": {level.value: sum(one.level is level for one in report.findings) for level in Level},
        "findings": [finding_json(one, source) for one in report.findings],
        "off": [{"key": one.key, "reason": one.reason} for one in report.off],
    }


def finding_json(one: Finding, source: Source) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "level": one.level.value,
        "kind": one.kind.value,
        "start": one.start,
        "end": one.end,
        "found": one.found,
        "message": one.message,
        "suggestions": list(one.suggestions),
        "safe": one.safe,
        "confidence": round(one.confidence, 3),
        "clause": one.clause,
        "weight": one.weight,
        "also": [list(span) for span in one.also],
        "places": [{"block": place.block, "start": place.start, "end": place.end} for place in source.places(one.start, one.end)],
    }


def as_lines(report: Report, source: Source) -> Iterator[str]:
    """One line a finding: paragraph and column, level, the passage among its neighbours, what to do, and why."""
    for one in report.findings:
        row, column = _row(source, one.start)
        before = source.text[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
        after = source.text[one.end : one.end + AROUND].partition("\n")[0]
        right = f" → {'｜'.join(right or '（删去）' for right in one.suggestions)}" if one.suggestions else ""
        clause = f"（{one.clause}）" if one.clause else ""
        yield f"{row}:{column}\t{LEVELS[one.level]}\t{before}【{one.found}】{after}{right}\t{one.message}{clause}"
    yield from (f"未查：{one.reason}" for one in report.off)


def _row(source: Source, offset: int) -> tuple[int, int]:
    head = source.text[:offset]
    return head.count("\n") + 1, offset - (head.rfind("\n") + 1) + 1


def marked_docx(report: Report, source: Source, data: bytes | None = None) -> bytes:
    """A Word file with a comment at every finding.

    data: the Word file ``source`` was read from, which is kept as it is; without it a plain one is made of the text.
    """
    document = _plain(source) if data is None else open_docx(data, "文件.docx")
    places = [paragraph for paragraph, _scope in paragraphs_of(document)]
    for one in report.findings:
        for number, start, end in _stretches(one, source, data is None):
            if number < len(places):
                _comment(document, places[number], start, end, one)
                break
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _plain(source: Source) -> Document:
    import docx  # noqa: PLC0415  -- slow to load, and most reports are JSON

    document = docx.Document()
    for paragraph in source.paragraphs:
        document.add_paragraph("".join(one if one.isprintable() else " " for one in paragraph.text))
    return document


def _stretches(one: Finding, source: Source, plain: bool) -> Iterator[tuple[int, int, int]]:
    """(paragraph of the file, first and last character there) of a finding."""
    if plain:
        for number, paragraph in enumerate(source.paragraphs):
            if paragraph.start <= one.start < paragraph.end:
                yield number, one.start - paragraph.start, min(one.end, paragraph.end) - paragraph.start
    else:
        for place in source.places(one.start, one.end):
            yield int(place.block), place.start, place.end


def _comment(document: Document, paragraph: Paragraph, start: int, end: int, one: Finding) -> None:
    runs = _runs(paragraph, start, max(end, start + 1)) or paragraph.runs[-1:]
    if not runs:
        return
    comment = document.add_comment(runs, author=AUTHOR, initials=AUTHOR)
    lines = [f"【{LEVELS[one.level]}】{one.message}"]
    lines += [f"建议：{'｜'.join(right or '（删去）' for right in one.suggestions)}"] if one.suggestions else []
    lines += [f"依据：{one.clause}"] if one.clause else []
    comment.paragraphs[0].add_run(lines[0])
    for line in lines[1:]:
        comment.add_paragraph(line)


def _runs(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs that hold text[start:end], cut at its ends so that a comment stands at the very characters."""
    found, at = [], 0
    for run in list(paragraph.runs):
        length = len(run.text)
        first, last = max(start - at, 0), min(end - at, length)
        at += length
        if first < last:
            found.append(_cut(run, first, last))
    return found


def _cut(run: Run, first: int, last: int) -> Run:
    """The part of a run between two characters as a run of its own with the same looks; runs that hold more than text stay whole."""
    text = run.text
    if (first == 0 and last == len(text)) or len(run._r.t_lst) != 1 or len(run._r.t_lst[0].text or "") != len(text):
        return run
    if last < len(text):
        rest = deepcopy(run._r)
        run._r.addnext(rest)
        type(run)(rest, run._parent).text = text[last:]
    if first:
        head = deepcopy(run._r)
        run._r.addprevious(head)
        type(run)(head, run._parent).text = text[:first]
    run.text = text[first:last]
    return run
