"""Pictures, films and files: brought in, read, described. Nobody gets an original of a story he may not see."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponseBase
from ninja import File, Form, Router
from ninja.files import UploadedFile

from rongmei.base.ledger.api import ANSWERS

from .. import actions, rules
from ..models import Asset
from .shapes import AssetOut, Pk, RightsIn
from .shared import person_of

router = Router(tags=["stories"])


def _asset(request: HttpRequest, pk: int) -> Asset:
    asset = Asset.objects.prefetch_related("manuscripts", "holders").get(pk=pk)
    rules.may_use_asset(person_of(request), asset).require()
    return asset


def _out(asset: Asset) -> AssetOut:
    return AssetOut(id=asset.pk, **{name: getattr(asset, name) for name in AssetOut.model_fields if name != "id"})


@router.post("/", response={201: AssetOut, **ANSWERS})
def add_asset(
    request: HttpRequest,
    file: File[UploadedFile],
    rights_holder: Form[str] = "",
    licence: Form[str] = "",
    consent: Form[str] = "",
) -> tuple[int, AssetOut]:
    """Multipart. The same bytes are kept once. A text names it by its number; caption, credit and alt text stand in the text."""
    rights = {"rights_holder": rights_holder, "licence": licence, "consent": consent}
    return 201, _out(actions.add_asset(actor=person_of(request), file=file, **rights))


@router.get("/{pk}/", response={200: AssetOut, **ANSWERS})
def get_asset(request: HttpRequest, pk: Pk) -> AssetOut:
    """What is known about it."""
    return _out(_asset(request, pk))


@router.get("/{pk}/file/", response=ANSWERS)
def get_asset_file(request: HttpRequest, pk: Pk) -> HttpResponseBase:
    """Its bytes."""
    asset = _asset(request, pk)
    response = FileResponse(asset.file.open("rb"), as_attachment=True, filename=asset.file_name, content_type=asset.media_type)
    response["X-Content-Type-Options"], response["Cache-Control"] = "nosniff", "private, no-store"
    return response


@router.patch("/{pk}/", response={200: AssetOut, **ANSWERS})
def describe_asset(request: HttpRequest, pk: Pk, rights: RightsIn) -> AssetOut:
    """Rights holder, licence, people shown and their consent, focal point."""
    given = {name: value for name, value in rights.dict(exclude_unset=True).items() if value is not None}
    return _out(actions.describe_asset(actor=person_of(request), asset=_asset(request, pk), **given))
