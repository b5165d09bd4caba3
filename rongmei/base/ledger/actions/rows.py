"""Recording, changing and moving rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.actors import SYSTEM, Actor
from rongmei.base.history.decisions import Allowed, Decision, Denied, Invalid
from rongmei.base.history.enums import EventKind

from .. import registry, rules
from ..declaration import Ledger, RowProblem
from ..enums import RowState
from ..kinds import LinesKind, ReadContext
from ..models import Entry
from ..reading import RowReader, Values, key_of, refuse_shapes, search_text_of, settle, to_json, values_of
from .clock import tick

MOVE_EVENTS = {
    RowState.DRAFT: EventKind.ROW_RESTORED,
    RowState.SUBMITTED: EventKind.ROW_SUBMITTED,
    RowState.CONFIRMED: EventKind.ROW_CONFIRMED,
    RowState.RETURNED: EventKind.ROW_RETURNED,
    RowState.VOIDED: EventKind.ROW_VOIDED,
}


class InvalidRow(Invalid):
    """A row that cannot be stored; `problems` has one sentence per place."""

    def __init__(self, ledger: Ledger, problems: Sequence[RowProblem]) -> None:
        self.problems = list(problems)
        first = self.problems[0]
        place = str(ledger.label_of(first.field)) if first.field else str(ledger.label)
        super().__init__(str(first.sentence), place)


@dataclass
class Outcome:
    """What became of each row of a bulk action: pks done, and (pk, reason) refused."""

    done: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def create_row(
    *, actor: Actor, ledger: Ledger, raw: Mapping[str, Any], to: RowState = RowState.SUBMITTED, context: ReadContext | None = None
) -> Entry:
    """Record one row. `raw`: column or lines name → what was written (text, number, or JSON for lines).

    to: DRAFT, SUBMITTED, or CONFIRMED (by who may confirm). Raises InvalidRow with all problems, Refused with the rule's sentence.
    """
    rules.may_record_anywhere(actor, ledger).require()
    _refuse_shapes(ledger, raw)
    values, problems = RowReader(ledger, context or ReadContext()).read(raw)
    if problems:
        raise InvalidRow(ledger, problems)
    rules.may_record(actor, ledger, values["unit"]).require()
    if to == RowState.CONFIRMED:
        rules.may_confirm(actor, ledger).require()
    now = timezone.now()
    row = ledger.model(state=to, recorded_at=now, recorded_by_id=actor.pk)
    if to == RowState.CONFIRMED:
        row.confirmed_at, row.confirmed_by_id = now, actor.pk
    _assign(ledger, row, values)
    _save_once(ledger, row)
    _replace_lines(ledger, row, values)
    detail = {"v": 1, "state": str(to), "after": to_json(ledger, values), "shown": shown(ledger, row)}
    history.record(EventKind.ROW_CREATED, actor=actor, subject=subject(ledger, row), detail=detail, unit_id=row.unit_id)
    tick(ledger)
    return row


@transaction.atomic
def change_row(
    *, actor: Actor, ledger: Ledger, pk: int, raw: Mapping[str, Any], version: int | None = None, context: ReadContext | None = None
) -> Entry:
    """Change the columns and lines named in `raw`; others stay. `version`: what the person saw, refused when it is older.

    A returned row that is mended stays returned until it is submitted again. Raises InvalidRow, Invalid (somebody was faster), Refused.
    """
    row = ledger.model._default_manager.select_for_update().get(pk=pk)
    rules.may_change(actor, row).require()
    if version is not None and version != row.version:
        raise Invalid(
            _("Somebody changed this record while it was open here. Your text is kept below: compare and save again."),
            str(getattr(row, ledger.title)),
        )
    _refuse_shapes(ledger, raw)
    before = values_of(ledger, row)
    context = context or ReadContext()
    read, problems = RowReader(ledger, context, fields=raw.keys()).read(raw)
    values = {**before, **read}
    if not problems:
        problems = settle(ledger, values, context)
    if problems:
        raise InvalidRow(ledger, problems)
    if values["unit"] != before["unit"]:
        rules.may_record(actor, ledger, values["unit"]).require()
    write_change(ledger, row, before, values, actor)
    return row


def write_change(ledger: Ledger, row: Entry, before: Values, values: Values, actor: Actor) -> bool:
    """Store the changed values with their history. False when nothing differs. The caller has asked the rules."""
    was, now = to_json(ledger, before), to_json(ledger, values)
    changed = [name for name in now if was.get(name) != now[name]]
    if not changed:
        return False
    was_shown = shown(ledger, row)
    _assign(ledger, row, values)
    row.version += 1
    _save_once(ledger, row)
    if any(name in ledger.lines_map for name in changed):
        _replace_lines(ledger, row, values)
    for name in changed:  # names of references as they are now
        if name in ledger.kind_map and ledger.kind_map[name].field.is_relation:
            row.refresh_from_db(fields=[name])
    detail = {
        "v": row.version,
        "before": {name: was.get(name) for name in changed},
        "after": {name: now[name] for name in changed},
        "shown_before": was_shown,
        "shown": shown(ledger, row),
    }
    history.record(EventKind.ROW_CHANGED, actor=actor, subject=subject(ledger, row), detail=detail, unit_id=row.unit_id)
    tick(ledger)
    return True


@transaction.atomic
def move_rows(*, actor: Actor, ledger: Ledger, pks: Sequence[int], to: RowState, note: str = "") -> Outcome:
    """Submit, confirm, return (with a reason), void or restore rows; each row answers for itself, the rest goes on.

    Raises Invalid when a return or a voiding has no reason.
    """
    note = note.strip()
    if to in (RowState.RETURNED, RowState.VOIDED) and not note:
        raise Invalid(_("A reason is missing: say in a few words why, so that the unit can mend it."))
    outcome = Outcome()
    held = registry.holds_on(ledger, list(pks)) if to == RowState.VOIDED else {}
    restored: set[str] = set()
    events: list[history.Entry] = []
    moved: list[Entry] = []
    now = timezone.now()
    for row in ledger.model._default_manager.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"):
        decision: Decision = rules.may_move(actor, row, to)
        if decision and to == RowState.DRAFT:
            decision = _may_restore(ledger, row, restored)
        if not decision:
            outcome.refused.append((row.pk, decision.reason))
            continue
        detail: dict[str, Any] = {"v": row.version + 1, "before": {"state": row.state}, "after": {"state": str(to)}}
        if note:
            detail["note"] = note
        if row.pk in held:
            detail["cited"] = held[row.pk]
        _set_state(row, to, actor, now, note)
        moved.append(row)
        events.append(history.Entry(MOVE_EVENTS[to], actor, subject(ledger, row), detail, row.unit_id))
        outcome.done.append(row.pk)
    if moved:
        ledger.model._default_manager.bulk_update(
            moved, ["state", "version", "confirmed_at", "confirmed_by", "return_note"], batch_size=500
        )
        history.record_many(events)
        tick(ledger)
    return outcome


def _set_state(row: Entry, to: RowState, actor: Actor, now: Any, note: str) -> None:
    row.state = to
    row.version += 1
    row.confirmed_at = now if to == RowState.CONFIRMED else None
    row.confirmed_by_id = actor.pk if to == RowState.CONFIRMED and actor is not SYSTEM else None
    row.return_note = note[:500] if to == RowState.RETURNED else ""


def subject(ledger: Ledger, row: Entry) -> history.Subject:
    return history.Subject(ledger.key, row.pk, str(getattr(row, ledger.title))[:200])


def shown(ledger: Ledger, row: Entry) -> dict[str, str]:
    """Names behind the references as people read them that day; numbers and words speak for themselves."""
    return {name: kind.show(row) for name, kind in ledger.kind_map.items() if kind.field.is_relation}


def _assign(ledger: Ledger, row: Entry, values: Values) -> None:
    for name, value in values.items():
        if name in ledger.kind_map:
            setattr(row, ledger.field(name).attname, value)
        elif name not in ledger.lines_map:
            setattr(row, name, value)
    row.key_hash = key_of(ledger, values)
    row.search_text = search_text_of(ledger, values)


def _refuse_shapes(ledger: Ledger, raw: Mapping[str, Any]) -> None:
    problems = refuse_shapes(ledger, raw)
    if problems:
        raise InvalidRow(ledger, problems)


def _save_once(ledger: Ledger, row: Entry) -> None:
    """Store the row; a second one of the same key is refused with a sentence that names the other record."""
    sentence = _second(ledger, row)
    if not sentence:
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:  # somebody recorded it in the same moment
            sentence = _second(ledger, row)
            if not sentence:
                raise
    if sentence:
        raise Invalid(sentence, str(getattr(row, ledger.title)))


def _may_restore(ledger: Ledger, row: Entry, restored: set[str]) -> Decision:
    """A voided row whose like was recorded meanwhile stays voided; of two alike, the first comes back."""
    if row.key_hash in restored:
        return Denied(_("A record that says the same was restored just now."))
    sentence = _second(ledger, row)
    if sentence:
        return Denied(sentence)
    restored.add(row.key_hash)
    return Allowed()


def _second(ledger: Ledger, row: Entry) -> str:
    """The sentence about the other record of the same key, "" when there is none."""
    other = ledger.model._default_manager.filter(key_hash=row.key_hash).exclude(state=RowState.VOIDED).exclude(pk=row.pk).first()
    if other is None:
        return ""
    names = "、".join(str(ledger.label_of(name)) for name in ledger.key_fields)
    return _("The same record is already in the ledger (no. %(pk)d, %(state)s): %(names)s agree. Change that one instead.") % {
        "pk": other.pk,
        "state": RowState(other.state).label,
        "names": names,
    }


def _replace_lines(ledger: Ledger, row: Entry, values: Values) -> None:
    """Lines have no life of their own: the row's version and history speak for them."""
    for name, lines in ledger.lines_map.items():
        if name not in values:
            continue
        kinds = LinesKind(lines).kinds
        lines.model._default_manager.filter(entry_id=row.pk).delete()
        lines.model._default_manager.bulk_create(
            lines.model(entry_id=row.pk, **{kinds[part].field.attname: value for part, value in line.items()}) for line in values[name]
        )
        getattr(row, "_prefetched_objects_cache", {}).pop(name, None)
