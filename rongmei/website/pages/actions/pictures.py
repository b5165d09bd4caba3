"""Pictures of the sites' own pages and themes: the library of the page editor. Pictures of stories are the newsroom's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from rongmei.base.history.actions import Subject, record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules

LARGEST = 10 * 1024 * 1024  # bytes


@transaction.atomic
def add_library_picture(*, actor: Actor, title: str, file: UploadedFile[Any]) -> Any:
    """A picture for banners, tiles and logos: JPEG, PNG or WebP, at most 10 MB. Returns Wagtail's image. Raises Refused, Invalid."""
    rules.may_see_sites(actor).require()
    if (file.size or 0) > LARGEST:
        raise Invalid(_("The picture is larger than 10 MB: make it smaller first."), str(_("picture")))
    kind = _kind_of(file)
    if kind not in ("JPEG", "PNG", "WEBP"):
        raise Invalid(_("“%(name)s” is no picture: JPEG, PNG or WebP is expected.") % {"name": (file.name or "")[:60]}, str(_("picture")))
    picture = get_image_model()(title=title.strip()[:120], uploaded_by_user=actor if actor.pk else None)
    picture.file.save(f"{picture.title[:40]}.{kind.lower()}", file, save=False)
    picture.save()
    record(
        EventKind.SITE_PICTURE_ADDED,
        actor=actor,
        subject=Subject("image", picture.pk, picture.title),
        detail={"after": {"width": picture.width, "height": picture.height}},
    )
    return picture


def _kind_of(file: UploadedFile[Any]) -> str:
    try:
        opened: Any = forms.ImageField().to_python(file)
    except forms.ValidationError:
        return ""
    file.seek(0)
    return str(opened.image.format) if opened is not None else ""
