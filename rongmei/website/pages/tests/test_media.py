"""Pictures: of stories in force, in fixed sizes, without what the camera wrote; nothing else has an address."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from rongmei.content.newsroom.models import Asset
from rongmei.content.newsroom.tests.factories import ManuscriptFactory

from ..views.media import rendered
from .conftest import Campus, picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("size", "ending", "wanted"),
    [("card", "webp", (800, 534)), ("thumb", "webp", (480, 320)), ("large", "webp", (900, 600)), ("share", "jpg", (900, 472))],
)
def test_a_storys_picture_comes_in_fixed_sizes_never_larger_than_it_is(campus: Campus, client: Client, size, ending, wanted):
    story = campus.story(lead=picture())
    response = client.get(f"/pictures/{story.public_id}/{story.lead_id}-{size}.{ending}")
    assert Image.open(BytesIO(response.content)).size == wanted


@pytest.mark.parametrize("name", ["huge.webp", "card.jpg", "share.webp", "original.webp"])
def test_other_sizes_do_not_exist(campus: Campus, client: Client, name):
    story = campus.story(lead=picture())
    assert client.get(f"/pictures/{story.public_id}/{story.lead_id}-{name}").status_code == 404


def test_pictures_of_unpublished_stories_and_of_other_stories_have_no_address(campus: Campus, client: Client):
    story, other, loose = campus.story(lead=picture()), campus.story(), picture(sha256="f" * 64)
    ManuscriptFactory()
    assert client.get(f"/pictures/{other.public_id}/{story.lead_id}-card.webp").status_code == 404
    assert client.get(f"/pictures/{story.public_id}/{loose.pk}-card.webp").status_code == 404


def test_originals_are_not_served(campus: Campus, client: Client):
    story = campus.story(lead=picture())
    asset = Asset.objects.get(pk=story.lead_id)
    for address in (f"{settings.MEDIA_URL}{asset.file.name}", f"/{asset.file.name}", "/api/v3/images/", "/console/images/"):
        assert client.get(address).status_code in (302, 404)


def test_the_cut_follows_the_focal_point():
    image = Image.new("RGB", (1000, 400), (255, 0, 0))
    image.paste((0, 0, 255), (500, 0, 1000, 400))
    out = BytesIO()
    image.save(out, "PNG")
    middle = [
        Image.open(BytesIO(rendered(out.getvalue(), "card", focus))).convert("RGB").getpixel((300, 200))
        for focus in ((0.0, 0.5), (1.0, 0.5))
    ]
    assert (middle[0][0] > 200, middle[1][2] > 200) == (True, True)


def test_what_the_camera_wrote_is_gone():
    image, out = Image.new("RGB", (800, 600)), BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Somebody's camera"
    image.save(out, "JPEG", exif=exif)
    assert dict(Image.open(BytesIO(rendered(out.getvalue(), "large"))).getexif()) == {}


def test_a_file_is_offered_for_saving(campus: Campus, client: Client):
    asset = picture(kind="file", media_type="application/zip", file_name="附件.zip", sha256="e" * 64)
    story = campus.story(body=[{"type": "file", "value": {"asset": asset.pk, "title": "附件"}}])
    story.assets.set([asset])
    response = client.get(f"/files/{story.public_id}/{asset.pk}")
    assert (response.status_code, response.headers["Content-Disposition"].startswith("attachment")) == (200, True)


def test_the_stylesheet_has_the_fingerprint_of_its_content(campus: Campus, client: Client):
    page = client.get("/").content.decode()
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"], b"--accent:#" in response.content) == (
        200,
        "text/css; charset=utf-8",
        True,
    )
    assert client.get("/theme-000000000000.css").status_code == 404
