"""The inspection pack 迎检包: everything an inspector asks about the publications of chosen days and outlets, in one archive.

For each story: both copies of the sign-off sheet, the text as published, every revision, every signature, urgent releases, corrections
and withdrawal, the remarks kept at its proof passes, the pictures. `manifest.txt` lists the SHA-256 of every file, `seal.txt` is its
HMAC under the installation's key. The same records always give the same bytes: nothing in the archive tells when it was made.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.content.proofdesk.models import ProofRun

from ..models import Asset, Manuscript, Publication, Revision, SignOff, UrgentRelease
from ..text import reading_text
from .sheet import sign_off_sheet

SUBJECT: Final = "manuscript"  # what history and the proof desk call a story
MANIFEST: Final = "manifest.txt"
SEAL: Final = "seal.txt"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def inspection_pack(published: Iterable[Publication], stories: Iterable[Manuscript]) -> bytes:
    """A zip archive. published: what was asked for, as the index lists it; stories: the manuscripts behind it (queries.inspecting)."""
    files = {"index.csv": _index(published)}
    for manuscript in stories:
        for name, content in _story(manuscript):
            files[f"{manuscript.number}/{name}"] = content
    return _zipped(files)


def _index(published: Iterable[Publication]) -> bytes:
    """Opens in Excel and WPS: with the mark that says UTF-8."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([_("Manuscript"), _("Outlet"), _("Published"), _("Edition"), _("State"), _("Headline"), _("Fingerprint")])
    for one in published:
        row = [
            one.manuscript.number,
            one.outlet.name,
            _moment(one.published_at),
            one.edition,
            one.get_state_display(),
            one.headline,
            one.fingerprint,
        ]
        table.writerow([_harmless(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """No headline is run as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _story(manuscript: Manuscript) -> Iterator[tuple[str, bytes]]:
    yield "sign-off-sheet.pdf", sign_off_sheet(manuscript, dated=False)
    for revision in manuscript.revisions.order_by("number"):
        yield f"revisions/{revision.number:03d}.json", _json(revision_record(revision))
        yield f"revisions/{revision.number:03d}.txt", reading_text(revision.content()).encode()
    yield "signatures.json", _json([signature_record(one) for one in manuscript.sign_offs.all()])
    yield "publications.json", _json([_publication_record(one) for one in manuscript.publications.order_by("pk")])
    yield "urgent-releases.json", _json([_release_record(one) for one in manuscript.urgent_releases.order_by("pk")])
    yield "withdrawal.json", _json(_withdrawal_record(manuscript))
    yield "proof-remarks.json", _json(_proof_remarks(manuscript))
    for asset in Asset.objects.filter(pk__in=_assets(manuscript)).order_by("pk"):
        with asset.file.open("rb") as file:
            yield f"files/{asset.sha256}{PurePath(asset.file_name).suffix.lower()}", file.read()


def _assets(manuscript: Manuscript) -> set[int]:
    return {int(number) for revision in manuscript.revisions.all() for number in revision.shas}


def revision_record(revision: Revision) -> dict[str, Any]:
    """What the fingerprint is computed from, and who saved it when."""
    return {
        "number": revision.number,
        "content": revision.content().as_json(),
        "shas": revision.shas,
        "fingerprint": revision.fingerprint,
        "saved": _moment(revision.made_at),
        "saved_by": str(revision.made_by or ""),
    }


def signature_record(sign_off: SignOff) -> dict[str, Any]:
    return {
        "number": sign_off.pk,
        "revision": sign_off.revision.number,
        "fingerprint": sign_off.fingerprint,
        "round": sign_off.round,
        "step": sign_off.step.label,
        "decision": str(sign_off.decision),
        "returned_to": sign_off.return_to.label if sign_off.return_to else "",
        "opinion": sign_off.opinion,
        "name": sign_off.person_name,
        "on_behalf_of": sign_off.on_behalf_name,
        "post": sign_off.post,
        "unit": sign_off.unit_name,
        "at": _moment(sign_off.at),
    }


def _publication_record(one: Publication) -> dict[str, Any]:
    note = getattr(one, "note", None)
    return {
        "public_id": one.public_id,
        "edition": one.edition,
        "outlet": one.outlet.name,
        "state": str(one.state),
        "at": _moment(one.published_at),
        "fingerprint": one.fingerprint,
        "credits": one.credits,
        "correction": {"kind": str(note.kind), "text": note.text, "at": _moment(note.at)} if note else None,
    }


def _release_record(one: UrgentRelease) -> dict[str, Any]:
    return {
        "authorised_by": one.authoriser_name,
        "reason": one.reason,
        "phoned": _moment(one.phoned_at),
        "released": _moment(one.released_at),
        "steps_missing": one.steps_missing,
        "countersigned": _moment(one.countersigned_at) if one.countersigned_at else "",
        "fingerprint": one.fingerprint,
    }


def _withdrawal_record(manuscript: Manuscript) -> dict[str, Any] | None:
    found = getattr(manuscript, "withdrawal", None)
    if found is None:
        return None
    places = found.confirmations.select_related("publication__outlet", "republication").order_by("pk")
    return {
        "reason": found.reason,
        "at": _moment(found.at),
        "places": [
            {
                "place": str(one.republication or one.publication.outlet),
                "confirmed": _moment(one.confirmed_at) if one.confirmed_at else "",
            }
            for one in places
        ],
    }


def _proof_remarks(manuscript: Manuscript) -> list[dict[str, Any]]:
    """Every proof pass over the story, with what the machine said and what people decided."""
    runs = ProofRun.objects.filter(subject_kind=SUBJECT, subject_id=str(manuscript.pk)).order_by("pk").prefetch_related("findings")
    return [
        {
            "at": _moment(run.made_at),
            "step": run.step,
            "fingerprint": run.fingerprint,
            "off": run.off,
            "remarks": [
                {
                    "found": one.found,
                    "rule": one.rule,
                    "level": str(one.level),
                    "message": one.message,
                    "decision": str(one.answer),
                    "reason": one.reason,
                }
                for one in run.findings.all()
            ],
        }
        for run in runs
    ]


def _moment(at: dt.datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def manifest_of(files: dict[str, bytes]) -> bytes:
    """As `sha256sum` writes and checks it: a line a file, sorted by name."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def seal_of(manifest: bytes) -> bytes:
    """HMAC-SHA256 under the key of history, so that a manifest made anew elsewhere does not pass here."""
    return hmac.digest(settings.HISTORY_KEY, b"inspection pack\n" + manifest, "sha256").hex().encode() + b"\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    manifest = manifest_of(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*sorted(files.items()), (MANIFEST, manifest), (SEAL, seal_of(manifest))]:
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
