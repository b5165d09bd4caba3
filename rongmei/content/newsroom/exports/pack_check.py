"""Whether an inspection pack is the one that was made, and holds together in itself."""

from __future__ import annotations

import hmac
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from ..text import fingerprint, read_content
from .pack import MANIFEST, SEAL, manifest_of, seal_of

_LARGEST: Final = 4 * 2**30
_MOST_FILES: Final = 100_000


@dataclass(frozen=True)
class PackProblem:
    """One thing that is not as it was: the file, and a sentence."""

    name: str
    sentence: str


def check_pack(data: bytes) -> list[PackProblem]:
    """Empty: every file is there unchanged, the seal is this installation's, every text has the fingerprint that was signed.

    Raises Invalid when the file is no inspection pack.
    """
    files = _read(data)
    manifest, seal = files.pop(MANIFEST), files.pop(SEAL)
    problems = [*_against_manifest(files, manifest)]
    if not hmac.compare_digest(seal_of(manifest), seal):
        problems.append(PackProblem(SEAL, _("The list of files was not sealed by this installation, or was altered since.")))
    return problems + list(_texts(files))


def _read(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _LARGEST:
                raise Invalid(_("The archive is too large to be an inspection pack."), _("pack"))
            files = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError):
        raise Invalid(_("This is no zip archive, or it is damaged: choose the file as it was downloaded."), _("pack")) from None
    if MANIFEST not in files or SEAL not in files:
        raise Invalid(_("This archive is no inspection pack: it has no list of files."), _("pack"))
    return files


def _against_manifest(files: dict[str, bytes], manifest: bytes) -> Iterator[PackProblem]:
    stated, found = _digests(manifest), _digests(manifest_of(files))
    for name in sorted(stated.keys() | found.keys()):
        if name not in found:
            yield PackProblem(name, _("The file is missing."))
        elif name not in stated:
            yield PackProblem(name, _("The file was added."))
        elif stated[name] != found[name]:
            yield PackProblem(name, _("The file was altered."))


def _digests(manifest: bytes) -> dict[str, str]:
    """File name → SHA-256."""
    lines = (line.partition("  ") for line in manifest.decode("utf-8", "replace").splitlines())
    return {name: digest for digest, _blanks, name in lines}


def _texts(files: dict[str, bytes]) -> Iterator[PackProblem]:
    """Signatures and publications name texts that are in the pack, and each text has the fingerprint it is named by."""
    for name in sorted(files):
        folder, _slash, base = name.partition("/")
        try:
            if base.startswith("revisions/") and base.endswith(".json"):
                yield from _revision(name, json.loads(files[name]))
            elif base in ("signatures.json", "publications.json"):
                yield from _named(folder, name, json.loads(files[name]), files)
        except (ValueError, KeyError, TypeError, AttributeError, Invalid):
            yield PackProblem(name, _("The file has lost its form."))


def _revision(name: str, record: dict[str, Any]) -> Iterator[PackProblem]:
    if fingerprint(read_content(record["content"]), record["shas"]) != record["fingerprint"]:
        yield PackProblem(name, _("The text does not have the fingerprint it is named by."))


def _named(folder: str, name: str, records: list[dict[str, Any]], files: dict[str, bytes]) -> Iterator[PackProblem]:
    prefix = f"{folder}/revisions/"
    known = {json.loads(files[other])["fingerprint"] for other in files if other.startswith(prefix) and other.endswith(".json")}
    for record in records:
        if record["fingerprint"] not in known:
            yield PackProblem(
                name, _("A fingerprint is named that no text of the pack has: %(digest)s…") % {"digest": record["fingerprint"][:12]}
            )
