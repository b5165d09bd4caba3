"""After publication: corrections, withdrawals, and where else a story stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Form
from ninja.files import UploadedFile

from rongmei.base.directory.models import Outlet
from rongmei.base.ledger.api import ANSWERS

from .. import actions, queries
from ..models import Republication, WithdrawalConfirmation
from .shapes import CorrectionIn, Pk, PlaceOut, ReasonIn, RepublicationIn, StoryOut
from .shared import line_of, person_of, router, story_of


@router.post("/{pk}/correct/", response={200: StoryOut, **ANSWERS})
def correct_story(request: HttpRequest, pk: Pk, correction: CorrectionIn) -> dict[str, Any]:
    """Open a correction: kind fact, wording, political or data; the note readers will see."""
    manuscript = story_of(request, pk)
    return line_of(actions.open_correction(actor=person_of(request), manuscript=manuscript, kind=correction.kind, text=correction.note))


@router.post("/{pk}/withdraw/", response={200: StoryOut, **ANSWERS})
def withdraw_story(request: HttpRequest, pk: Pk, withdraw: ReasonIn) -> dict[str, Any]:
    """Take it down everywhere."""
    actions.withdraw_story(actor=person_of(request), manuscript=story_of(request, pk), reason=withdraw.reason)
    return line_of(story_of(request, pk))


@router.delete("/{pk}/correct/", response={200: StoryOut, **ANSWERS})
def close_correction(request: HttpRequest, pk: Pk) -> dict[str, Any]:
    """Give the correction up: only while the text is again the one that is live."""
    return line_of(actions.close_correction(actor=person_of(request), manuscript=story_of(request, pk)))


@router.post("/{pk}/confirmations/{confirmation}/", response={200: list[PlaceOut], **ANSWERS})
def confirm_down(
    request: HttpRequest, pk: Pk, confirmation: Pk, screenshot: File[UploadedFile], note: Form[str] = ""
) -> list[dict[str, Any]]:
    """The story is gone from this place, and the screenshot (multipart) shows it."""
    manuscript, person = story_of(request, pk), person_of(request)
    there = WithdrawalConfirmation.objects.get(pk=confirmation, withdrawal__manuscript=manuscript)
    actions.confirm_down(actor=person, confirmation=there, screenshot=actions.add_asset(actor=person, file=screenshot), note=note)
    return queries.places_of(story_of(request, pk))


@router.post("/{pk}/republications/", response={200: list[PlaceOut], **ANSWERS})
def note_republication(request: HttpRequest, pk: Pk, place: RepublicationIn) -> list[dict[str, Any]]:
    """Where else it was carried."""
    manuscript = story_of(request, pk)
    actions.note_republication(
        actor=person_of(request),
        manuscript=manuscript,
        publication=queries.publication_meant(manuscript, place.publication),
        outlet=Outlet.objects.get(pk=place.outlet) if place.outlet is not None else None,
        place=place.place,
        url=place.url,
        carried_on=place.carried_on,
    )
    return queries.places_of(story_of(request, pk))


@router.post("/{pk}/republications/{republication}/brought-up/", response={200: list[PlaceOut], **ANSWERS})
def bring_up_to_date(request: HttpRequest, pk: Pk, republication: Pk) -> list[dict[str, Any]]:
    """The corrected text stands there now."""
    there = Republication.objects.get(pk=republication, publication__manuscript=story_of(request, pk))
    actions.bring_up_to_date(actor=person_of(request), republication=there)
    return queries.places_of(story_of(request, pk))
