"""The catalogue of figures and what hangs on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.registry import ListLink

from .. import formulas, rules
from ..enums import FigureKind, FigureState
from ..models import Figure, ManualValue, PublishedValue, Target
from ..registry_of_uses import Use, uses_of
from ..scope import Scope


@dataclass(frozen=True)
class Wish:
    """What somebody looks for in the catalogue."""

    words: str = ""
    ledger: str = ""
    state: str = ""
    chapter: str = ""
    kind: str = ""


def listed(wish: Wish) -> QuerySet[Figure]:
    """Figures that fit, by chapter; retired ones only when asked for."""
    found = Figure.objects.select_related("owner__person", "approved_by__person").order_by("chapter", "ledger", "key")
    for word in wish.words.split()[:8]:
        found = found.filter(search_text__icontains=word[:60])
    if wish.ledger:
        found = found.filter(ledger=wish.ledger)
    if wish.chapter:
        found = found.filter(chapter=wish.chapter)
    if wish.kind in FigureKind.values:
        found = found.filter(kind=wish.kind)
    if wish.state in FigureState.values:
        return found.filter(state=wish.state)
    return found.exclude(state=FigureState.RETIRED)


def chapters() -> list[str]:
    return list(Figure.objects.exclude(chapter="").order_by("chapter").values_list("chapter", flat=True).distinct())


def builder_link(actor: Any, ledger: Ledger, query: str) -> ListLink | None:
    """ "Make a figure of this list", over every list of who may define figures."""
    if not rules.may_define(actor):
        return None
    return ListLink(_("Make a figure of this list"), f"{reverse('figures:new')}?ledger={ledger.key}&{query}")


def by_key(key: str) -> Figure | None:
    return Figure.objects.select_related("owner__person", "approved_by__person", "part_of").filter(key=key).first()


def standing_on(figure: Figure) -> list[Figure]:
    """Formulas that use the figure."""
    candidates = Figure.objects.filter(kind=FigureKind.FORMULA, expr__contains=figure.key).exclude(state=FigureState.RETIRED)
    return [one for one in candidates if figure.key in formulas.references(one.expr)]


def used_in(figure: Figure) -> list[Use]:
    """Everything that would lose its number: formulas, wholes with it as a part, documents."""
    found = [Use(figure.key, _("formula “%(label)s”") % {"label": one.label}) for one in standing_on(figure)]
    parts = figure.parts.exclude(state=FigureState.RETIRED)
    found += [Use(figure.key, _("“%(label)s” is a part of it") % {"label": part.label}) for part in parts]
    return found + uses_of([figure.key])


def target_for(figure: Figure, scope: Scope) -> Target | None:
    """The newest target of exactly this period."""
    return figure.targets.filter(start=scope.start, end=scope.end).order_by("-pk").first() if not scope.conditions else None


def targets_of(figure: Figure) -> QuerySet[Target]:
    return figure.targets.select_related("entered_by__person").order_by("-start", "-pk")


def manual_values_of(figure: Figure) -> QuerySet[ManualValue]:
    return figure.manual_values.select_related("entered_by__person").order_by("-start", "-pk")


def published_of(figure: Figure) -> QuerySet[PublishedValue]:
    return figure.published_values.select_related("entered_by__person").order_by("-start", "-pk")
