"""What asking a figure gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rongmei.base.history.decisions import Invalid

Amount = int | Decimal
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Value:
    """A figure's value in a scope. The same whoever asks.

    amount: None when there is no value, and `problem` is the sentence that says why. at_least: the truth may be more (a source said
    "100万+"). rows: rows behind it (0 for formulas and values entered by hand). waiting: rows that would count but are not confirmed.
    missing: rows (or lines of rows) behind it that leave the summed column empty.
    """

    amount: Amount | None
    at_least: bool = False
    rows: int = 0
    waiting: int = 0
    missing: int = 0
    problem: str = ""

    def require(self) -> Amount:
        """The amount. Raises Invalid with the problem's sentence when there is none."""
        if self.amount is None:
            raise Invalid(self.problem)
        return self.amount


def tidy(amount: Decimal) -> Amount:
    """Whole numbers as int, others to four places (half up), without trailing zeros."""
    rounded = amount.quantize(PLACES, rounding="ROUND_HALF_UP") if abs(amount) < Decimal(10) ** 20 else amount
    if rounded == rounded.to_integral_value():
        return int(rounded)
    return rounded.normalize()
