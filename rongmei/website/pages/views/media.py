"""Pictures and files of stories in force, pictures of a site's own pages, the stylesheet of its theme. Originals are never served."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from wagtail.images import get_image_model

from rongmei.content.newsroom.enums import AssetKind, PublicationState
from rongmei.content.newsroom.models import Asset

from .. import rules
from ..exports.stylesheet import fingerprint, stylesheet
from ..exports.stylesheet import icon as drawn_icon
from ..queries import story_in_force
from ..queries.dress import Dress
from ..queries.sites import pictures_shown

# size: (width, height; 0: as the picture has it)
SIZES: Final[dict[str, tuple[int, int]]] = {
    "thumb": (480, 320),
    "card": (800, 534),
    "wide": (1600, 900),
    "small": (720, 0),
    "large": (1600, 0),
    "share": (1200, 630),
    "logo": (320, 0),
    "banner": (1920, 0),
    "tile": (800, 300),
}
# Files that a browser may show; everything else is offered for saving.
SHOWN_IN_PLACE: Final = ("video/", "audio/", "application/pdf")


def _asset(dress: Dress, public_id: str, number: str, kinds: tuple[AssetKind, ...]) -> Asset:
    """An asset of a story in force on this site. Raises Http404: for anything else there is no such address."""
    publication = story_in_force(dress.place, public_id)
    if publication is None or publication.state != PublicationState.LIVE:
        raise Http404(_("There is nothing at this address."))
    found = next((asset for asset in publication.assets.all() if asset.pk == int(number) and asset.kind in kinds), None)
    if found is None and publication.lead_id == int(number):
        found = publication.lead
    if found is None:
        raise Http404(_("There is nothing at this address."))
    dress.shown.add(public_id)
    return found


def picture(request: HttpRequest, dress: Dress, public_id: str, asset: str, size: str, ending: str) -> HttpResponse:
    """One of the fixed sizes, cut around the focal point, without what the camera wrote into the file (place, time, owner)."""
    if size not in SIZES or (ending == "jpg") != (size == "share"):
        raise Http404(_("There is nothing at this address."))
    found = _asset(dress, public_id, asset, (AssetKind.PICTURE,))
    with found.file.open("rb") as file:
        content = rendered(file.read(), size, (found.focus_x / 100, found.focus_y / 100), jpeg=ending == "jpg")
    return HttpResponse(content, content_type="image/jpeg" if ending == "jpg" else "image/webp")


def rendered(data: bytes, size: str, focus: tuple[float, float] = (0.5, 0.5), *, jpeg: bool = False) -> bytes:
    """Never larger than the original; upright as the camera was held."""
    width, height = SIZES[size]
    with Image.open(BytesIO(data)) as opened:
        drawn: Any = ImageOps.exif_transpose(opened)
        drawn = drawn.convert("RGB" if jpeg or ("A" not in drawn.getbands() and "transparency" not in drawn.info) else "RGBA")
        if height:
            drawn = ImageOps.fit(drawn, _within(drawn.size, (width, height)), Image.Resampling.LANCZOS, centering=focus)
        elif drawn.width > width:
            drawn = drawn.resize((width, max(1, round(drawn.height * width / drawn.width))), Image.Resampling.LANCZOS)
        out = BytesIO()
        drawn.save(out, "JPEG" if jpeg else "WEBP", quality=82)
        return out.getvalue()


def _within(have: tuple[int, int], wanted: tuple[int, int]) -> tuple[int, int]:
    """The wanted shape, shrunk to what the picture can give."""
    share = min(1.0, have[0] / wanted[0], have[1] / wanted[1])
    return (max(1, round(wanted[0] * share)), max(1, round(wanted[1] * share)))


def file(request: HttpRequest, dress: Dress, public_id: str, asset: str) -> FileResponse:
    """A video or an attachment of a story in force."""
    found = _asset(dress, public_id, asset, (AssetKind.VIDEO, AssetKind.FILE))
    shown = found.media_type.startswith(SHOWN_IN_PLACE)
    response = FileResponse(found.file.open("rb"), as_attachment=not shown, filename=found.file_name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def image(request: HttpRequest, dress: Dress, number: str, size: str) -> HttpResponse:
    """A picture of the media library that the site's theme or one of its live pages shows; no other picture of the library has an address."""
    found = get_image_model().objects.filter(pk=int(number)).first()
    if found is None or size not in SIZES or not _is_shown(found, dress):
        raise Http404(_("There is nothing at this address."))
    focus = (0.5, 0.5)
    if found.has_focal_point() and found.width and found.height:
        focus = (found.focal_point_x / found.width, found.focal_point_y / found.height)
    with found.file.open("rb") as opened:
        return HttpResponse(rendered(opened.read(), size, focus), content_type="image/webp")


def library(request: HttpRequest, name: str) -> FileResponse:
    """A small copy of a library picture for the page editor, for who arranges a site; nobody else learns that it is there."""
    found = get_image_model().get_rendition_model().objects.filter(file=f"images/{name}").first()
    if found is None or not rules.may_see_sites(request.user):
        raise Http404(_("There is nothing at this address."))
    response = FileResponse(found.file.open("rb"), filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _is_shown(found: Any, dress: Dress) -> bool:
    """Asked of the pages themselves: Wagtail's index of references is written by a worker, some time after the page."""
    return dress.home.theme.logo_id == found.pk or found.pk in pictures_shown(dress.home)


def theme(request: HttpRequest, dress: Dress, mark: str) -> HttpResponse:
    """The address holds the fingerprint, so a browser asks once for each look."""
    if mark != fingerprint(dress.home.theme):
        raise Http404(_("There is nothing at this address."))
    return HttpResponse(stylesheet(dress.home.theme), content_type="text/css; charset=utf-8")


def icon(request: HttpRequest, dress: Dress) -> HttpResponse:
    """What a browser shows on the tab: the first sign of the site's name on the colour of its theme."""
    return HttpResponse(drawn_icon(dress.home.theme, dress.home.title), content_type="image/svg+xml")
