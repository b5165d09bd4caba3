"""Values nobody knows, asked once each: "新华网客户端" is not known, 37 rows; what is meant?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapidfuzz import fuzz, process

from rongmei.base.sheets import cells

from ..declaration import Ledger
from ..kinds import Kind, LinesKind, ReadContext, Unreadable
from ..kinds.choice import ChoiceKind
from ..kinds.references import ReferenceKind
from ..models import ImportBatch, StagedRow

MOST = 300
GUESSES = 5
SHOWN_CHOICES = 400


def asked_kind(ledger: Ledger, field: str) -> Kind | None:
    """The kind whose values are asked about: a column's, or a part's of lines as LINES.PART."""
    name, _dot, part = field.partition(".")
    if part:
        lines = ledger.lines_map.get(name)
        kind = LinesKind(lines).kinds.get(part) if lines else None
    else:
        kind = ledger.kind_map.get(name)
    return kind if isinstance(kind, (ReferenceKind, ChoiceKind)) else None


class Unknown:
    """Finds which written value of a bad cell is the unknown one."""

    def __init__(self, ledger: Ledger, context: ReadContext) -> None:
        self.ledger = ledger
        self._parts: dict[str, tuple[LinesKind, dict[str, Any]]] = {}
        for name, lines in ledger.lines_map.items():
            kind = LinesKind(lines)
            asked = {part: k.reader(context) for part, k in kind.kinds.items() if isinstance(k, (ReferenceKind, ChoiceKind))}
            if asked:
                self._parts[name] = (kind, asked)

    def mark(self, problems: list[dict[str, str]], raw: Mapping[str, Any]) -> None:
        """Add "written" (and the field asked, for lines) to each problem that is about an unknown value."""
        for problem in problems:
            field = problem["field"]
            cell = raw.get(field)
            if cell in (None, ""):
                continue
            if field in self._parts:
                self._mark_lines(problem, field, cell)
            elif asked_kind(self.ledger, field) is not None and (written := cells.read_text(cell)):
                problem["written"], problem["asked"] = written[:200], field

    def _mark_lines(self, problem: dict[str, str], field: str, cell: Any) -> None:
        kind, asked = self._parts[field]
        try:
            lines = cell if isinstance(cell, list) else kind.split(cell)
        except Unreadable:
            return
        for line in lines:
            for part, read in asked.items():
                if line.get(part) in (None, ""):
                    continue
                try:
                    read(line[part])
                except Unreadable:
                    problem["written"], problem["asked"] = str(cells.read_text(line[part]))[:200], f"{field}.{part}"
                    return


def grouped(ledger: Ledger, batch: ImportBatch) -> list[dict[str, Any]]:
    """One entry per unknown value of the rows that wait, the commonest first, with the likeliest meanings."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    waiting = StagedRow.objects.filter(batch=batch, outcome=StagedRow.Outcome.WAITING).values_list("row_no", "problems")
    for row_no, problems in waiting.iterator(chunk_size=2_000):
        for problem in problems:
            if "written" in problem:
                key = (problem["asked"], problem["written"])
                entry = found.setdefault(key, {"field": key[0], "written": key[1], "rows": 0, "first": row_no, "cell": problem["cell"]})
                entry["rows"] += 1
    questions = sorted(found.values(), key=lambda entry: (-entry["rows"], entry["first"]))[:MOST]
    names: dict[str, list[str]] = {}
    for question in questions:
        field = question["field"]
        if field not in names:
            names[field] = [name for name, _label in meanings(ledger, field)]
        question["guesses"] = guesses(question["written"], names[field])
    return questions


def meanings(ledger: Ledger, field: str) -> list[tuple[str, str]]:
    """Everything a value may mean: (as it must be written, label)."""
    kind = asked_kind(ledger, field)
    if isinstance(kind, ChoiceKind):
        return [(str(label), str(label)) for value, label in kind.field.flatchoices if value not in ("", None)]
    if kind is None:
        return []
    if kind.name == "person":
        return [(name, name) for _pk, name in kind.names() if name.endswith("）")]  # type: ignore[attr-defined]
    return [(name, label) for name, label in kind.choices() if name]  # type: ignore[attr-defined]


def guesses(written: str, names: Iterable[str]) -> list[str]:
    """The likeliest names, best first: a name that holds the other whole counts as likely."""

    def likeness(one: str, other: str, **_options: Any) -> float:
        if not one or not other:
            return 0.0
        score = fuzz.ratio(one, other)
        shorter, longer = sorted((one, other), key=len)
        return max(score, 70.0 + 20.0 * len(shorter) / len(longer)) if len(shorter) > 1 and shorter in longer else score

    found = process.extract(
        cells.fingerprint_text(written), list(names), scorer=likeness, processor=cells.fingerprint_text, limit=GUESSES, score_cutoff=45
    )
    return [name for name, _score, _place in found]
