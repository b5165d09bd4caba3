"""What the scripts beside an editor need to know."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ..enums import FindingLevel


def editor_settings(kind: str, pk: str | int) -> dict[str, Any]:
    """Addresses, the thing that is written, words."""
    return {
        "check": reverse("proofdesk:check"),
        "ignore": reverse("proofdesk:ignore"),
        "teach": reverse("proofdesk:teach"),
        "kind": kind,
        "id": str(pk),
        "words": {
            "accept": _("Accept"),
            "ignore": _("Ignore here"),
            "everywhere": _("Ignore everywhere"),
            "teach": _("Teach"),
            "reason": _("Reason it may stand"),
            "right": _("Word to write"),
            "cancel": _("Cancel"),
            "none": _("Nothing to remark."),
            "waiting": _("Checking…"),
            "failed": _("That did not work. Try again."),
            "title": _("Remarks"),
            "keys": _("F8 next, Shift+F8 previous, F9 accept, Shift+F9 ignore"),
            "by_hand": _("No words are proposed: mend the text itself."),
            "error": str(FindingLevel.ERROR.label),
            "warning": str(FindingLevel.WARNING.label),
            "suggestion": str(FindingLevel.SUGGESTION.label),
        },
    }
