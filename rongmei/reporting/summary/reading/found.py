"""What reading last year's Word summary gives back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rongmei.reporting.summary.document import Document
from rongmei.reporting.summary.wording import Form


class WordRefused(Exception):
    """A file is not read. `sentence` says what was found, what was expected and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class MaskOf(StrEnum):
    """What stood under a masked run."""

    DIGITS = "digits"
    NAME = "name"
    UNKNOWN = "unknown"


class Guess(StrEnum):
    """What a found place most likely is, from its form and its surroundings alone."""

    FIGURE = "figure"  # 讲座50余场
    NAME = "name"  # **大学
    YEAR = "year"  # 2022年, 2021级: moves on with the year of the summary
    DATE = "date"  # 3月5日, 近5年, 9时: usually stays plain text or is rewritten by hand
    ORDINAL = "ordinal"  # 第12期, 70周年, 前3名: a number, but not a count
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundSlot:
    """One number or masked run of the file.

    `original` is exactly what stands in the file and what `Slot.shown` holds; `low`..`high` is what it claims (whole numbers
    inclusive, None where there is no bound or the digits are masked away); `mask_length` counts the masked characters.
    `before` and `after` are the words of the same clause, `sentence` is the whole sentence, `heading_trail` the headings above,
    outermost first. In a table `before` begins with the headings of the row and the column. `place` names it for a person.
    """

    ref: str
    original: str
    form: Form | None
    low: Decimal | None
    high: Decimal | None
    is_mask: bool
    mask_length: int
    mask_of: MaskOf | None
    measure_word: str
    before: str
    after: str
    sentence: str
    heading_trail: tuple[str, ...]
    kind_guess: Guess
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Last year's document with every number and masked run as an open slot, and what each of them looks like.

    `notes` are sentences about what was in the file and was not read (text boxes, pictures of other formats …).
    """

    document: Document
    found: tuple[FoundSlot, ...]
    notes: tuple[str, ...] = ()
