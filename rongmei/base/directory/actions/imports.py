"""Units, people and outlets taken in from a sheet: all of it in one transaction, or none."""

from __future__ import annotations

import datetime
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory import rules
from rongmei.base.directory.actions.changes import added, subject_of
from rongmei.base.directory.actions.outlets import change_outlet, inspect_outlet, register_outlet
from rongmei.base.directory.actions.people import PERSON_FIELDS, change_person, end_post, hold_post, rank_post
from rongmei.base.directory.actions.units import add_unit, change_unit, move_unit
from rongmei.base.directory.imports import Line, Outcome, Plan, SheetKind, Table, plan_of, read_table
from rongmei.base.directory.models import Person, University
from rongmei.base.history import actions as history
from rongmei.base.history.actors import SYSTEM, Actor
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.history.enums import EventKind

FOLDER = "directory-sheets"
DAYS = 7  # before the university was set up


def _may(actor: Actor, kind: SheetKind) -> Decision:
    return rules.may_keep_outlets(actor) if kind == SheetKind.OUTLETS else rules.may_keep_directory(actor)


@dataclass(frozen=True)
class KeptSheet:
    """An uploaded file: its name as the person knows it, and where it is kept."""

    kind: SheetKind
    name: str
    stored: str


def keep_sheet(*, actor: Actor, kind: SheetKind, file: File[Any], name: str = "") -> KeptSheet:
    """Keep an uploaded sheet, so that it can be looked at before it is taken in. Raises Refused; Invalid when it is too large."""
    _may(actor, kind).require()
    label = PurePath((name or file.name or "").replace("\\", "/")).name[:255]
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks():
        size += len(chunk)
        digest.update(chunk)
    if size > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES // 2**20
        raise Invalid(_("more than %(limit)d MB found, at most that much is taken: split the file.") % {"limit": limit}, label)
    stored = f"{FOLDER}/{digest.hexdigest()}{PurePath(label).suffix.lower()[:10]}"
    default_storage.delete(stored)  # its days begin anew
    forget_sheets(actor=SYSTEM)
    with transaction.atomic():
        file.seek(0)
        stored = default_storage.save(stored, file)
        subject = history.Subject("sheet", digest.hexdigest()[:32], label)
        history.record(EventKind.IMPORT_RECEIVED, actor=actor, subject=subject, detail={"kind": kind.value, "sha256": digest.hexdigest()})
    return KeptSheet(kind, label, stored)


@transaction.atomic
def forget_sheets(*, actor: Actor) -> list[str]:
    """Delete the kept sheets that are older than the office keeps them; their names. History keeps their fingerprints. Raises Refused.

    Happens with every upload and with `rongmei directory tidy`.
    """
    rules.may_keep_directory(actor).require()
    days = University.objects.values_list("sheet_days", flat=True).first() or DAYS
    until = timezone.now() - datetime.timedelta(days=days)
    names = default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []
    old = [name for name in sorted(names) if default_storage.get_modified_time(f"{FOLDER}/{name}") < until]
    if old:
        subject = history.Subject("sheet", FOLDER, _("uploaded sheets"))
        detail = {"days": days, "sheets": [PurePath(name).stem[:32] for name in old]}
        history.record(EventKind.SHEETS_FORGOTTEN, actor=actor, subject=subject, detail=detail)
        transaction.on_commit(partial(_delete, old))
    return old


def _delete(names: list[str]) -> None:
    for name in names:
        default_storage.delete(f"{FOLDER}/{name}")


def look_at_sheet(*, actor: Actor, sheet: KeptSheet, tab: str = "", mapping: Mapping[str, int] | None = None) -> Table:
    """The table of a kept sheet, with its columns matched as far as they can be. Raises Refused; Invalid for no spreadsheet, no table."""
    _may(actor, sheet.kind).require()
    with _on_disk(sheet) as path:
        return read_table(path, kind=sheet.kind, name=sheet.name, sheet=tab, mapping=mapping)


def plan_sheet(*, actor: Actor, table: Table) -> Plan:
    """What taking the table in would change. Raises Refused; Invalid when a column it needs is missing."""
    _may(actor, table.kind).require()
    return plan_of(table)


def take_in_sheet(*, actor: Actor, sheet: KeptSheet, tab: str = "", mapping: Mapping[str, int] | None = None) -> Plan:
    """Add what is new and change what differs. Nothing is taken in when one row is wrong. Raises Refused, Invalid."""
    table = look_at_sheet(actor=actor, sheet=sheet, tab=tab, mapping=mapping)
    with transaction.atomic():
        plan = plan_of(table)
        if plan.problems:
            raise Invalid(
                _("%(count)d cells are wrong, nothing was taken in; the first: %(first)s")
                % {"count": len(plan.problems), "first": plan.problems[0]},
                sheet.name,
            )
        counts = plan.counts
        _WRITERS[sheet.kind](actor, plan)
        subject = history.Subject("sheet", PurePath(sheet.stored).stem[:32], f"{sheet.name}!{table.sheet}")
        history.record(EventKind.IMPORT_APPLIED, actor=actor, subject=subject, detail={"kind": sheet.kind.value, "counts": counts})
    return plan


@contextmanager
def _on_disk(sheet: KeptSheet) -> Iterator[Path]:
    """The kept file as a path; storage may be far away."""
    suffix = PurePath(sheet.stored).suffix
    if not default_storage.exists(sheet.stored):
        raise Invalid(_("the file was kept for some days only: choose it again."), sheet.name)
    with default_storage.open(sheet.stored, "rb") as kept, tempfile.NamedTemporaryFile(prefix="sheet-", suffix=suffix) as copy:
        _copy(kept, copy)
        yield Path(copy.name)


def _copy(kept: Any, copy: IO[bytes]) -> None:
    while chunk := kept.read(1 << 20):
        copy.write(chunk)
    copy.flush()


def _each(plan: Plan, lines: list[Line], write: Callable[[Line], None]) -> None:
    """Write line by line; what an action refuses names the row."""
    for line in lines:
        try:
            write(line)
        except Invalid as problem:
            raise Invalid(str(problem), f"{plan.table.sheet}!{line.row_no}") from problem
        except Refused as refused:
            raise Invalid(refused.reason, f"{plan.table.sheet}!{line.row_no}") from refused


def _write_units(actor: Actor, plan: Plan) -> None:
    def write(line: Line) -> None:
        if line.parent is not None:
            line.values["parent"] = line.parent.target
        if line.target is None:
            line.target = add_unit(actor=actor, name=line.title, **line.values)
            return
        if "parent" in line.values:
            move_unit(actor=actor, unit=line.target, parent=line.values.pop("parent"))
        change_unit(actor=actor, unit=line.target, **line.values)

    _each(plan, _parents_first([line for line in plan.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]), write)


def _parents_first(lines: list[Line]) -> list[Line]:
    """In the order of the sheet, but no unit before the one it belongs to."""
    ordered: list[Line] = []
    placed: set[int] = set()

    def place(line: Line) -> None:
        if id(line) in placed:
            return
        placed.add(id(line))
        if line.parent is not None:
            place(line.parent)
        ordered.append(line)

    for line in lines:
        place(line)
    return ordered


def _write_people(actor: Actor, plan: Plan) -> None:
    """New people in bulk (a campus has thousands), changes one by one."""
    new = plan.of(Outcome.NEW)
    people = Person.objects.bulk_create((Person(**line.values) for line in new), batch_size=500)
    events = [
        history.Entry(EventKind.PERSON_ADDED, actor, subject_of(person), added(person, PERSON_FIELDS), person.unit_id) for person in people
    ]
    history.record_many(events)
    changed = plan.of(Outcome.CHANGED)
    _each(plan, changed, lambda line: _change_person(actor, line))
    for line, person in zip(new, people, strict=True):
        line.target = person
    _each(plan, [*new, *changed], lambda line: _write_posts(actor, line))


def _change_person(actor: Actor, line: Line) -> None:
    change_person(actor=actor, person=line.target, **line.values)


def _write_posts(actor: Actor, line: Line) -> None:
    for held, last_day in line.ended:
        end_post(actor=actor, post=held, last_day=last_day)
    for held, rank in line.ranked:
        rank_post(actor=actor, post=held, rank=rank)
    for post in line.posts:
        hold_post(actor=actor, person=line.target, **post)


def _write_outlets(actor: Actor, plan: Plan) -> None:
    def write(line: Line) -> None:
        if line.target is None:
            register_outlet(actor=actor, **line.values)
            return
        inspected = line.values.pop("last_inspected_on", None)
        change_outlet(actor=actor, outlet=line.target, **line.values)
        if inspected is not None:
            inspect_outlet(actor=actor, outlet=line.target, on=inspected)

    _each(plan, [*plan.of(Outcome.NEW), *plan.of(Outcome.CHANGED)], write)


_WRITERS: dict[SheetKind, Callable[[Actor, Plan], None]] = {
    SheetKind.UNITS: _write_units,
    SheetKind.PEOPLE: _write_people,
    SheetKind.OUTLETS: _write_outlets,
}
