"""Bringing pictures, videos and files in."""

from __future__ import annotations

import hashlib
import io
from pathlib import PurePath
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from rongmei.base.history import actions as history
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import AssetKind
from ..models import Asset

LARGEST: Final = {AssetKind.PICTURE: 30 * 2**20, AssetKind.VIDEO: 500 * 2**20, AssetKind.FILE: 50 * 2**20}
MOST_PIXELS: Final = 100_000_000
PICTURES: Final = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
# Ending → (kind, media type, how the file begins).
FILES: Final = {
    ".mp4": (AssetKind.VIDEO, "video/mp4", b"ftyp"),
    ".webm": (AssetKind.VIDEO, "video/webm", b"\x1aE\xdf\xa3"),
    ".pdf": (AssetKind.FILE, "application/pdf", b"%PDF-"),
    ".docx": (AssetKind.FILE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ".xlsx": (AssetKind.FILE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    ".pptx": (AssetKind.FILE, "application/vnd.openxmlformats-officedocument.presentationml.presentation", b"PK\x03\x04"),
    ".zip": (AssetKind.FILE, "application/zip", b"PK\x03\x04"),
}
RIGHTS: Final = {"rights_holder": 120, "licence": 120, "consent": 300}  # the longest that fits
FOCUS: Final = ("focus_x", "focus_y")


@transaction.atomic
def add_asset(*, actor: Actor, file: UploadedFile[Any], **rights: str) -> Asset:
    """Keep a picture, video or file. The same bytes are kept once. rights: rights_holder, licence, consent.

    Raises Refused, Invalid: neither a picture nor a known kind of file, contents that are not what the ending says, too large.
    """
    rules.may_see_newsroom(actor).require()
    data = file.read()
    name = PurePath(file.name or "file").name[:255]
    kind, media_type, size = _look(data, name)
    if len(data) > LARGEST[kind]:
        found = {"name": name, "size": len(data) // 2**20, "most": LARGEST[kind] // 2**20}
        raise Invalid(_("“%(name)s” has %(size)d MB, at most %(most)d fit.") % found)
    sha = hashlib.sha256(data).hexdigest()
    known = Asset.objects.filter(sha256=sha).first()
    if known is not None:
        _hold(actor, known)
        return known
    asset = Asset(
        sha256=sha, kind=kind, file_name=name, media_type=media_type, size=len(data), added_at=timezone.now(), added_by_id=actor.pk
    )
    asset.width, asset.height = size
    for field in RIGHTS:
        setattr(asset, field, rights.get(field, "").strip())
    asset.file.save(f"{sha}{PurePath(name).suffix.lower()[:10]}", ContentFile(data), save=False)
    asset.save()
    _hold(actor, asset)
    subject = history.Subject("asset", asset.pk, name)
    history.record(EventKind.ASSET_ADDED, actor=actor, subject=subject, detail={"sha256": sha, "size": len(data)})
    return asset


@transaction.atomic
def describe_asset(*, actor: Actor, asset: Asset, **given: str | int) -> Asset:
    """State rights_holder, licence, consent, focus_x, focus_y (per cent); what is not given stays.

    The words under a picture (caption, credit, alt text) belong to the text and are signed with it. Raises Refused, Invalid.
    """
    asset = Asset.objects.select_for_update().prefetch_related("manuscripts", "holders").get(pk=asset.pk)
    rules.may_describe_asset(actor, asset).require()
    before = {name: getattr(asset, name) for name in (*RIGHTS, *FOCUS)}
    for name in RIGHTS:
        text, most = str(given.get(name, before[name])).strip(), RIGHTS[name]
        if len(text) > most:
            raise Invalid(_("“%(text)s…” is longer than %(most)d characters.") % {"text": text[:20], "most": most}, name)
        setattr(asset, name, text)
    for name in FOCUS:
        per_cent = int(given.get(name, before[name]))
        if not 0 <= per_cent <= 100:
            raise Invalid(_("%(found)d found, 0 to 100 per cent expected.") % {"found": per_cent}, str(_("focal point")))
        setattr(asset, name, per_cent)
    after = {name: getattr(asset, name) for name in before}
    changed = [name for name in before if before[name] != after[name]]
    if changed:
        asset.save(update_fields=changed)
        detail = {"before": {name: before[name] for name in changed}, "after": {name: after[name] for name in changed}}
        subject = history.Subject("asset", asset.pk, asset.file_name)
        history.record(EventKind.ASSET_DESCRIBED, actor=actor, subject=subject, detail=detail)
    return asset


def _hold(actor: Actor, asset: Asset) -> None:
    """Whoever brings the bytes had them already: from now on he may use them."""
    if actor.pk is not None:
        asset.holders.add(actor.pk)


def _look(data: bytes, name: str) -> tuple[AssetKind, str, tuple[int | None, int | None]]:
    """Kind, media type and size in pixels, read from the bytes and not from what the browser says."""
    ending = PurePath(name).suffix.lower()
    if ending in FILES:
        kind, media_type, begins = FILES[ending]
        if begins not in data[:12]:
            raise Invalid(_("“%(name)s” does not hold what its ending says.") % {"name": name})
        return kind, media_type, (None, None)
    try:
        with Pillow.open(io.BytesIO(data), formats=tuple(PICTURES)) as picture:
            form, (width, height) = picture.format, picture.size
            if width * height > MOST_PIXELS:
                raise Invalid(_("“%(name)s” has too many pixels: make it smaller.") % {"name": name})
            picture.verify()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        known = "、".join(["JPG", "PNG", "WEBP", "GIF", *(end[1:].upper() for end in FILES)])
        raise Invalid(
            _("“%(name)s” is no picture or file that can be read: %(known)s are taken.") % {"name": name, "known": known}
        ) from None
    return AssetKind.PICTURE, PICTURES[str(form)], (width, height)
