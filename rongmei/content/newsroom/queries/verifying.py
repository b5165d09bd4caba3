"""Whether what is stored is still what was signed: every fingerprint computed again, every signature compared with sealed history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.queries import Altered

from ..models import Asset, Publication, Revision, SignOff
from ..text import fingerprint


def sealed_fields(sign_off: SignOff) -> dict[str, Any]:
    """What history keeps of a signature. Dates are left to the event's own time."""
    return {
        "sign_off": sign_off.pk,
        "manuscript": sign_off.manuscript_id,
        "revision": sign_off.revision_id,
        "step": sign_off.step_id,
        "round": sign_off.round,
        "decision": str(sign_off.decision),
        "return_to": sign_off.return_to_id,
        "opinion": sign_off.opinion,
        "person": sign_off.person_id,
        "person_name": sign_off.person_name,
        "post": sign_off.post,
        "unit_name": sign_off.unit_name,
        "on_behalf_of": sign_off.on_behalf_of_id,
        "on_behalf_name": sign_off.on_behalf_name,
        "fingerprint": sign_off.fingerprint,
    }


def verify_newsroom() -> list[Altered]:
    """Rows altered behind the product's back, each named. Empty: everything is as it was signed. Reads every file once."""
    return [*_revisions(), *_publications(), *_sign_offs(), *_assets()]


def _revisions() -> Iterator[Altered]:
    for revision in Revision.objects.order_by("pk").iterator(500):
        if not _fits(revision, revision.shas):
            yield Altered(
                "revision", revision.pk, _("Revision %(pk)d does not match its fingerprint: its text was altered.") % {"pk": revision.pk}
            )


def _publications() -> Iterator[Altered]:
    for publication in Publication.objects.select_related("revision").order_by("pk").iterator(500):
        if publication.fingerprint != publication.revision.fingerprint or not _fits(publication, publication.revision.shas):
            yield Altered(
                "publication",
                publication.pk,
                _("Publication %(pk)d is not the text that was signed: it was altered.") % {"pk": publication.pk},
            )


def _fits(row: Revision | Publication, shas: dict[str, str]) -> bool:
    try:
        return fingerprint(row.content(), shas) == row.fingerprint
    except (KeyError, TypeError, AttributeError):  # a body that has lost its form is altered too
        return False


def _sign_offs() -> Iterator[Altered]:
    sealed: dict[int, dict[str, Any]] = {}
    for event in Event.objects.filter(kind__in=(EventKind.STORY_SIGNED, EventKind.STORY_RETURNED)).order_by("seq").iterator(500):
        detail = event.data
        sealed[detail["sign_off"]] = {name: detail[name] for name in detail if name != "words"}
    for sign_off in SignOff.objects.order_by("pk").iterator(500):
        if sealed.pop(sign_off.pk, None) != sealed_fields(sign_off):
            yield Altered(
                "sign_off", sign_off.pk, _("Signature %(pk)d is not what history recorded: it was altered.") % {"pk": sign_off.pk}
            )
    for pk in sealed:
        yield Altered("sign_off", pk, _("Signature %(pk)d stands in history and is gone from the table.") % {"pk": pk})


def _assets() -> Iterator[Altered]:
    for asset in Asset.objects.order_by("pk").iterator(500):
        if sha_of(asset) != asset.sha256:
            yield Altered(
                "asset", asset.pk, _("The bytes of “%(name)s” (%(pk)d) are not those that were added.") % {"name": asset, "pk": asset.pk}
            )


def sha_of(asset: Asset) -> str:
    """SHA-256 of the bytes as they lie on disk now; "" when the file is gone."""
    digest = hashlib.sha256()
    try:
        with asset.file.open("rb") as file:
            for chunk in file.chunks():
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()
