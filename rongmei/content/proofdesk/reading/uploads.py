"""Uploaded files into text, and remarks into an uploaded file: both in a sandbox, never in the web worker."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.sandbox import Ended, ask

from .limits import CHILD, MOST_BYTES


def read_upload(file: UploadedFile) -> tuple[str, bytes]:
    """(text, the file's bytes) of a Word, PDF or text file. Raises Invalid with the sentence of what reads it."""
    name = (file.name or "").replace("\x00", "")[-80:]
    if (file.size or 0) > MOST_BYTES:
        raise Invalid(_("the file is larger than %(most)d MB: take the pictures out or divide it.") % {"most": MOST_BYTES >> 20}, name)
    data = file.read()
    return str(_asked(name, data, "read", name)["text"]), data


def mark_file(data: bytes, name: str, findings: Sequence[dict[str, Any]]) -> bytes:
    """The Word file with a comment at every finding. Raises Invalid."""
    order = json.dumps({"file": base64.b64encode(data).decode(), "findings": list(findings)}).encode()
    return base64.b64decode(_asked(name, order, "mark")["file"])


def _asked(name: str, given: bytes, *arguments: str) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(ask(f"{__package__}.child", *arguments, data=given, bounds=CHILD))
    except Ended as end:
        if end.out_of_time:
            raise Invalid(_("the file took too long to read: save its text as a new file and upload that."), name) from end
        raise Invalid(
            _("the file cannot be read, it is damaged or far too large inside: save its text as a new file and upload that."), name
        ) from end
    if "refused" in answer:
        raise Invalid(answer["refused"])
    return answer
