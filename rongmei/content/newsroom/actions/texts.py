"""Beginning a manuscript and changing its text. A revision is only ever added."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet, Person, Unit, User
from rongmei.base.history.actors import SYSTEM, Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import AUTHORSHIP, WRITING, DraftKind, ManuscriptKind, ManuscriptState
from ..models import Asset, Draft, Manuscript, Revision, Subject, Writer
from ..text import Content, count_words, fingerprint, parts_of
from ..text.blocks import asset_numbers
from .traces import locked, trace
from .turns import note_turn

MOST_TYPED: Final = 2_000_000


@dataclass(frozen=True)
class Saved:
    """What became of a save. revision: the present text (unchanged: it was the same already). aside: a stale save kept beside it."""

    revision: Revision
    changed: bool = False
    aside: Draft | None = None


@transaction.atomic
def begin_manuscript(
    *,
    actor: Actor,
    unit: Unit,
    content: Content,
    kind: str = ManuscriptKind.NEWS,
    targets: Iterable[Outlet] = (),
    adapted_from: Manuscript | None = None,
    note: str = "",
) -> Manuscript:
    """A new manuscript with its first revision. Raises Refused, Invalid."""
    rules.may_begin(actor, unit.pk).require()
    if adapted_from is not None:
        rules.may_see(actor, adapted_from).require()
    if kind not in ManuscriptKind.values:
        raise Invalid(_("“%(found)s” is no kind of manuscript.") % {"found": str(kind)[:20]}, str(_("kind")))
    now = timezone.now()
    manuscript = Manuscript.objects.create(
        kind=kind, unit=unit, adapted_from=adapted_from, note=note.strip()[:500], created_at=now, changed_at=now, created_by_id=actor.pk
    )
    manuscript.targets.set(_open(targets))
    _add_revision(actor, manuscript, content, note="")
    trace(EventKind.STORY_BEGUN, actor, manuscript, after={"headline": content.headline, "unit": unit.name})
    return manuscript


@transaction.atomic
def save_text(*, actor: Actor, manuscript: Manuscript, base: int, content: Content, note: str = "") -> Saved:
    """Add a revision made from revision number `base`.

    The same text again adds nothing and voids nothing. When somebody else has saved meanwhile the text is kept aside and the present one
    stays: `Saved.aside`. One's own autosave goes with a save. Raises Refused, Invalid.
    """
    manuscript = locked(manuscript)
    rules.may_edit(actor, manuscript).require()
    current = manuscript.current
    assert current is not None
    made_from = current if base == current.number else manuscript.revisions.filter(number=base).first()
    if made_from is None:
        raise Invalid(_("This manuscript has no revision %(number)d.") % {"number": base})
    if content == current.content():
        _forget_autosave(actor, manuscript)
        return Saved(current)
    if made_from.pk != current.pk:
        aside = _keep_aside(actor, manuscript, made_from, content)
        return Saved(current, aside=aside)
    before = current
    revision = _add_revision(actor, manuscript, content, note=note.strip()[:200])
    _forget_autosave(actor, manuscript)
    trace(
        EventKind.STORY_SAVED,
        actor,
        manuscript,
        before={"revision": before.number, "words": before.words},
        after={"revision": revision.number, "words": revision.words},
        fingerprint=revision.fingerprint,
    )
    return Saved(revision, changed=True)


@transaction.atomic
def autosave_text(*, actor: User, manuscript: Manuscript, base: int, content: Mapping[str, Any]) -> Draft:
    """Keep what a person is typing, in his own row: no revision is touched, whatever the state. Raises Refused, Invalid (too long)."""
    rules.may_keep_draft(actor, manuscript).require()
    if len(json.dumps(content)) > MOST_TYPED:
        raise Invalid(_("The text is too long to be kept while typing: save it."))
    made_from = manuscript.revisions.filter(number=base).first()
    if made_from is None:
        raise Invalid(_("This manuscript has no revision %(number)d.") % {"number": base})
    draft, _made = Draft.objects.update_or_create(
        manuscript=manuscript,
        owner=actor,
        kind=DraftKind.AUTOSAVE,
        defaults={"base": made_from, "content": dict(content), "saved_at": timezone.now()},
    )
    return draft


@transaction.atomic
def discard_draft(*, actor: User, draft: Draft) -> None:
    """Throw one's own draft away. Raises Draft.DoesNotExist for somebody else's."""
    Draft.objects.get(pk=draft.pk, owner=actor).delete()


@transaction.atomic
def set_targets(*, actor: Actor, manuscript: Manuscript, targets: Iterable[Outlet]) -> Manuscript:
    """Say where the manuscript is meant to be published. Raises Refused, Invalid (a closed outlet)."""
    manuscript = locked(manuscript)
    rules.may_target(actor, manuscript).require()
    before = sorted(outlet.name for outlet in manuscript.targets.all())
    manuscript.targets.set(_open(targets))
    after = sorted(outlet.name for outlet in manuscript.targets.all())
    if before != after:
        trace(EventKind.STORY_TARGETED, actor, manuscript, before={"targets": before}, after={"targets": after})
    return manuscript


def _open(targets: Iterable[Outlet]) -> list[Outlet]:
    found = list(targets)
    for outlet in found:
        if outlet.closed_on is not None:
            raise Invalid(_("“%(outlet)s” was closed down on %(day)s.") % {"outlet": outlet, "day": outlet.closed_on}, str(_("meant for")))
    return found


def _add_revision(actor: Actor, manuscript: Manuscript, content: Content, *, note: str) -> Revision:
    assets = _assets(actor, manuscript, content)
    _check_references(content)
    shas = {str(asset.pk): asset.sha256 for asset in assets}
    current, now = manuscript.current, timezone.now()
    revision = Revision.objects.create(
        manuscript=manuscript,
        number=current.number + 1 if current else 1,
        based_on=current,
        **content.as_json(),
        shas=shas,
        words=count_words(content),
        fingerprint=fingerprint(content, shas),
        parts=parts_of(content, shas),
        writing=manuscript.state in WRITING,
        note=note,
        made_at=now,
        made_by_id=actor.pk,
    )
    manuscript.current, manuscript.changed_at = revision, now
    manuscript.save(update_fields=["current", "changed_at"])
    manuscript.assets.add(*assets)
    _note_writers(actor, manuscript, content)
    if manuscript.in_review:
        note_turn(manuscript)
    return revision


def _note_writers(actor: Actor, manuscript: Manuscript, content: Content) -> None:
    """Whoever is named as author, and whoever saves while the text is being written. Nobody is ever taken off again."""
    people = {line["person"] for line in content.byline if line["person"] and line["role"] in AUTHORSHIP}
    person_id = getattr(actor, "person_id", None)
    if ManuscriptState(manuscript.state) in WRITING and actor is not SYSTEM and person_id:
        people.add(person_id)
    known = set(manuscript.writers.values_list("person_id", flat=True))
    Writer.objects.bulk_create([Writer(manuscript=manuscript, person_id=pk) for pk in sorted(people - known)])


def _assets(actor: Actor, manuscript: Manuscript, content: Content) -> list[Asset]:
    numbers = asset_numbers(content.body)
    found = {asset.pk: asset for asset in Asset.objects.filter(pk__in=numbers).prefetch_related("manuscripts", "holders")}
    missing = [number for number in numbers if number not in found]
    if missing:
        raise Invalid(_("There is no picture or file with number %(pk)d.") % {"pk": missing[0]}, str(_("text")))
    for asset in found.values():
        if all(holder.pk != manuscript.pk for holder in asset.manuscripts.all()):
            rules.may_use_asset(actor, asset).require()
    return [found[number] for number in numbers]


def _check_references(content: Content) -> None:
    people = [line["person"] for line in content.byline if line["person"]]
    for model, numbers, place in (
        (Subject, content.subjects, _("subjects")),
        (Unit, content.units, _("units concerned")),
        (Person, content.people, _("people concerned")),
        (Person, people, _("byline")),
    ):
        wanted = set(numbers)
        if wanted and model._default_manager.filter(pk__in=wanted).count() != len(wanted):
            raise Invalid(_("One of these is not known: choose from the list."), str(place))


def _keep_aside(actor: Actor, manuscript: Manuscript, made_from: Revision, content: Content) -> Draft:
    draft = Draft.objects.create(
        manuscript=manuscript, owner_id=actor.pk, kind=DraftKind.SIDE, base=made_from, content=content.as_json(), saved_at=timezone.now()
    )
    assert manuscript.current is not None
    trace(EventKind.STORY_KEPT_ASIDE, actor, manuscript, base=made_from.number, present=manuscript.current.number, draft=draft.pk)
    return draft


def _forget_autosave(actor: Actor, manuscript: Manuscript) -> None:
    Draft.objects.filter(manuscript=manuscript, owner_id=actor.pk, kind=DraftKind.AUTOSAVE).delete()
