"""Shares of one whole that come to more than all of it: 本科生占45%、硕士生占35%、博士生占25%.

Shares of different wholes (分别占同期总额的53.7%和59.2%), of different years, and groups that overlap are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..finding import ErrorKind, Finding, Level
from .amounts import plain
from .stated import Stated

KEY = "facts.share"
_PERCENT = r"\d{1,3}(?:\.\d{1,3})?%"
# 占比45%、35%、25% and 占比分别为45%、35%和25%
_LISTED = re.compile(
    rf"(?P<cue>占比|比例|比重|占总[^，。；、\d]{{0,8}}|占全[^，。；、\d]{{1,6}})(?:分别)?(?:为|是|达|的)?(?P<list>{_PERCENT}(?:(?:、|，|,|和|及|以及|与){_PERCENT}){{1,9}})"
)
# 教学占45%，科研占35%
_CLAUSE = re.compile(
    rf"(?:(?<=[，,、；;：:（(。\n])|(?:(?<=其中)|^))(?P<label>[^，,、；;：:（）()。\n\d%]{{1,16}}?)(?:占比|占|的比例|比例|的比重|比重)(?P<whole>[^，,、；;：:（）()。\n\d%]{{0,12}}?)(?:为|是|达|达到|的)?(?P<share>{_PERCENT})(?=[，,、；;。）)\n]|$)"
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?(?=%)")
_OTHER_WHOLES = re.compile(r"同期|各自|同比|上年|去年|上一年|年度|由|从|提高|上升|下降|增至|降至|增长|分别占")
_TIMES = re.compile(r"[年月季周日]|期|今|去|前|后|当时|现在|目前|目标|计划|预计")
_OVERLAPPING = re.compile(
    r"以上|以下|以内|超过|不足|至少|党员|团员|女|男|少数民族|满意|高级|博士|硕士|海外|青年|优秀|双|率|重点|骨干|同意|认为"
)
_SAME_CRITERION: tuple[re.Pattern[str], ...] = (
    re.compile(r"^[^以]*[男女][^以]*$"),
    re.compile(r"同意|赞成|支持|反对|弃权|中立"),
    re.compile(r"专科|高职|本科|硕士|博士"),
    re.compile(r"教授|讲师|助教|正高|副高|中级|初级"),
    re.compile(r"第[一二三]产业"),
    re.compile(r"[东南西北中]部"),
)
_REST = re.compile(r"^(?:其余|其他|其它|剩余|余下)")


@dataclass(frozen=True, slots=True)
class Share:
    label: str
    whole: str
    value: Decimal
    start: int
    end: int

    @property
    def half(self) -> Decimal:
        """What rounding may have added."""
        exponent = self.value.as_tuple().exponent
        return Decimal("0.5").scaleb(exponent if isinstance(exponent, int) else 0)


def check(stated: Stated) -> list[Finding]:
    """Findings on shares."""
    text = stated.text
    found: list[Finding] = []
    if "%" not in text:
        return found
    for start, end in stated.sentences("占", "比例", "比重"):
        if text.find("%", start, end) < 0:
            continue
        for shares in _lists(text, start, end):
            found += _verdict(text, shares, Level.WARNING)
        if not found or found[-1].start < start:
            for shares in _chains(text, start, end):
                level = _certainty(shares)
                found += _verdict(text, shares, level) if level else []
    return found


def _lists(text: str, start: int, end: int) -> Iterator[list[Share]]:
    """占比45%、35%、25%: one cue before all the figures."""
    for found in _LISTED.finditer(text, start, end):
        before = text[start : found.end("cue")]
        if _OTHER_WHOLES.search(before) or _several_wholes(text[max(start, found.start() - 12) : found.end("cue")]):
            continue
        if _overlapping_labels(before):
            continue
        yield [
            Share("", "", Decimal(number[0]), number.start(), number.end() + 1) for number in _NUMBER.finditer(text, *found.span("list"))
        ]


def _several_wholes(cue: str) -> bool:
    """占全省、全国的比重分别为: as many wholes as figures."""
    at = cue.rfind("占")
    return at >= 0 and any(mark in cue[at:] for mark in "、和及与")


def _overlapping_labels(before: str) -> bool:
    """Labels ahead of the cue (本科生、党员占比…) that do not exclude each other."""
    tail = re.split("[，,；;：:]", before)[-1]
    labels = [label for label in re.split("[、和及与]", tail) if label]
    if any(all(criterion.search(label) for label in labels) for criterion in _SAME_CRITERION):
        return False
    return _OVERLAPPING.search(tail) is not None


def _chains(text: str, start: int, end: int) -> Iterator[list[Share]]:
    """教学占45%，科研占35%，服务占25%: neighbouring clauses, each with its own figure, of one whole."""
    chain: list[Share] = []
    last = -9
    for found in _CLAUSE.finditer(text, start, end):
        share = Share(
            found["label"].removeprefix("其中"), found["whole"], Decimal(found["share"][:-1]), found.start("share"), found.end("share")
        )
        apart = found.start() - last > 1 or (share.whole and chain and share.whole != chain[0].whole)
        if apart or _OTHER_WHOLES.search(found[0]) or _TIMES.search(share.label):
            if len(chain) > 1:
                yield chain
            chain = []
        if not _OTHER_WHOLES.search(found[0]) and not _TIMES.search(share.label):
            chain.append(share)
        last = found.end()
    if len(chain) > 1:
        yield chain


def _certainty(shares: Sequence[Share]) -> Level | None:
    """An error when the groups divide by one known criterion, a warning when they look alike, None when they may overlap."""
    labels = [share.label for share in shares]
    if len(set(labels)) < len(labels):
        return None
    if any(_REST.search(label) for label in labels[1:]):
        return Level.WARNING
    if any(all(criterion.search(label) for label in labels) for criterion in _SAME_CRITERION):
        return Level.ERROR
    if any(_OVERLAPPING.search(label) for label in labels):
        return None
    alike = len({label[-1] for label in labels}) == 1 or len({len(label) for label in labels}) == 1
    return Level.WARNING if alike and len(labels) > 2 else None


def _verdict(text: str, shares: Sequence[Share], level: Level) -> list[Finding]:
    total = sum((share.value for share in shares), Decimal(0))
    slack = sum((share.half for share in shares), Decimal(0))
    rest = bool(shares[-1].label and _REST.search(shares[-1].label))
    if total - slack < 100 and not (rest and total + slack <= 100):
        return []
    if total <= 100 and not rest:
        return []
    start, end = shares[0].start, shares[-1].end
    listed = "＋".join(f"{plain(share.value)}%" for share in shares)
    problem = "超过100%" if total > 100 else "不到100%"
    return [
        Finding(
            rule=KEY,
            level=level,
            start=start,
            end=end,
            found=text[start:end],
            message=f"各项占比相加是{plain(total)}%（{listed}），{problem}，请核对。",
            kind=ErrorKind.FIGURE,
            confidence=0.9 if level is Level.ERROR else 0.7,
        )
    ]
