"""Publishing, now, together, at a set time, or on an oral authorisation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from rongmei.base.directory.models import Outlet, Person
from rongmei.base.ledger.api import ANSWERS

from .. import actions
from ..models import Publication, UrgentRelease
from .shapes import AtIn, OpinionIn, Pk, PublicationOut, PublishIn, ReleaseIn, ReleaseOut, StoryOut
from .shared import aware, line_of, person_of, router, story_of


def _publication(publication: Publication) -> PublicationOut:
    return PublicationOut(
        public_id=publication.public_id,
        edition=publication.edition,
        outlet=publication.outlet.name,
        state=publication.state,
        headline=publication.headline,
        published_at=publication.published_at,
    )


@router.post("/{pk}/publish/", response={200: PublicationOut, **ANSWERS})
def publish_story(request: HttpRequest, pk: Pk, publish: PublishIn) -> PublicationOut:
    """Through the one gate, on one outlet."""
    outlet = Outlet.objects.get(pk=publish.outlet)
    return _publication(actions.publish_manuscript(actor=person_of(request), manuscript=story_of(request, pk), outlet=outlet))


@router.post("/{pk}/schedule/", response={200: StoryOut, **ANSWERS})
def schedule_story(request: HttpRequest, pk: Pk, schedule: AtIn) -> dict[str, Any]:
    """Set the time; the gate is asked now and then."""
    return line_of(actions.schedule_manuscript(actor=person_of(request), manuscript=story_of(request, pk), at=aware(schedule.at)))


@router.delete("/{pk}/schedule/", response={200: StoryOut, **ANSWERS})
def unschedule_story(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Take the time back."""
    return line_of(actions.unschedule_manuscript(actor=person_of(request), manuscript=story_of(request, pk)))


@router.post("/{pk}/release/", response={200: ReleaseOut, **ANSWERS})
def release_story(request: HttpRequest, pk: Pk, release: ReleaseIn) -> ReleaseOut:
    """The urgent channel. authoriser: campus number of who said yes on the telephone."""
    made = actions.release_urgently(
        actor=person_of(request),
        manuscript=story_of(request, pk),
        authoriser=Person.objects.get(campus_id=release.authoriser),
        reason=release.reason,
        phoned_at=aware(release.phoned_at),
    )
    return _release(made)


def _release(release: UrgentRelease) -> ReleaseOut:
    return ReleaseOut(id=release.pk, due_at=release.due_at, missing=release.steps_missing, countersigned_at=release.countersigned_at)


@router.post("/{pk}/releases/{release}/countersign/", response={200: ReleaseOut, **ANSWERS})
def countersign_release(request: HttpRequest, pk: Pk, release: Pk, sign: OpinionIn) -> ReleaseOut:
    """Whoever said yes on the telephone signs for it; late as well."""
    there = story_of(request, pk).urgent_releases.get(pk=release)
    return _release(actions.countersign_release(actor=person_of(request), release=there, opinion=sign.opinion))
