"""Uploaded files into text."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from .limits import MOST_BYTES


def read_upload(file: UploadedFile) -> tuple[str, bytes]:
    """(text, the file's bytes) of a DOCX, PDF or text file. Raises Invalid with the sentence of what reads it."""
    name = file.name or ""
    if (file.size or 0) > MOST_BYTES:
        raise Invalid(_("the file is larger than %(most)d MB: take the pictures out or divide it.") % {"most": MOST_BYTES >> 20}, name)
    data = file.read()
    try:
        return data.decode("utf-8-sig"), data
    except UnicodeDecodeError:
        raise Invalid(_("the file is no text."), name) from None
