"""Defining, changing, approving and retiring figures."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import FigureKind, FigureState
from ..formulas import references
from ..models import DEFINITION, Figure, FigureVersion
from ..queries import day, settle, used_in

FIELDS = (
    "key",
    "label",
    "chapter",
    "synonyms",
    "kind",
    "ledger",
    "measure",
    "conditions",
    "period",
    "since",
    "expr",
    "unit_word",
    "basis",
    "part_of",
    "remark",
)


@transaction.atomic
def define_figure(*, actor: Any, label: str, **definition: Any) -> Figure:
    """A new figure, waiting for a second person. `definition`: key, chapter, synonyms, kind, ledger, measure, conditions (stored form),
    period, since, expr, unit_word, basis, part_of, remark; what follows from the others may be left out.

    Raises Refused, and Invalid with the field and the mend.
    """
    rules.may_define(actor).require()
    figure = Figure(label=label, **_checked(definition))
    settle(figure)
    figure.owner_id = figure.edited_by_id = actor.pk
    figure.save()
    _keep_version(figure, actor)
    history.record(EventKind.FIGURE_DEFINED, actor=actor, subject=subject(figure), detail={"v": 1, "after": _told(figure)})
    return figure


@transaction.atomic
def change_figure(*, actor: Any, pk: int, version: int | None = None, **changes: Any) -> Figure:
    """Change a definition. What decides the value or its name makes a new version and needs a second person again.

    version: the one the person saw; refused when it is older. The key never changes. Raises Refused, Invalid.
    """
    figure = Figure.objects.select_for_update(of=("self",)).select_related("part_of").get(pk=pk)
    rules.may_change(actor, figure).require()
    if version is not None and version != figure.version:
        raise Invalid(_("Somebody changed this figure while it was open here: compare and save again."), figure.label)
    if changes.get("key", figure.key) != figure.key:
        raise Invalid(_("the key of a figure stays: formulas and documents know it by this key."), _("Key"))
    before, snapshot = _told(figure), figure.snapshot()
    for name, value in _checked(changes).items():
        setattr(figure, name, value)
    settle(figure)
    after = _told(figure)
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return figure
    if figure.snapshot() != snapshot or "part_of" in changed:
        figure.version += 1
        figure.state, figure.approved_by, figure.approved_at, figure.return_note = FigureState.DRAFT, None, None, ""
        figure.edited_by_id = actor.pk
        _keep_version(figure, actor)
    figure.save()
    detail = {
        "v": figure.version,
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    history.record(EventKind.FIGURE_CHANGED, actor=actor, subject=subject(figure), detail=detail)
    return figure


@transaction.atomic
def approve_figure(*, actor: Any, pk: int) -> Figure:
    """The second person's yes. A formula needs its figures approved first, so that nothing unread stands under it. Raises Refused, Invalid."""
    figure = Figure.objects.select_for_update(of=("self",)).get(pk=pk)
    rules.may_approve(actor, figure).require()
    settle(figure)  # what it stands on may have changed since it was written
    _refuse_unapproved_below(figure)
    figure.state, figure.approved_by_id, figure.approved_at, figure.return_note = FigureState.APPROVED, actor.pk, timezone.now(), ""
    figure.save()
    FigureVersion.objects.filter(figure=figure, number=figure.version).update(approved_by=actor.pk, approved_at=figure.approved_at)
    history.record(EventKind.FIGURE_APPROVED, actor=actor, subject=subject(figure), detail={"v": figure.version})
    return figure


@transaction.atomic
def return_figure(*, actor: Any, pk: int, note: str) -> Figure:
    """Back to its owner, with the reason. Raises Refused, Invalid without a reason."""
    figure = Figure.objects.select_for_update(of=("self",)).get(pk=pk)
    rules.may_return(actor, figure).require()
    if not note.strip():
        raise Invalid(_("A reason is missing: say in a few words what should be different."), figure.label)
    figure.state, figure.return_note = FigureState.RETURNED, note.strip()[:500]
    figure.save(update_fields=["state", "return_note"])
    detail = {"v": figure.version, "note": figure.return_note}
    history.record(EventKind.FIGURE_RETURNED, actor=actor, subject=subject(figure), detail=detail)
    return figure


@transaction.atomic
def retire_figure(*, actor: Any, pk: int, note: str = "") -> Figure:
    """Out of the catalogue; its readings stay. Raises Refused while anything uses it."""
    figure = Figure.objects.select_for_update(of=("self",)).get(pk=pk)
    rules.may_retire(actor, figure, used_in(figure)).require()
    figure.state, figure.approved_by, figure.approved_at = FigureState.RETIRED, None, None
    figure.save(update_fields=["state", "approved_by", "approved_at"])
    detail = {"v": figure.version, "note": note.strip()[:500]}
    history.record(EventKind.FIGURE_RETIRED, actor=actor, subject=subject(figure), detail=detail)
    return figure


def subject(figure: Figure) -> history.Subject:
    return history.Subject("figure", figure.pk, figure.label)


def _checked(definition: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(definition) - set(FIELDS))
    if unknown:
        raise Invalid(
            _("“%(found)s” is nothing a figure has: choose from %(known)s.") % {"found": unknown[0][:40], "known": ", ".join(FIELDS)}
        )
    found = {name: ("" if value is None and name not in ("since", "part_of") else value) for name, value in definition.items()}
    if "since" in found:
        found["since"] = day(found["since"], str(_("Counted since")))
    for name in ("conditions", "synonyms"):
        if name in found:
            found[name] = list(found[name] or [])
    if isinstance(found.get("part_of"), str):
        found["part_of"] = _whole(found["part_of"])
    return found


def _whole(key: str) -> Figure | None:
    if not key:
        return None
    whole = Figure.objects.filter(key=key).exclude(state=FigureState.RETIRED).first()
    if whole is None:
        raise Invalid(_("there is no figure “%(key)s”: define it first or mend the key.") % {"key": key[:60]}, _("Part of"))
    return whole


def _refuse_unapproved_below(figure: Figure) -> None:
    if figure.kind != FigureKind.FORMULA:
        return
    waiting = Figure.objects.filter(key__in=references(figure.expr)).exclude(state=FigureState.APPROVED).order_by("key")
    if waiting:
        raise Invalid(_("approve these first: %(labels)s.") % {"labels": "、".join(one.label for one in waiting)}, figure.label)


def _keep_version(figure: Figure, actor: Any) -> None:
    FigureVersion.objects.create(
        figure=figure, number=figure.version, definition=figure.snapshot(), made_at=timezone.now(), made_by_id=actor.pk
    )


def _told(figure: Figure) -> dict[str, Any]:
    """Everything somebody wrote, as JSON for history."""
    return {
        **{name: figure.snapshot()[name] for name in DEFINITION},
        "chapter": figure.chapter,
        "synonyms": figure.synonyms,
        "remark": figure.remark,
        "part_of": figure.part_of.key if figure.part_of else None,
    }
