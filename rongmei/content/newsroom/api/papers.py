"""The inspection pack: taken away, and looked at again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File
from ninja.files import UploadedFile

from rongmei.base.directory.models import Outlet
from rongmei.base.ledger.api import ANSWERS

from .. import actions, rules
from ..exports import check_pack
from .shapes import PackIn, PackProblemOut
from .shared import person_of, router


@router.post("/pack/", response=ANSWERS)
def take_inspection_pack(request: HttpRequest, pack: PackIn) -> HttpResponse:
    """Everything published on these outlets in these days, as one archive (zip)."""
    outlets = list(Outlet.objects.filter(pk__in=pack.outlets))
    data = actions.take_inspection_pack(actor=person_of(request), outlets=outlets, start=pack.start, end=pack.end)
    return HttpResponse(data, content_type="application/zip")


@router.post("/pack/check/", response={200: list[PackProblemOut], **ANSWERS})
def check_inspection_pack(request: HttpRequest, pack: File[UploadedFile]) -> list[Any]:
    """What in an archive (multipart) is no longer what left the house; nothing when it is whole."""
    rules.may_take_pack(person_of(request)).require()
    return list(check_pack(pack.read()))
