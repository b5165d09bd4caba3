"""What the home page says: what to do next, what waits, what is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rongmei.base.directory import rules as directory_rules
from rongmei.base.directory.models import Person, Unit, User
from rongmei.base.ledger import queries as ledger_queries
from rongmei.base.ledger import rules as ledger_rules
from rongmei.base.ledger.enums import BatchState
from rongmei.base.ledger.models import ImportBatch
from rongmei.base.ledger.reminders import Reminder, reminders_for
from rongmei.content.newsroom import queries as newsroom_queries
from rongmei.content.newsroom import rules as newsroom_rules
from rongmei.content.newsroom.enums import ManuscriptState
from rongmei.content.newsroom.queries.planning import assignments_of
from rongmei.reporting.figures.enums import FigureState
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.summary import rules as summary_rules
from rongmei.reporting.summary.models import Summary

DUE_WITHIN_DAYS = 30
OVERDUE_FOR_DAYS = 90  # what is older than a quarter is for the yearly check, not for the morning


@dataclass(frozen=True)
class Step:
    """One thing to do: a sentence, the address where it is done, how many there are (0: not counted)."""

    sentence: str
    url: str
    count: int = 0


def first_steps(user: User) -> list[Step]:
    """What a new installation still lacks, in the order it is needed, for who can do it."""
    steps = []
    if directory_rules.may_keep_directory(user).allowed:
        if not Unit.objects.exists():
            steps.append(Step(_("Enter or import the units of the university."), reverse("directory:units_import")))
        if Person.objects.count() < 2:
            steps.append(Step(_("Enter or import the people."), reverse("directory:people_import")))
    if directory_rules.may_manage_accounts(user).allowed and User.objects.count() < 3:
        steps.append(Step(_("Open accounts for the office and the units' correspondents, and grant roles."), reverse("directory:accounts")))
    if ledger_rules.may_see_ledgers(user) and not any(c.total for c in ledger_queries.counts(user)):
        steps.append(Step(_("Record the first rows of a ledger, or import this year's spreadsheets."), reverse("ledger:index")))
    if summary_rules.may_write(user):
        if not Figure.objects.exists():
            steps.append(Step(_("Make figures from filtered lists."), reverse("figures:index")))
        if not Summary.objects.exists():
            steps.append(Step(_("Start the annual summary from last year's Word file."), reverse("summary:new")))
    return steps


def waiting(user: User) -> list[Step]:
    """What waits for this person, with numbers."""
    steps = _waiting_stories(user)
    if not ledger_rules.may_see_ledgers(user):
        return steps
    steps.extend(_waiting_rows(user))
    batches = ImportBatch.objects.filter(received_by=user, state__in=(BatchState.RECEIVED, BatchState.CHECKED))
    for batch in batches[:5]:
        steps.append(
            Step(
                _("Import of %(file)s: %(state)s") % {"file": batch, "state": batch.get_state_display()},
                reverse("ledger:import_batch", args=[batch.ledger, batch.pk]),
            )
        )
    if ledger_rules.sees_all(user):
        drafts = Figure.objects.filter(state=FigureState.DRAFT).exclude(edited_by=user).count()
        if drafts:
            steps.append(Step(_("Definitions of figures waiting for a second person"), reverse("figures:index") + "?state=draft", drafts))
    return steps


def _waiting_stories(user: User) -> list[Step]:
    """Urgent releases first: they are red until countersigned."""
    if not newsroom_rules.may_see_newsroom(user):
        return []
    stories = reverse("newsroom:index")
    urgent = sum(bool(newsroom_rules.may_countersign(user, release)) for release in newsroom_queries.due_urgent())
    mine, late = newsroom_queries.waiting_counts(user)
    stuck = newsroom_queries.unsignable(user) if newsroom_rules.may_keep_procedures(user) else []
    counted = (
        (_("Urgent releases to be countersigned"), stories, urgent),
        (_("Manuscripts with a step nobody can sign"), stories, len(stuck)),
        (_("Overdue: manuscripts waiting for your signature too long"), f"{stories}?waiting", late),
        (_("Manuscripts waiting for your signature"), f"{stories}?waiting", mine),
        (
            _("Manuscripts returned to you"),
            f"{stories}?state=returned",
            newsroom_queries.seen_by(user).filter(state=ManuscriptState.RETURNED, created_by=user).count(),
        ),
        (_("Pieces asked of you"), reverse("newsroom:topics"), assignments_of(user.person_id).count() if user.person_id else 0),
    )
    return [Step(sentence, url, count) for sentence, url, count in counted if count]


def _waiting_rows(user: User) -> list[Step]:
    steps = []
    for counts in ledger_queries.counts(user):
        address = reverse("ledger:list", args=[counts.ledger.key])
        if counts.submitted and ledger_rules.may_confirm(user, counts.ledger):
            steps.append(
                Step(_("%(ledger)s: to be confirmed") % {"ledger": counts.ledger.label}, f"{address}?state=submitted", counts.submitted)
            )
        if counts.returned and ledger_rules.may_record_anywhere(user, counts.ledger):
            steps.append(
                Step(
                    _("%(ledger)s: returned, to be mended") % {"ledger": counts.ledger.label}, f"{address}?state=returned", counts.returned
                )
            )
    return steps


@dataclass(frozen=True)
class Due:
    reminder: Reminder
    url: str
    overdue: bool


def due(user: User, today: dt.date) -> list[Due]:
    """Deadlines of the last quarter that have passed, and those of the coming month, the most urgent first."""
    if not ledger_rules.may_see_ledgers(user):
        return []
    found = []
    for reminder in reminders_for(user, today):
        if not -OVERDUE_FOR_DAYS <= (reminder.due_on - today).days <= DUE_WITHIN_DAYS:
            continue
        url = (
            reverse("ledger:record", args=[reminder.ledger_key, reminder.row_pk])
            if reminder.row_pk
            else reverse("ledger:list", args=[reminder.ledger_key])
        )
        found.append(Due(reminder, url, reminder.overdue(today)))
    return found


def latest_summaries(user: Any) -> list[Summary]:
    return [s for s in Summary.objects.all()[:6] if summary_rules.may_see(user, s)][:3]
