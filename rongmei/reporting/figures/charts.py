"""A layout as a chart: options for Apache ECharts as plain JSON, drawn by static/figures/chart.js."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .engine import Bar
from .enums import Split

# More bars than this lie down and are read as a list.
UPRIGHT_AT_MOST = 14


def chart(bars: Sequence[Bar], *, label: str, unit_word: str, by: Split) -> dict[str, Any]:
    """Options of one bar chart. No HTML and no functions in it: tooltips are drawn as text."""
    names = [bar.label for bar in bars]
    values = [None if bar.value.amount is None else float(bar.value.amount) for bar in bars]
    lying = by == Split.UNIT or len(bars) > UPRIGHT_AT_MOST
    category: dict[str, Any] = {"type": "category", "data": names, "axisTick": {"show": False}}
    number: dict[str, Any] = {"type": "value", "name": unit_word, "minInterval": 1 if all(_whole(value) for value in values) else 0}
    if lying:
        category["inverse"] = True  # the first unit stands on top, as in the table
    return {
        "title": label,
        "height": max(260, 26 * len(bars) + 90) if lying else 300,
        "option": {
            "animation": False,
            "grid": {"left": 8, "right": 40, "top": 36, "bottom": 8, "containLabel": True},
            "tooltip": {"trigger": "axis", "renderMode": "richText", "axisPointer": {"type": "shadow"}},
            "xAxis": number if lying else category,
            "yAxis": category if lying else number,
            "series": [
                {
                    "type": "bar",
                    "name": label,
                    "data": values,
                    "barMaxWidth": 36,
                    "label": {"show": len(bars) <= 40, "position": "right" if lying else "top"},
                }
            ],
        },
    }


def _whole(value: float | None) -> bool:
    return value is None or value == int(value)
