"""Definitions in words: what a figure counts, and what changed between two versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import Basis
from rongmei.base.ledger.selection import describe, read_conditions

from .. import formulas
from ..engine import ledger_of, measure_of
from ..enums import FigureKind, Period
from ..models import Figure, FigureVersion


def note(figure: Figure) -> str:
    """The sentence that says what the figure counts, in the reader's language. Raises Invalid for a definition that does not hold."""
    if figure.kind == FigureKind.FORMULA:
        keys = formulas.references(figure.expr)
        labels = dict(Figure.objects.filter(key__in=keys).values_list("key", "label"))
        shown = formulas.in_words(figure.expr, lambda key: labels.get(key, key))
        return _("Worked out: %(formula)s. Unit word “%(unit)s”, basis: %(basis)s.") % {**_common(figure), "formula": shown}
    if figure.kind == FigureKind.MANUAL:
        return _("Entered by hand with evidence. Unit word “%(unit)s”, basis: %(basis)s.") % _common(figure)
    ledger, measure = ledger_of(figure), measure_of(figure)
    conditions = read_conditions(ledger, figure.conditions)
    parts = [
        _("Confirmed records of “%(ledger)s”") % {"ledger": ledger.label},
        describe(ledger, conditions) if conditions else "",
        _period(figure, str(ledger.label_of(ledger.time))),
        _("counted is “%(measure)s”") % {"measure": measure.label},
    ]
    told = "，".join(part for part in parts if part)
    return _("%(told)s. Unit word “%(unit)s”, basis: %(basis)s.") % {**_common(figure), "told": told}


def note_in_chinese(figure: Figure) -> str:
    with override("zh-hans"):
        return note(figure)[:1000]


def _common(figure: Figure) -> dict[str, str]:
    return {"unit": figure.unit_word, "basis": figure.basis_label}


def _period(figure: Figure, time: str) -> str:
    if figure.period == Period.AS_OF:
        return _("with “%(time)s” up to the end of the period") % {"time": time}
    if figure.period == Period.SINCE_START and figure.since:
        return _("with “%(time)s” from %(since)s to the end of the period") % {"time": time, "since": figure.since.isoformat()}
    if figure.period == Period.SINCE_START:
        return _("with “%(time)s” from the first record to the end of the period") % {"time": time}
    return _("with “%(time)s” in the period") % {"time": time}


_COMPARED = ("label", "kind", "ledger", "measure", "period", "since", "expr", "unit_word", "basis")


def _label(name: str) -> str:
    field: Any = Figure._meta.get_field(name)
    return str(field.verbose_name)


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What a newer definition says differently, one line each: "+级别 是 省级", "口径：人次 → 人"."""
    found: list[str] = []
    for name in _COMPARED:
        if old.get(name) == new.get(name):
            continue
        found.append(f"{_label(name)}：{_shown(old, name)} → {_shown(new, name)}")
    before, after = _conditions(old), _conditions(new)
    found.extend(f"−{words}" for words in before if words not in after)
    found.extend(f"+{words}" for words in after if words not in before)
    return found


def _shown(definition: Mapping[str, Any], name: str) -> str:
    value = definition.get(name)
    if value in (None, ""):
        return _("(empty)")
    if name == "kind":
        return str(FigureKind(value).label)
    if name == "period":
        return str(Period(value).label)
    if name == "basis":
        return str(Basis(value).label) if value in Basis.values else str(value)
    if name == "ledger":
        return str(registry.get(value).label) if registry.has(value) else str(value)
    if name == "measure" and registry.has(definition.get("ledger", "")):
        measure = registry.get(definition["ledger"]).measure_map.get(value)
        return str(measure.label) if measure else str(value)
    return str(value)


def _conditions(definition: Mapping[str, Any]) -> list[str]:
    """Each condition in words; one the ledger no longer knows in its stored form."""
    key = definition.get("ledger", "")
    found = []
    for stored in definition.get("conditions") or []:
        try:
            ledger = registry.get(key)
            found.append(describe(ledger, read_conditions(ledger, [stored])))
        except (Invalid, KeyError):
            found.append(f"{stored.get('dim')} {stored.get('op')} {stored.get('value')}")
    return found


def version_at(figure: Figure, number: int) -> FigureVersion | None:
    return FigureVersion.objects.filter(figure=figure, number=number).first()


def preview(values: Mapping[str, Any]) -> Figure:
    """A figure that is only being thought of: not stored, computes like any other."""
    return Figure(**{name: value for name, value in values.items() if value is not None})
