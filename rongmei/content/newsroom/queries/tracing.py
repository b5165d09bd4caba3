"""Who answers for a sentence 责任倒查: who wrote it, who signed a text that held it, what became of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from ..models import Manuscript, Revision, SignOff
from ..text import reading_text

SHORTEST = 4


@dataclass(frozen=True)
class Trace:
    """One sentence of one text.

    sentence: as it was asked for. written: the revision that brought it in (who saved it: `made_by`). seen: signatures on revisions that
    held it, `exact` where the signed text was the whole text asked about. unseen: signatures on revisions without it, so those people never
    read it. changed: the first later revision without it, None when it stands to this day.
    """

    sentence: str
    written: Revision
    seen: tuple[tuple[SignOff, bool], ...]
    unseen: tuple[SignOff, ...]
    changed: Revision | None


def trace_sentence(manuscript: Manuscript, sentence: str, *, revision: Revision | None = None) -> Trace:
    """Follow a sentence of `revision` (the present one) through all revisions and signatures. Blanks do not count.

    Raises Invalid when the sentence is too short to mean one place, or does not stand in that text.
    """
    wanted = _squeezed(sentence)
    if len(wanted) < SHORTEST:
        raise Invalid(_("“%(found)s” is too short: give at least %(least)d characters.") % {"found": sentence, "least": SHORTEST})
    revisions = list(manuscript.revisions.select_related("made_by__person").order_by("number"))
    asked = revision or manuscript.current
    holding = {one.pk for one in revisions if wanted in _squeezed(reading_text(one.content()))}
    if asked is None or asked.pk not in holding:
        raise Invalid(_("“%(found)s” does not stand in this text: copy the passage from the page.") % {"found": sentence[:60]})
    at = next(index for index, one in enumerate(revisions) if one.pk == asked.pk)
    first = at
    while first > 0 and revisions[first - 1].pk in holding:
        first -= 1
    signed = list(manuscript.sign_offs.select_related("step", "revision").order_by("pk"))
    return Trace(
        sentence=sentence,
        written=revisions[first],
        seen=tuple((one, one.fingerprint == asked.fingerprint) for one in signed if one.revision_id in holding),
        unseen=tuple(one for one in signed if one.revision_id not in holding),
        changed=next((one for one in revisions[at + 1 :] if one.pk not in holding), None),
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())
