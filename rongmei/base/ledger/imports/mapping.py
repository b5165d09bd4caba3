"""Which column of a sheet is which field: remembered for a form of sheet seen before, proposed by name and likeness otherwise."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Invalid
from rongmei.base.sheets import cells
from rongmei.base.sheets.columns import FieldNames, propose_mapping
from rongmei.base.sheets.tables import Inspection, Sheet, header_fingerprint

from .. import rules
from ..declaration import Ledger
from ..kinds import ReadContext
from ..models import ImportBatch, ImportProfile

_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")
LIKELY = 95.0


@dataclass(frozen=True)
class MappedColumn:
    """One column of the sheet beside what it is taken for. `score` 0–100; 100 with `remembered`."""

    index: int
    letter: str
    title: str
    samples: tuple[str, ...]
    field: str
    score: float
    remembered: bool

    @property
    def sure(self) -> bool:
        return self.remembered or self.score >= LIKELY


def sheet_to_json(sheet: Sheet) -> dict[str, Any]:
    """What is remembered of a sheet with the import."""
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "columns": [[column.index, column.letter, column.title] for column in sheet.columns],
        "header_rows": list(sheet.header_rows),
        "row_count": sheet.row_count,
        "dropped": [[item.row_no, item.why, item.last_row_no] for item in sheet.dropped[:200]],
        "samples": [list(sample) for sample in sheet.samples],
        "fingerprint": sheet.fingerprint,
    }


def inspection_to_json(inspection: Inspection) -> dict[str, Any]:
    return {"kind": inspection.kind, "sheets": [sheet_to_json(sheet) for sheet in inspection.sheets]}


def sheet_of(batch: ImportBatch, name: str | None = None) -> dict[str, Any]:
    """What is remembered of the batch's sheet (or of another one). Raises Invalid when there is none of that name."""
    wanted = batch.sheet if name is None else name
    for sheet in batch.inspection.get("sheets", ()):
        if sheet["name"] == wanted:
            found: dict[str, Any] = sheet
            return found
    known = "、".join(sheet["name"] for sheet in batch.inspection.get("sheets", ()))
    raise Invalid(
        _("there is no sheet “%(name)s” in this file: choose one of %(known)s.") % {"name": wanted, "known": known}, batch.file_name
    )


def field_names(ledger: Ledger) -> list[FieldNames]:
    return [FieldNames(name, ledger.headers_of(name)) for name in ledger.importable]


def likeliest(ledger: Ledger, inspection: Mapping[str, Any]) -> str:
    """The sheet that looks most like this ledger: known form first, then matching headings, then rows; hidden ones last."""
    sheets = [sheet for sheet in inspection["sheets"] if sheet["columns"] and sheet["row_count"]]
    if not sheets:
        return ""
    known = set(
        ImportProfile.objects.filter(ledger=ledger.key, fingerprint__in=[sheet["fingerprint"] for sheet in sheets]).values_list(
            "fingerprint", flat=True
        )
    )
    names = field_names(ledger)

    def likeness(sheet: Mapping[str, Any]) -> tuple[bool, bool, float, int]:
        proposals = propose_mapping([title for _index, _letter, title in sheet["columns"]], names)
        total = sum(proposal.score for proposal in proposals.values())
        return (not sheet["hidden"], sheet["fingerprint"] in known, total, sheet["row_count"])

    return str(max(sheets, key=likeness)["name"])


def propose(ledger: Ledger, sheet: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, float], bool]:
    """(mapping by column index as text, likeness per column, remembered?). A column without a field is mapped to ""."""
    profile = profile_of(ledger, sheet["fingerprint"])
    columns = sheet["columns"]
    if profile is not None:
        known = {str(index): profile.mapping.get(str(index), "") for index, _letter, _title in columns}
        mapping = {index: name if name in ledger.importable else "" for index, name in known.items()}
        return mapping, dict.fromkeys(mapping, 100.0), True
    proposals = propose_mapping([title for _index, _letter, title in columns], field_names(ledger))
    mapping, scores = {}, {}
    for place, (index, _letter, _title) in enumerate(columns):
        proposal = proposals.get(place)
        mapping[str(index)] = proposal.field if proposal else ""
        scores[str(index)] = proposal.score if proposal else 0.0
    return mapping, scores, False


def profile_of(ledger: Ledger, fingerprint: str) -> ImportProfile | None:
    return ImportProfile.objects.filter(ledger=ledger.key, fingerprint=fingerprint).first() if fingerprint else None


def known_values(ledger: Ledger, fingerprint: str) -> dict[str, dict[str, str]]:
    """Values settled before: those of this form of sheet win over those of the ledger's other forms."""
    found: dict[str, dict[str, str]] = {}
    profiles = ImportProfile.objects.filter(ledger=ledger.key).order_by("used_at", "pk")
    for profile in sorted(profiles, key=lambda profile: profile.fingerprint == fingerprint):
        for field, values in profile.values.items():
            found.setdefault(field, {}).update(values)
    return found


def mapped_columns(ledger: Ledger, sheet: Mapping[str, Any], chosen: Mapping[str, str] | None = None) -> list[MappedColumn]:
    """For the screen: every column with three samples and what it is taken for; `chosen` is what somebody has settled so far."""
    proposed, scores, remembered = propose(ledger, sheet)
    columns = []
    for index, letter, title in sheet["columns"]:
        samples = tuple("" if sample[index] is None else str(sample[index]) for sample in sheet["samples"][:3] if index < len(sample))
        field = (chosen or {}).get(str(index), proposed[str(index)])
        same = field == proposed[str(index)]
        columns.append(MappedColumn(index, letter, title, samples, field, scores[str(index)] if same else 100.0, remembered and same))
    return columns


def propose_year(ledger: Ledger, file_name: str, sheet: Mapping[str, Any], mapping: Mapping[str, str], today: dt.date) -> int | None:
    """The year for dates written without one: named by sheet, file or heading, otherwise the commonest year of the dates that have one."""
    titles = [title for _index, _letter, title in sheet["columns"]]
    for text in (sheet["name"], file_name, *titles):
        years = [int(year) for year in _YEAR.findall(text) if 1990 <= int(year) <= today.year + 1]
        if years:
            return years[0]
    days = [int(index) for index, name in mapping.items() if name in ledger.kind_map and ledger.kind_map[name].name == "date"]
    dates = [cells.read_date(sample[index]) for sample in sheet["samples"] for index in days if index < len(sample)]
    counted = Counter(date.year for date in dates if isinstance(date, dt.date))
    return counted.most_common(1)[0][0] if counted else None


def propose_unit(ledger: Ledger, actor: Any, file_name: str, sheet: Mapping[str, Any], mapping: Mapping[str, str]) -> int | None:
    """The unit of a sheet that has no column for it: a correspondent's own, or the one the file is named after."""
    if "unit" in mapping.values():
        return None
    if not rules.sees_all(actor):
        own = [grant.unit_id for grant in actor.grants_on(None, *rules.RECORD_OWN) if grant.unit_id]
        if len(set(own)) == 1:
            return int(own[0])
    text = cells.fingerprint_text(f"{file_name} {sheet['name']}")
    best: tuple[int, int | None] = (1, None)
    for pk, name, short in Unit.objects.filter(valid_to=None).values_list("pk", "name", "short_name"):
        for word in (name, short):
            known = cells.fingerprint_text(word) if word else ""
            if len(known) > best[0] and known in text:
                best = (len(known), pk)
    return best[1]


def checked_mapping(ledger: Ledger, sheet: Mapping[str, Any], mapping: Mapping[str, str], unit_id: int | None) -> dict[str, str]:
    """The mapping as it will be kept: every column of the sheet, "" where left out. Raises Invalid for a field that is unknown
    or given twice, and when a required column has no source."""
    kept: dict[str, str] = {}
    taken: dict[str, str] = {}
    for index, letter, title in sheet["columns"]:
        field = str(mapping.get(str(index), "") or "")
        place = f"{sheet['name']}!{letter}"
        if field and field not in ledger.importable:
            raise Invalid(_("“%(field)s” is no column of this ledger: choose one from the list.") % {"field": field[:60]}, place)
        if field in taken:
            raise Invalid(
                _("“%(label)s” is already taken from column %(other)s: leave one of the two out.")
                % {"label": ledger.label_of(field), "other": taken[field]},
                place,
            )
        if field:
            taken[field] = f"{letter} {title}".strip()
        kept[str(index)] = field
    _require_columns(ledger, sheet["name"], taken, unit_id)
    return kept


def _require_columns(ledger: Ledger, place: str, taken: Mapping[str, str], unit_id: int | None) -> None:
    lacking = [
        str(ledger.label_of(name))
        for name, kind in ledger.kind_map.items()
        if kind.required and name not in taken and not (name == "unit" and unit_id)
    ]
    if not lacking:
        return
    unit_only = "unit" not in taken and not unit_id and len(lacking) == 1
    sentence = (
        _("no column says the unit: choose the unit of this sheet below.")
        if unit_only
        else _("no column is “%(labels)s”, which every record needs: choose the column that says it.") % {"labels": "”、“".join(lacking)}
    )
    raise Invalid(sentence, place)


def fingerprint_of(sheet: Mapping[str, Any]) -> str:
    return header_fingerprint([title for _index, _letter, title in sheet["columns"]])


def context_of(batch: ImportBatch, ledger: Ledger) -> ReadContext:
    """What reading this batch may look up: year, and the values settled so far. Parts of lines are settled as LINES.PART."""
    meant: dict[str, dict[str, str]] = {}
    for field, values in batch.values.items():
        meant.setdefault(field.rsplit(".", 1)[-1], {}).update(values)
    return ReadContext(year=batch.year, meant=meant)


def field_mapping(mapping: Mapping[str, str]) -> dict[int, str]:
    """Column index → field, without the columns left out."""
    return {int(index): field for index, field in mapping.items() if field}


def option_labels(ledger: Ledger) -> Sequence[tuple[str, str]]:
    """What a column may be taken for: (field, label)."""
    return [(name, str(ledger.label_of(name))) for name in ledger.importable]
