"""Uploaded files into text, and remarks into an uploaded file: both in a child process under limits, never in the web worker."""

from __future__ import annotations

import base64
import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

import rongmei
from rongmei.base.history.decisions import Invalid

from .limits import MOST_BYTES

logger = logging.getLogger(__name__)
WALL_SECONDS = 60


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
    root = Path(rongmei.__file__).resolve().parent.parent
    try:
        done = subprocess.run(  # noqa: S603  -- our own interpreter and module; of the file only its name's ending is looked at
            [sys.executable, "-P", "-s", "-B", "-m", f"{__package__}.child", *arguments],
            input=given,
            capture_output=True,
            env={"PYTHONPATH": str(root), "LC_ALL": "C.UTF-8", "PATH": os.defpath},
            cwd="/",
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Invalid(_("the file took too long to read: save its text as a new file and upload that."), name) from None
    if done.returncode:
        logger.warning("the reader of uploads ended with %s: %s", done.returncode, done.stderr[-2000:].decode("utf-8", "replace"))
        raise Invalid(
            _("the file cannot be read, it is damaged or far too large inside: save its text as a new file and upload that."), name
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise Invalid(answer["refused"])
    return answer
