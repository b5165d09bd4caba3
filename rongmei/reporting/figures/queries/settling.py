"""A definition as somebody typed it, made whole or refused with one sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.enums import COMPATIBLE_BASES, Basis
from rongmei.base.ledger.selection import read_conditions

from .. import formulas
from ..engine import ledger_of, measure_of
from ..enums import FigureKind, FigureState, Period
from ..models import Figure
from .definitions import note_in_chinese

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*")
SYNONYMS_AT_MOST = 20


def settle(figure: Figure) -> None:
    """Check the definition and fill in what follows from it: conditions in stored form, basis, unit word, the note, the search text.

    Raises Invalid: the field, what was found, what was expected, how to mend it.
    """
    _settle_words(figure)
    if figure.kind not in FigureKind.values:
        raise Invalid(_("choose where the value comes from: a ledger, a formula, or by hand."), _("Kind"))
    if figure.period not in Period.values:
        raise Invalid(_("choose which time the figure speaks of."), _("Time"))
    if figure.period != Period.SINCE_START:
        figure.since = None
    {FigureKind.LEDGER: _settle_ledger, FigureKind.FORMULA: _settle_formula, FigureKind.MANUAL: _settle_manual}[FigureKind(figure.kind)](
        figure
    )
    _settle_part(figure)
    figure.note_cn = note_in_chinese(figure)
    figure.search_text = "\n".join((figure.label, figure.key, figure.chapter, *figure.synonyms, figure.note_cn, figure.remark)).lower()


def _settle_words(figure: Figure) -> None:
    figure.label = figure.label.strip()
    if not 0 < len(figure.label) <= 80:
        raise Invalid(
            _("a name of 1 to 80 characters is expected, %(found)d found.") % {"found": len(figure.label)}, _("Name of the figure")
        )
    figure.key = figure.key.strip() or _free_key(figure)
    if not KEY.fullmatch(figure.key) or len(figure.key) > 60:
        raise Invalid(
            _("“%(found)s” is not a key: small Latin letters, digits and _, parts joined by dots, like lecture.count.")
            % {"found": figure.key[:60]},
            _("Key"),
        )
    if Figure.objects.filter(key=figure.key).exclude(pk=figure.pk).exists():
        raise Invalid(_("“%(found)s” is taken by another figure: choose another key.") % {"found": figure.key}, _("Key"))
    figure.chapter, figure.remark, figure.unit_word = (text.strip() for text in (figure.chapter, figure.remark, figure.unit_word))
    for text, limit, place in (
        (figure.chapter, 60, _("Chapter")),
        (figure.remark, 500, _("Remark")),
        (figure.unit_word, 10, _("Unit word")),
    ):
        if len(text) > limit:
            raise Invalid(_("%(found)d characters found, at most %(limit)d fit: shorten it.") % {"found": len(text), "limit": limit}, place)
    synonyms = [str(word).strip()[:80] for word in figure.synonyms if str(word).strip()]
    figure.synonyms = list(dict.fromkeys(synonyms))[:SYNONYMS_AT_MOST]


def _free_key(figure: Figure) -> str:
    """clips.count, clips.count_2, … for who leaves the key to the machine."""
    stem = re.sub(r"[^a-z0-9_]+", "_", figure.ledger.lower()).strip("_") if figure.kind == FigureKind.LEDGER else str(figure.kind)
    stem = stem if stem[:1].isalpha() else f"figure_{stem}".rstrip("_")
    base = f"{stem}.{re.sub(r'[^a-z0-9_]+', '_', figure.measure.lower()) or 'value'}"[:50]
    taken = set(Figure.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if key not in taken)


def _settle_ledger(figure: Figure) -> None:
    figure.expr = ""
    ledger, measure = ledger_of(figure), measure_of(figure)
    if not isinstance(figure.conditions, (list, tuple)) or not all(isinstance(one, Mapping) for one in figure.conditions):
        raise Invalid(_("conditions are expected as a list of dimension, operation and value."), _("Conditions"))
    figure.conditions = [one.stored(ledger) for one in read_conditions(ledger, list(figure.conditions))]
    figure.basis = measure.basis
    figure.unit_word = figure.unit_word or measure.unit_word


def _settle_formula(figure: Figure) -> None:
    figure.ledger, figure.measure, figure.conditions, figure.since = "", "", [], None
    figure.period = Period.SCOPE
    figure.expr = figure.expr.strip()
    place = str(_("Formula"))
    try:
        keys = formulas.references(figure.expr)
        if not keys:
            raise Invalid(_("the formula has no figure in it: write at least one as {lecture.count}."))
        known = _known(figure)
        formulas.ordered(figure.key, lambda key: figure.expr if key == figure.key else known[key].expr if key in known else None)
        retired = [key for key in keys if known[key].state == FigureState.RETIRED]
        if retired:
            raise Invalid(_("“%(key)s” is retired: take another figure.") % {"key": retired[0]})
        figure.basis = formulas.basis_of(figure.expr, {key: _ingredient(known[key]) for key in keys})
    except Invalid as problem:
        raise Invalid(problem.sentence, place) from None
    if not figure.unit_word and figure.basis == Basis.RATE:
        figure.unit_word = "%"


def _known(figure: Figure) -> dict[str, Figure]:
    """Figures the formula stands on, at any depth."""
    found: dict[str, Figure] = {}
    keys = set(formulas.references(figure.expr))
    while keys:
        level = Figure.objects.filter(key__in=keys - {figure.key})
        found.update({one.key: one for one in level})
        below = {key for one in level if one.kind == FigureKind.FORMULA for key in formulas.references(one.expr)}
        keys = below - found.keys() - {figure.key}
    return found


def _ingredient(figure: Figure) -> formulas.Ingredient:
    additive = True
    if figure.kind == FigureKind.LEDGER and registry.has(figure.ledger):
        additive = measure_of(figure).additive
    return formulas.Ingredient(figure.label, Basis(figure.basis), additive)


def _settle_manual(figure: Figure) -> None:
    figure.ledger, figure.measure, figure.conditions, figure.expr, figure.since = "", "", [], "", None
    if figure.basis not in Basis.values:
        raise Invalid(_("choose what the number counts."), _("Basis"))


def _settle_part(figure: Figure) -> None:
    """A part counts what its whole counts, and no figure is a part of itself."""
    if figure.part_of is None:
        return
    place = str(_("Part of"))
    above: Figure | None = figure.part_of
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if above.pk == figure.pk:
            raise Invalid(_("a figure cannot be a part of itself: choose another whole."), place)
        seen.add(above.pk)
        above = above.part_of
    pair = frozenset({Basis(figure.part_of.basis), Basis(figure.basis)})
    if len(pair) > 1 and pair not in COMPATIBLE_BASES:
        raise Invalid(
            _("“%(whole)s” counts %(one)s, this counts %(other)s: they do not add up, so it is no part of it.")
            % {"whole": figure.part_of.label, "one": figure.part_of.basis_label, "other": figure.basis_label},
            place,
        )


def day(value: Any, place: str) -> dt.date | None:
    """A day that may be missing."""
    if value in (None, ""):
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(_("“%(found)s” is not a day: write it like 2022-03-05.") % {"found": str(value)[:20]}, place) from None
