"""Numbers entered by hand: values nobody can count here, targets, and what was published before this system."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.ledger.actions.evidence import take_file
from rongmei.base.sheets import cells

from .. import rules
from ..models import Figure, ManualValue, PublishedValue, Target
from ..queries import day
from ..scope import Scope
from .definitions import subject

EVIDENCE = (".pdf", ".jpg", ".jpeg", ".png", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".txt")


@transaction.atomic
def enter_manual_value(
    *,
    actor: Any,
    figure: Figure,
    start: dt.date | str,
    end: dt.date | str,
    value: Any,
    source: str = "",
    evidence: UploadedFile[Any] | None = None,
    valid_until: dt.date | str | None = None,
) -> ManualValue:
    """A value for the period, with a file or the document it stands in. "2万+" is taken as a lower bound.

    The newest entry counts; older ones stay readable. Raises Refused, Invalid.
    """
    rules.may_enter_value(actor, figure).require()
    scope = _scope(start, end)
    number = _number(value, floor=True)
    if not source.strip() and evidence is None:
        raise Invalid(_("evidence is missing: attach a file or name the document the number stands in."), _("Evidence"))
    entered = ManualValue(
        figure=figure,
        start=scope.start,
        end=scope.end,
        value=Decimal(number.value),
        at_least=number.at_least,
        source=_source(source),
        valid_until=day(valid_until, str(_("Valid until"))),
        entered_at=timezone.now(),
        entered_by_id=actor.pk,
    )
    if entered.valid_until and entered.valid_until < scope.end:
        raise Invalid(_("it would be invalid before its own period ends: choose a later day."), _("Valid until"))
    if evidence is not None:
        taken = take_file(evidence, EVIDENCE)
        entered.evidence_name, entered.evidence_sha256 = taken.name, taken.sha256
        entered.evidence.save(taken.stored_as, evidence, save=False)
    entered.save()
    _record(EventKind.FIGURE_ENTERED, actor, figure, entered, sha256=entered.evidence_sha256)
    return entered


@transaction.atomic
def set_target(*, actor: Any, figure: Figure, start: dt.date | str, end: dt.date | str, value: Any, source: str) -> Target:
    """What was planned for the period, and the document that says so; the newest counts. Raises Refused, Invalid."""
    rules.may_set_target(actor, figure).require()
    scope = _scope(start, end)
    target = Target(figure=figure, start=scope.start, end=scope.end, value=Decimal(_number(value).value), source=_needed(source))
    target.entered_at, target.entered_by_id = timezone.now(), actor.pk
    target.save()
    _record(EventKind.TARGET_SET, actor, figure, target)
    return target


@transaction.atomic
def record_published(*, actor: Any, figure: Figure, start: dt.date | str, end: dt.date | str, value: Any, source: str) -> PublishedValue:
    """What a paper from before this system said, so that years compare. Raises Refused, Invalid."""
    rules.may_record_published(actor, figure).require()
    scope = _scope(start, end)
    number = _number(value, floor=True)
    published = PublishedValue(figure=figure, start=scope.start, end=scope.end, value=Decimal(number.value), source=_needed(source))
    published.at_least, published.entered_at, published.entered_by_id = number.at_least, timezone.now(), actor.pk
    published.save()
    _record(EventKind.FIGURE_ENTERED, actor, figure, published, published=True)
    return published


def _scope(start: dt.date | str, end: dt.date | str) -> Scope:
    first, last = day(start, str(_("From"))), day(end, str(_("To")))
    if first is None or last is None:
        raise Invalid(_("the first and the last day of the period are expected."), _("Period"))
    return Scope(first, last)


def _number(raw: Any, *, floor: bool = False) -> cells.Number:
    """A number as the office writes it. Lower bounds only where they can be kept; 近60 and 约60 are no values."""
    place = str(_("Value"))
    if raw in (None, ""):
        raise Invalid(_("the value is missing."), place)
    number = cells.read_number(str(raw) if isinstance(raw, Decimal) else raw)
    if not isinstance(number, cells.Number):
        raise Invalid(_("“%(found)s” is not a number: write it like 1263 or 2.3万.") % {"found": str(raw)[:40]}, place)
    if number.about or (number.at_least and not floor):
        raise Invalid(_("“%(found)s” is not exact: give the number itself.") % {"found": str(raw)[:40]}, place)
    if abs(Decimal(number.value)) >= Decimal(10) ** 15:
        raise Invalid(_("“%(found)s” is too large: check it.") % {"found": str(raw)[:40]}, place)
    return number


def _source(text: str) -> str:
    return text.strip()[:300]


def _needed(text: str) -> str:
    if not text.strip():
        raise Invalid(_("the document the number stands in is missing: give its title or number."), _("Source document"))
    return _source(text)


def _record(kind: EventKind, actor: Any, figure: Figure, one: ManualValue | Target | PublishedValue, **more: Any) -> None:
    after = {"start": one.start.isoformat(), "end": one.end.isoformat(), "value": str(one.value), "source": one.source, **more}
    history.record(kind, actor=actor, subject=subject(figure), detail={"after": after})
