"""Out of the house: one document, four formats, plain or masked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from .document import Document
from .exports.formats import FORMATS as LISTED
from .exports.glyphs import missing_glyphs
from .masking import MaskMode, mask
from .names import protected

FORMATS = {one.key: one for one in LISTED}


def export(document: Document, to: str, masked: str = "") -> tuple[bytes, str]:
    """(bytes, media type). masked: "" | digits | fixed. Raises Invalid for an unknown format or masking, or characters no font has."""
    if to not in FORMATS:
        raise Invalid(_("“%(to)s” is no format: choose from %(known)s.") % {"to": to[:10], "known": "、".join(FORMATS)})
    if masked:
        if masked not in set(MaskMode):
            raise Invalid(_("“%(masked)s” is no way of masking: choose digits or fixed.") % {"masked": masked[:10]})
        document = mask(document, mode=MaskMode(masked), names=protected())
    missing = missing_glyphs(document) if to == "pdf" else []
    if missing:
        raise Invalid(
            _("No installed font has %(chars)s: install one that has (for example fonts-noto-cjk-extra), or export DOCX.")
            % {"chars": "、".join(f"“{m.char}”（{m.where[:20]}）" for m in missing[:5])}
        )
    return FORMATS[to].write(document), FORMATS[to].media_type
