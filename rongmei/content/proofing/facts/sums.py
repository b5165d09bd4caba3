"""Parts that do not add up to their whole: 共录取3500人，其中本科2100人、硕士1000人、博士500人.

Only what is certain is said: parts may leave something out, so a smaller sum counts only where the parts are known to be all there are
(男 and 女), and a larger one only where the parts do not overlap (女生 and 党员 do). Parts of a part (运动员439人，包括男221人、女218人) are
compared with that part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..finding import ErrorKind, Finding, Level
from .amounts import Amount, like
from .stated import Stated

KEY = "facts.sum"
_OPENED = re.compile(
    r"[^，,。；;：:、（）()\n\d]{0,10}(?:[，,；;。 （(：:]{0,2}(?:其中|包括|包含|分别为|分别是)|(?P<open>[（(：:]))[，,：: ]?(?:有|包括)?"
)
_COMMA = re.compile(r"[^，,。；;：:、（）()\n\d]{0,10}[，,]")
_PART = re.compile(r"(?:[^，,；;：:、（）()。\n]|(?<=\d),(?=\d{3}))+")
_AND = re.compile(r"(?<=[人名位项个件篇场次所家门册部种元])(?:和|及|以及|与)|(?:和|及|以及|与)(?=\d)")
_CLOSED = re.compile(r"[（(][^（）()\n]{0,200}[）)]")
_TOTALLED = re.compile(r"[，,；;]?(?:等)?(?:一共|总共|共计|合计|总计|共)(?:有|为|是|达)?$")
_CONTINUED = "其中"  # begins a sentence that goes on with the parts of the one before
_GATES = (_CONTINUED, "包括", "包含", "分别", "共计", "合计", "总计", "总共", "共", "男", "（", "(", ":")
_FEWEST = 3  # amounts: a whole and two parts
_CUE = 5  # characters of the longest of these
_OTHER_TALK = re.compile(
    r"\d|比|较|增|减|同|高于|低于|多于|少于|下降|上升|平均|每|人均|各|从|由|超出|历时|第[一二三四五六七八九十]|累计|以上|以下|以内|分别|其中|包括|约占|占|至今|余下"
)
_NESTED = re.compile(r"[，,、；; ]?(?:其中|包括|包含|含|内含)")
_OVERLAPPING = re.compile(
    r"党员|团员|少数民族|男|女|困难|贫困|海外|外籍|留学|归国|骨干|青年|岁|双|兼职|首次|新增|优秀|获|高级|职称|学位|退休|残疾|以|重点|全国|代表|干部|特邀|新|主要|独立"
)
_FAMILIES: dict[str, re.Pattern[str]] = {
    "性别": re.compile(r"^[男女](?:生|性|子|同学|教师|教职工|学生|运动员|选手|党员|代表|委员|职工|干部|队员|队)?$"),
    "学历": re.compile(r"专科|高职|本科|硕士|博士|研究生"),
    "奖等": re.compile(r"(?:特等|[一二三四]等|优秀|优胜|金|银|铜|鼓励|入围|提名)奖|[金银铜]牌"),
    "级别": re.compile(r"(?:国际|国家|省部|省|部|市|厅|校|院|系|县|区)级"),
    "来处": re.compile(r"^(?:国内|海外|境外|国外|省内|省外|校内|校外|市内|市外|线上|线下|城镇|农村)"),
    "职称": re.compile(r"教授|讲师|助教|正高|副高|高级|中级|初级"),
}
_WHOLE: tuple[tuple[str, ...], ...] = (("男", "女"), ("本科", "硕士", "博士"), ("一等奖", "二等奖", "三等奖"), ("金", "银", "铜"))


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    amount: Amount


def check(stated: Stated) -> list[Finding]:
    """Findings on sums. Spans cover the total; ``also`` holds the parts."""
    found: list[Finding] = []
    for start, end in _candidates(stated) if _CONTINUED in stated.text else stated.crowded(_FEWEST, *_GATES):
        if stated.numbers(start, end) < _FEWEST:
            continue
        listed = stated.amounts(start, end)
        for total in listed:
            found += _of_total(stated, total, end)
        found += _totalled(stated, listed, start, end)
    return found


def _candidates(stated: Stated) -> Iterator[tuple[int, int]]:
    """Sentences worth parsing; one that begins with 其中 is read together with the one before it."""
    last: tuple[int, int] | None = None
    for start, end in stated.sentences(*_GATES):
        if last is not None and stated.text.startswith(_CONTINUED, start) and start - last[1] <= 2:
            last = last[0], end
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def _of_total(stated: Stated, total: Amount, end: int) -> list[Finding]:
    text = stated.text
    opened = _OPENED.match(text, total.end, end)
    if total.measure in ("%", "个百分点", "倍", "岁", "次", "天"):
        return []
    if opened is None:
        return _men_and_women(stated, total, end)
    stop = end
    if opened["open"] and opened["open"] in "（(":
        closing = re.compile("[）)]").search(text, opened.end(), end)
        stop = closing.start() if closing else end
    parts = _parts(stated, opened.end(), stop, total.sort)
    if len(parts) < 2 or _about_averages(text, total):
        return []
    return _verdict(text, total, parts)


def _men_and_women(stated: Stated, total: Amount, end: int) -> list[Finding]:
    """参赛选手120名，男选手70名，女选手60名: without 其中, only where the parts repeat what was counted."""
    text = stated.text
    if text.find("男", total.end, end) < 0 or text.find("女", total.end, end) < 0:
        return []
    comma = _COMMA.match(text, total.end, end)
    parts = _parts(stated, comma.end(), end, total.sort) if comma else []
    before = re.split("[，,；;：:、。\n]", text[max(0, total.start - 20) : total.start])[-1] + (comma[0] if comma else "")
    if len(parts) != 2 or not _complete(parts) or _about_averages(text, total) or re.search("[男女]", before):
        return []
    counted = {part.label[1:] for part in parts}
    return _verdict(text, total, parts) if len(counted) == 1 and all(noun and noun in before for noun in counted) else []


def _about_averages(text: str, total: Amount) -> bool:
    before = text[max(0, total.start - 8) : total.start]
    return any(word in before for word in ("平均", "每", "人均", "各", "增", "减", "比", "较"))


def _parts(stated: Stated, at: int, end: int, sort: str) -> list[Part]:
    """The parts listed from `at` on, until something is said that is no part."""
    text = stated.text
    parts: list[Part] = []
    while at < end:
        clause = _PART.match(text, at, end)
        if clause is None or (parts and _NESTED.match(text, at - 1)):
            break
        pieces = _pieces(stated, clause.start(), clause.end(), sort)
        if not pieces:
            break
        parts += pieces
        at = clause.end()
        closed = _CLOSED.match(text, at, end)
        at = (closed.end() if closed else at) + 1
        if at <= end and text[at - 1] not in "，,、；; 和及":
            break
    return parts


def _pieces(stated: Stated, start: int, end: int, sort: str) -> list[Part]:
    """`一等奖5项和二等奖10项` as two parts; nothing when the clause is not only parts."""
    text = stated.text
    bounds = [start, *(cut for found in _AND.finditer(text, start, end) for cut in found.span()), end]
    pieces = []
    for first, last in zip(bounds[::2], bounds[1::2], strict=True):
        listed = stated.amounts(first, last)
        if len(listed) != 1 or listed[0].sort != sort:
            return []
        label = text[first : listed[0].start] + text[listed[0].end : last]
        if len(label) > 16 or _OTHER_TALK.search(label):
            return []
        pieces.append(Part(label.strip(), listed[0]))
    return pieces


def _verdict(text: str, total: Amount, parts: Sequence[Part]) -> list[Finding]:
    certainty = _certainty([part.label for part in parts])
    low = sum((part.amount.floor() for part in parts), Decimal(0))
    highs = [part.amount.ceiling() for part in parts]
    high = None if None in highs else sum((value for value in highs if value is not None), Decimal(0))
    ceiling = total.ceiling()
    if certainty and ceiling is not None and low > ceiling:
        return [_finding(text, total, parts, certainty, "多")]
    if high is not None and high < total.floor() and (whole := _complete(parts)):
        level = (Level.ERROR if total.exact else Level.WARNING) if whole == _WHOLE[0] else Level.SUGGESTION
        return [_finding(text, total, parts, level, "少")]
    return []


def _certainty(labels: Sequence[str]) -> Level | None:
    """How sure it is that the parts do not overlap: an error when they divide by one known criterion, None when they may."""
    families = {next((name for name, pattern in _FAMILIES.items() if pattern.search(label)), "") for label in labels}
    if len(set(labels)) < len(labels) and "" not in set(labels):
        return None
    if len(families) == 1 and "" not in families:
        mixed = any("研究生" in label and "博士" not in label and "硕士" not in label for label in labels)
        return None if mixed and any("博士" in label or "硕士" in label for label in labels) else Level.ERROR
    if len(families - {""}) > 1:
        return None
    return None if any(_OVERLAPPING.search(label) for label in labels) else Level.WARNING


def _complete(parts: Sequence[Part]) -> tuple[str, ...] | None:
    """The known whole of which exactly these are the parts."""
    for whole in _WHOLE:
        if len(parts) == len(whole) and all(any(part.label.startswith(name) for part in parts) for name in whole):
            return whole
    return None


def _finding(text: str, total: Amount, parts: Sequence[Part], level: Level, how: str) -> Finding:
    exact = total.exact and all(part.amount.exact for part in parts)
    added = sum((part.amount.number for part in parts), Decimal(0))
    difference = abs(added - total.number)
    written = text[total.start : total.end]
    listed = "＋".join(like(part.amount.number, part.amount.worded) for part in parts)
    total_added, gap = like(added, total.worded), like(difference, total.worded)
    note = "；如另有未列的类别可以不改" if level is Level.SUGGESTION else ""
    return Finding(
        rule=KEY,
        level=level if exact or level is Level.SUGGESTION else Level.WARNING,
        start=total.start,
        end=total.end,
        found=written,
        message=f"分项相加是{total_added}（{listed}），比总数“{written}”{how}{gap}，请核对{note}。",
        kind=ErrorKind.FIGURE,
        suggestions=(f"{total_added}{total.measure}",) if exact and any(c.isdigit() for c in total.worded) else (),
        confidence=0.95 if level is Level.ERROR else 0.8,
        also=tuple((part.amount.start, part.amount.end) for part in parts),
    )


def _totalled(stated: Stated, listed: Sequence[Amount], start: int, end: int) -> list[Finding]:
    """`本科2100人、硕士1000人、博士500人，共计3500人`: the sum after its parts."""
    text = stated.text
    for total in listed[2:]:
        cue = _TOTALLED.search(text, max(start, total.start - _CUE), total.start)
        if cue is None:
            continue
        parts = _before(stated, start, cue.start(), total.sort)
        open_ended = "等" in cue[0] or text[start : cue.start()].endswith("等")
        listed_before = any(amount.sort == total.sort and amount.end <= parts[0].amount.start for amount in listed) if parts else False
        if len(parts) < 2 or listed_before or not total.exact or not all(part.amount.exact for part in parts):
            continue
        added, certainty = sum((part.amount.number for part in parts), Decimal(0)), _certainty([part.label for part in parts])
        slack = total.slack + sum((part.amount.slack for part in parts), Decimal(0))
        if certainty is None or abs(added - total.number) <= slack or (open_ended and added < total.number):
            continue
        return [_finding(text, total, parts, Level.WARNING, "多" if added > total.number else "少")]
    return []


def _before(stated: Stated, start: int, end: int, sort: str) -> list[Part]:
    """The unbroken list of parts that ends at `end`; its first part may have words before its label."""
    text = stated.text
    clauses = list(_PART.finditer(text, start, end))
    parts: list[Part] = []
    for clause in reversed(clauses):
        pieces = _pieces(stated, clause.start(), clause.end(), sort)
        if not pieces or (parts and text[clause.end()] not in "、，,"):
            break
        parts[:0] = pieces
    return parts
