"""Putting a passed text before the public: a copy that never changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rongmei.base.directory.models import Outlet
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind

from .. import registry, rules
from ..enums import BylineRole, ManuscriptState, PublicationState
from ..models import Asset, CorrectionNote, Manuscript, Publication, Revision, UrgentRelease
from ..queries.verifying import sha_of
from ..standing import Standing, standing_of
from .counting import count_published
from .filing import tell_the_plan
from .traces import locked, refusals_recorded, trace
from .turns import note_turn

ORAL: Final = "口头授权"  # printed under the story, in the language of its record


@dataclass(frozen=True)
class Outcome:
    """What became of one manuscript among many: published where, or why not."""

    manuscript: Manuscript
    published: tuple[Publication, ...] = ()
    reason: str = ""


@refusals_recorded
@transaction.atomic
def publish_manuscript(*, actor: Actor, manuscript: Manuscript, outlet: Outlet) -> Publication:
    """Publish the present text on one outlet; on an outlet that carries an older text, as its corrected edition.

    Raises Refused with the rule's sentence, also when a picture's bytes are no longer those that were signed.
    """
    return put_out(actor, locked(manuscript), outlet, timezone.now())


def publish_many(*, actor: Actor, manuscripts: Iterable[Manuscript]) -> list[Outcome]:
    """Publish each manuscript on all its targets that do not carry it yet; one refusal stops only its own manuscript."""
    outcomes = []
    for manuscript in manuscripts:
        try:
            outcomes.append(Outcome(manuscript, _publish_everywhere(actor=actor, manuscript=manuscript)))
        except (Refused, Invalid) as problem:
            outcomes.append(Outcome(manuscript, reason=str(problem)))
    return outcomes


@refusals_recorded
@transaction.atomic
def _publish_everywhere(*, actor: Actor, manuscript: Manuscript) -> tuple[Publication, ...]:
    return put_everywhere(actor, locked(manuscript), timezone.now())


def put_everywhere(actor: Actor, manuscript: Manuscript, now: dt.datetime) -> tuple[Publication, ...]:
    """On all targets that do not carry exactly this text; the manuscript is locked. All of them or none."""
    current = manuscript.current
    assert current is not None
    live = manuscript.publications.filter(state=PublicationState.LIVE, fingerprint=current.fingerprint)
    carrying = set(live.values_list("outlet_id", flat=True))
    left = [outlet for outlet in manuscript.targets.order_by("pk") if outlet.pk not in carrying]
    if not left:
        raise Refused(_("Every outlet it is meant for carries exactly this text already."))
    # Rules are asked for all before the first is written, so that a correction does not lose its state half-way.
    for outlet in left:
        rules.may_publish(actor, manuscript, outlet, now).require()
    standing = standing_of(manuscript)
    return tuple(_write(actor, manuscript, outlet, now, standing) for outlet in left)


def put_out(actor: Actor, manuscript: Manuscript, outlet: Outlet, now: dt.datetime) -> Publication:
    """On one outlet; the manuscript is locked."""
    standing = standing_of(manuscript)
    rules.may_publish(actor, manuscript, outlet, now, standing=standing).require()
    return _write(actor, manuscript, outlet, now, standing)


def _write(actor: Actor, manuscript: Manuscript, outlet: Outlet, now: dt.datetime, standing: Standing) -> Publication:
    revision = manuscript.current
    assert revision is not None
    assets = list(Asset.objects.filter(pk__in=[int(pk) for pk in revision.shas]))
    _same_bytes(revision, assets)
    release = None if standing.passed else rules.release_of(manuscript)
    before = Publication.objects.select_for_update().filter(manuscript=manuscript, outlet=outlet, state=PublicationState.LIVE).first()
    if before is not None:
        before.state = PublicationState.CORRECTED
        before.save(update_fields=["state"])
    publication = Publication.objects.create(
        public_id=before.public_id if before else _public_id(manuscript, outlet, now),
        edition=before.edition + 1 if before else 1,
        outlet=outlet,
        manuscript=manuscript,
        revision=revision,
        **_copied(manuscript, revision, standing, release),
        urgent=release,
        first_published_at=before.first_published_at if before else now,
        published_at=now,
        published_by_id=actor.pk,
    )
    publication.assets.set(assets)
    publication.subjects.set(revision.subjects)
    publication.units.set(revision.units or [manuscript.unit_id])
    publication.people.set(revision.people)
    _settle(actor, manuscript, publication, before, now)
    count_published(actor, manuscript)
    tell_the_plan(actor, manuscript)
    registry.publications_changed(publication.public_id)
    return publication


def _copied(manuscript: Manuscript, revision: Revision, standing: Standing, release: UrgentRelease | None) -> dict[str, Any]:
    pictures = revision.content().pictures()
    with override(revision.language):
        byline = [{**line, "role_label": str(BylineRole(line["role"]).label)} for line in revision.byline]
    return {
        "kind": manuscript.kind,
        "language": revision.language,
        "kicker": revision.kicker,
        "headline": revision.headline,
        "subhead": revision.subhead,
        "summary": revision.summary,
        "body": revision.body,
        "byline": byline,
        "credits": _credits(standing, release),
        "words": revision.words,
        "fingerprint": revision.fingerprint,
        "procedure_name": str(manuscript.procedure),
        "lead_id": pictures[0]["asset"] if pictures else None,
    }


def _credits(standing: Standing, release: UrgentRelease | None) -> list[dict[str, str]]:
    """Who answers for the text, in the order of the steps."""
    found = [
        {"step": sign_off.step.label, "kind": str(sign_off.step.kind), "name": sign_off.signature, "post": sign_off.post}
        for sign_off in standing.counting
    ]
    if release is not None:
        found.append({"step": ORAL, "kind": "urgent", "name": release.authoriser_name, "post": ""})
    return found


def _same_bytes(revision: Revision, assets: list[Asset]) -> None:
    """Nobody has put another picture in place of the signed one."""
    for asset in assets:
        if sha_of(asset) != revision.shas[str(asset.pk)]:
            raise Refused(_("The bytes of “%(name)s” are not those that were signed. Put the picture in again.") % {"name": asset})


def _public_id(manuscript: Manuscript, outlet: Outlet, now: dt.datetime) -> str:
    """20261123-12-3: the day, the manuscript, the outlet; a story that comes back to an outlet gets a new one."""
    number = f"{timezone.localdate(now):%Y%m%d}-{manuscript.pk}-{outlet.pk}"
    again = Publication.objects.filter(public_id__startswith=number, edition=1).count()
    return f"{number}-{again + 1}" if again else number


def _settle(actor: Actor, manuscript: Manuscript, publication: Publication, before: Publication | None, now: dt.datetime) -> None:
    """State, note of correction, trace."""
    manuscript.state, manuscript.changed_at, manuscript.alert = ManuscriptState.PUBLISHED, now, ""
    manuscript.scheduled_at, manuscript.scheduled_by = None, None
    manuscript.first_published_at = manuscript.first_published_at or now
    manuscript.save()
    note_turn(manuscript)
    detail = {
        "outlet": publication.outlet.name,
        "public_id": publication.public_id,
        "edition": publication.edition,
        "revision": publication.revision_id,
        "fingerprint": publication.fingerprint,
        "urgent": publication.urgent_id,
    }
    if before is None:
        trace(EventKind.STORY_PUBLISHED, actor, manuscript, **detail)
        return
    CorrectionNote.objects.create(
        publication=publication, public_id=publication.public_id, kind=manuscript.correction, text=manuscript.correction_text, at=now
    )
    trace(EventKind.STORY_CORRECTED, actor, manuscript, **detail, correction=manuscript.correction, note=manuscript.correction_text)
