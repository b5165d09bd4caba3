"""A second look at a masked document: what in it still tells which university it is.

A real masked summary had its university's name under marks and its hashtags in the open, and anybody could look those up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rongmei.reporting.summary.document import Document
from rongmei.reporting.summary.masking import ProtectedName


class LeakKind(StrEnum):
    """What sort of thing gives the university away."""

    NAME = "name"  # a protected name, whole
    VARIANT = "variant"  # its short form, its initials, or one character off
    HASHTAG = "hashtag"
    BRAND = "brand"  # a column, programme or paper in 《》 or “”
    LATIN = "latin"  # abbreviations and words in Latin letters
    PLACE = "place"
    CONTACT = "contact"  # mail, address on the web, telephone
    NUMBER = "number"  # a number that was not masked
    COMBINATION = "combination"  # a number beside a name


@dataclass(frozen=True, slots=True)
class Leak:
    """`text` stands in `where` (place and sentence); `why` says in one sentence what it gives away and how to mend it."""

    kind: LeakKind
    text: str
    where: str
    why: str


def find_leaks(
    masked: Document,
    *,
    protected: Sequence[ProtectedName],
    public_names: Sequence[str] = (),
    places: Sequence[str] = (),
    keep: Sequence[str] = (),
) -> list[Leak]:
    """What still identifies the university, in reading order, each thing once per sentence.

    `public_names` are names everybody uses (national media, slogans) and no clue; `places` are the place names to look
    for; `keep` are the fixed expressions that were given to `mask`.
    """
    raise NotImplementedError
