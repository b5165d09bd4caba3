"""What last year's value of a figure says about what was written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rongmei.reporting.summary.reading import FoundSlot
from rongmei.reporting.summary.wording import Phrase, Worded, choose_form, narrow, render_like

from .candidates import Candidate

FITS, FITS_AMONG_OTHERS = 0.3, 0.12


def fits(found: FoundSlot, value: Decimal | int | None) -> bool:
    """Is what stands open in the document true of the value? A masked number fits nothing."""
    if value is None or found.is_mask:
        return False
    phrase = choose_form(found.original)
    return phrase is not None and phrase.holds(Decimal(value)) and _not_far_above(phrase, Decimal(value))


def witness(found: FoundSlot, candidate: Candidate, others: Sequence[Candidate]) -> tuple[float, str]:
    """What last year's value adds to the score, and why. `others`: who is counted in the same measure word and fits as well;
    a value many figures have says little."""
    value = candidate.last_year_value
    if value is None:
        return 0.0, ""
    if found.is_mask:
        return _masked(found, Decimal(value))
    if choose_form(found.original) is None:
        return 0.0, ""
    if fits(found, value):
        alone = all(other.key == candidate.key for other in others)
        return FITS if alone and value > 3 else FITS_AMONG_OTHERS, f"去年的数是 {value}，与“{found.original}”相符"
    return -0.1, f"去年的数是 {value}，与“{found.original}”不符"


def _not_far_above(phrase: Phrase, value: Decimal) -> bool:
    """超 and 万+ have no upper end; last year nobody wrote 2万+ for nine."""
    return phrase.high is not None or value <= phrase.low * 3


def _masked(found: FoundSlot, value: Decimal) -> tuple[float, str]:
    written = "".join("5" if not c.isdigit() and c not in "余多近约超万亿千百+%.," else c for c in narrow(found.original))
    worded = render_like(choose_form(written), value)
    if isinstance(worded, Worded) and len(worded.text) == len(found.original):
        return 0.15, f"去年的数写出来是“{worded.text}”，与遮去的长度相符"
    if found.low is not None and (value < found.low or (found.high is not None and value > found.high)):
        return -0.12, f"去年的数是 {value}，与遮去的长度不符"
    return 0.08, ""
