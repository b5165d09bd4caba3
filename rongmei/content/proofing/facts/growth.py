"""Growth that its own two figures contradict: 由1200万元增至1500万元，增长30% (it is 25 %); 由45%提高到60%，提高15% (percentage points)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from ..finding import ErrorKind, Finding, Level
from .amounts import Amount, like, plain
from .stated import Stated

KEY = "facts.growth"
_UP = "增长|增加|提高|上升|提升|增幅|涨幅|扩大|上涨|攀升|净增|增速|多"
_DOWN = "下降|减少|降低|降幅|下滑|回落|缩减|缩短|压缩|下跌|少"
_RATE = r"\d{1,5}(?:\.\d{1,3})?"
# The clause that states the change; 年均 and the like speak of something else.
_CLAIM = re.compile(
    rf"[，,；;（(]?(?:同比|较上年|比上年|较去年|比去年|同比去年|累计|共|总计|整体|净)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|幅度)?(?:了|为|达|达到|约为|约|近)?"
    rf"(?:(?P<percent>{_RATE})%|(?P<points>{_RATE})个百分点|(?P<times>{_RATE}|[一两二三四五六七八九十])倍)"
)
_CLAIMS = ("%", "百分点", "倍", "番")  # of which every claim holds one
_DOUBLED = re.compile(r"[，,；;（(]?(?:实现)?翻(?:了)?(?P<times>[一两二三四五])番")
_FROM_TO = re.compile(
    r"(?:由|从)[^，。；\d]{0,12}(?:\d{4}年[初底末]?[^，。；\d]{0,4})?$|"
    r"(?P<rise>(?:增长|增加|提高|提升|上升|增|升|扩大|发展|上涨|攀升|跃升|下降|减少|降低|降|减|回落|缩减|压缩|缩短)(?:至|到|为))"
    r"(?:了)?(?:\d{4}年[初底末]?)?[^，。；\d]{0,6}$"
)
# The claim may stand first: 增长率为120%，由50万元增长到60万元. What grows is then not named a second time.
_FIRST = re.compile(rf"{_CLAIM.pattern}[，,：:（(]?即?(?:由|从)(?:(?:上年|去年|年初|原来|\d{{4}}年[初底末]?)的?)?$")
_ON_AVERAGE = ("均", "复合", "每年")
_THAN = re.compile(r"[，,]?(?:比|较|同比)(?:上年|去年|上一年|前一年|\d{4}年|上期|上届|上学年|上学期)(?:同期)?(?:的)?$")
_CHANGE_AFTER = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|为|达|约)?(?:(?P<percent>{_RATE})%|(?P<times>{_RATE}|[一两二三四五六七八九十])倍)(?P<points>)"
)
_ONE = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class Change:
    before: Amount
    after: Amount
    claim: re.Match[str]


def check(stated: Stated) -> list[Finding]:
    """Findings on growth. Spans cover the claim; ``also`` the two figures it follows from."""
    text = stated.text
    found: list[Finding] = []
    if not any(claim in text for claim in _CLAIMS):
        return found
    for start, end in stated.crowded(2, "由", "从", "比", "较"):
        if not any(text.find(claim, start, end) >= 0 for claim in _CLAIMS):
            continue
        listed = [amount for amount in stated.amounts(start, end) if amount.measure != "个百分点"]
        for change in (*_from_to(text, listed, start, end), *_compared(text, listed, end)):
            found += _judged(text, change)
    return found


def _from_to(text: str, listed: list[Amount], start: int, end: int) -> Iterator[Change]:
    """由A增至B，增长P%, or 增长P%，由A增至B; in text[start:end]."""
    for before, after in pairwise(listed):
        lead = text[max(0, before.start - 24) : before.start]
        between = text[before.end : after.start]
        if before.sort != after.sort or not _FROM_TO.search(lead) or (rise := _FROM_TO.search(between)) is None or not rise["rise"]:
            continue
        tail = re.compile("[^，。；、（(\\d]{0,6}").match(text, after.end, end)
        at = tail.end() if tail else after.end
        claim = _CLAIM.match(text, at, end) or _CLAIM.match(text, after.end, end) or _DOUBLED.match(text, at, end)
        claim = claim or _claimed_before(text, start, before.start)
        if claim is not None:
            yield Change(before, after, claim)


def _claimed_before(text: str, start: int, end: int) -> re.Match[str] | None:
    first = _FIRST.search(text, max(start, end - 40), end)
    if first is None or text[: first.start()].endswith(_ON_AVERAGE):
        return None
    return _CLAIM.match(text, first.start(), end)


def _compared(text: str, listed: list[Amount], end: int) -> Iterator[Change]:
    """达B，比上年的A增长P%."""
    for after, before in pairwise(listed):
        claim = _CHANGE_AFTER.match(text, before.end, end)
        if claim is not None and before.sort == after.sort and _THAN.search(text[after.end : before.start]):
            yield Change(before, after, claim)


def _judged(text: str, change: Change) -> list[Finding]:
    if change.before.measure == "%":
        return _of_percentages(text, change)
    bounds = _bounds(change)
    if bounds is None:
        return []
    claim = change.claim.groupdict()
    rising = change.after.number >= change.before.number
    exact = (change.after.number - change.before.number) * 100 / change.before.number
    if claim.get("points"):
        return [_finding(text, change, f"这里是百分之几的变化，应写{_percent(abs(exact))}，不是百分点", f"{_percent(abs(exact))}")]
    said, half = _claimed(change.claim)
    downward = bool(claim.get("down"))
    if downward == rising and exact:
        return [
            _finding(
                text,
                change,
                f"从{like(change.before.number, change.before.worded)}到{like(change.after.number, change.after.worded)}是{'增加' if rising else '减少'}，与所写方向相反",
                "",
            )
        ]
    signed = -said if downward else said
    low, high = bounds
    if low - half <= signed <= high + half:
        return []
    return [_finding(text, change, f"按前后两数计算是{_percent(abs(exact))}", _percent(abs(exact)))]


def _bounds(change: Change) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest growth, in percent, that the two wordings allow; None when one has no upper end."""
    before, after = change.before, change.after
    if before.high is None or after.high is None:
        return None
    one, other = before.slack, after.slack
    if before.unit == after.unit:  # 2亿 beside 2.4亿 is as exact as that
        one = other = min(one, other)
    if before.low <= one:
        return None
    return ((after.low - other) / (before.high + one) - 1) * 100, ((after.high + other) / (before.low - one) - 1) * 100


def _claimed(claim: re.Match[str]) -> tuple[Decimal, Decimal]:
    """(the percentage said, half its last place); 2倍 is 200 %, 翻两番 is 300 %."""
    groups = claim.groupdict()
    if groups.get("percent"):
        value = Decimal(groups["percent"])
        exponent = value.as_tuple().exponent
        return value, Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)
    times = groups["times"]
    number = Decimal(_ONE[times]) if times in _ONE else Decimal(times)
    if claim.re is _DOUBLED:
        return (Decimal(2) ** int(number) - 1) * 100, Decimal(15)
    return number * 100, Decimal(12) if number == number.to_integral_value() else Decimal(6)


def _of_percentages(text: str, change: Change) -> list[Finding]:
    """From one percentage to another: the difference is percentage points."""
    difference = abs(change.after.number - change.before.number)
    claim = change.claim.groupdict()
    slack = Decimal("0.11")
    if claim.get("points"):
        said = Decimal(claim["points"])
        if abs(said - difference) <= slack or not (change.before.exact and change.after.exact):
            return []
        return [_finding(text, change, f"前后两数相差{plain(difference)}个百分点", f"{plain(difference)}个百分点")]
    if claim.get("percent") and abs(Decimal(claim["percent"]) - difference) <= slack and difference:
        return [_finding(text, change, "两个百分数相减，单位是“个百分点”", f"{claim['percent']}个百分点")]
    return []


def _finding(text: str, change: Change, problem: str, right: str) -> Finding:
    claim = change.claim
    group = next((name for name in ("percent", "points", "times") if claim.groupdict().get(name)), "times")
    start, end = claim.start(group), claim.end()
    before, after = text[change.before.start : change.before.end], text[change.after.start : change.after.end]
    exact = change.before.exact and change.after.exact
    return Finding(
        rule=KEY,
        level=Level.ERROR if exact else Level.WARNING,
        start=start,
        end=end,
        found=text[start:end],
        message=f"前面是“{before}”，后面是“{after}”：{problem}，请核对“{text[start:end]}”。",
        kind=ErrorKind.FIGURE,
        suggestions=(right,) if right and exact else (),
        confidence=0.9 if exact else 0.7,
        also=((change.before.start, change.before.end), (change.after.start, change.after.end)),
    )


def _percent(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%"
