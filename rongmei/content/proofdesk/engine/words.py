"""House words and rules as the proofreader asks for them: confirmed rows only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rongmei.base.ledger.enums import RowState
from rongmei.content.proofing.finding import Level
from rongmei.content.proofing.protocols import HouseWord

from ..enums import WordUse
from ..models import HouseRule
from ..models import HouseWord as WordRow

HISTORY = ("house_word", "house_rule")  # the two ledgers


@dataclass(eq=False)
class OfficeWords:
    """Read once; another state of the two ledgers is another one of these."""

    version: str
    _words: tuple[HouseWord, ...]
    _rules: tuple[str, ...]
    _ignored: frozenset[tuple[str, str]]

    def words(self) -> Sequence[HouseWord]:
        return self._words

    def rules(self) -> Sequence[str]:
        return self._rules

    def ignored(self) -> frozenset[tuple[str, str]]:
        return self._ignored


def read_words(version: str) -> OfficeWords:
    words, ignored = [], set()
    for row in WordRow.objects.filter(state=RowState.CONFIRMED):
        if row.use == WordUse.ACCEPTED and row.rule:
            ignored.add((row.rule, row.wrong))
        else:
            words.append(HouseWord(row.wrong, row.right, row.message, Level(row.level or Level.WARNING)))
    rules = HouseRule.objects.filter(state=RowState.CONFIRMED).values_list("text", flat=True)
    return OfficeWords(version, tuple(words), tuple(rules), frozenset(ignored))
