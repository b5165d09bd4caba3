"""Where a long title turns: 回行时词意完整，排列对称 (GB/T 9704—2012, 7.3.1).

Without a parser of Chinese: the end of a phrase is recognised by its character or by a slot, the end of a word by a short list
of the words titles are made of. A slot, a quoted name, a number and a Latin word are never cut.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from rongmei.reporting.summary.document import Inline, Slot, Text, plain
from rongmei.reporting.summary.exports.layout import TITLE_CHARS, text_width

_NEVER_BEFORE = frozenset("的了着与和及暨、，。：；！？）》〉”’」』】〕%％年月日号次场届")
_NEVER_AFTER = frozenset("《〈（“‘「『【〔第")
_PHRASE_ENDS = frozenset("的年度部院委会局处室校学府于、，：；》”）")
# Words that titles of official papers are made of; a line may end beside one, never inside.
_WORDS = (
    r"委员会|宣传部|办公室|中心|大学|学院|年度|工作|总结|报告|计划|要点|情况|方案|通知|意见|办法|汇报|关于|学习|贯彻|落实|加强|改进",
    r"推进|开展|深化|做好|形势|高校|思想|政治|理论|宣传|文化|教育|新闻|媒体|建设|活动|精神|文明|校园|主题|专项|责任|制度|若干",
)
_NUMBER = r"[0-9０-９〇一二三四五六七八九十.．]+(?:年度|[年月日号届次])?"
_WHOLE = re.compile("|".join([r"《[^《》]*》", r"“[^“”]*”", r"（[^（）]*）", _NUMBER, r"[A-Za-z]+", *_WORDS]))
_AT_PHRASE, _AT_WORD, _ANYWHERE = 0.0, 1.5, 6.0


def title_lines(content: tuple[Inline, ...], per_line: int = TITLE_CHARS) -> tuple[tuple[Inline, ...], ...]:
    """The title in as few lines as hold it, cut where phrases end and as even as that allows. `per_line` in Chinese characters."""
    whole = plain(content)
    if "\n" in whole or text_width(whole) <= per_line:
        return _cut(content, [i for i, char in enumerate(whole) if char == "\n"])
    lines = math.ceil(text_width(whole) / per_line)
    places = _places(content, whole, per_line)
    for count in range(lines, lines + 2):
        cuts = _best_cuts(whole, places, count, per_line)
        if cuts is not None:
            return _cut(content, cuts)
    return (content,)


def _places(content: tuple[Inline, ...], whole: str, per_line: int) -> dict[int, float]:
    """Where a line may end (index of the next character) and how bad that place is, in characters of unevenness."""
    closed: set[int] = set()
    words: set[int] = set()
    for found in _WHOLE.finditer(whole):
        if text_width(found.group()) <= per_line:  # a quoted name longer than the line has to turn somewhere
            closed.update(range(found.start() + 1, found.end()))
            words |= {found.start(), found.end()}
    start = 0
    phrases = {found.start() for found in re.finditer("关于", whole)}
    for inline in content:
        end = start + len(inline.text if isinstance(inline, Text) else inline.shown)
        if isinstance(inline, Slot):
            closed.update(range(start + 1, end))
            phrases |= {start, end}
        start = end
    return {
        i: _AT_PHRASE if i in phrases or whole[i - 1] in _PHRASE_ENDS else _AT_WORD if i in words else _ANYWHERE
        for i in range(1, len(whole))
        if i not in closed and whole[i] not in _NEVER_BEFORE and whole[i - 1] not in _NEVER_AFTER
    }


def _best_cuts(whole: str, places: dict[int, float], count: int, per_line: int) -> list[int] | None:
    """The cheapest cuts into `count` lines; cost is the badness of the places plus how far each line is from the even length."""
    even = text_width(whole) / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in range(count):
        ends = {len(whole): 0.0} if line == count - 1 else places
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, cuts) in best.items():
            for end, badness in ends.items():
                width = text_width(whole[start:end])
                if end <= start or width > per_line:
                    continue
                total = cost + badness + (width - even) ** 2 / even
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, [*cuts, end])
        best = reached
    found = best.get(len(whole))
    return found[1][:-1] if found else None


def _cut(content: tuple[Inline, ...], cuts: list[int]) -> tuple[tuple[Inline, ...], ...]:
    lines: list[list[Inline]] = [[]]
    start = 0
    for inline in content:
        text = inline.text if isinstance(inline, Text) else inline.shown
        inside = [cut - start for cut in cuts if start < cut < start + len(text)]
        if start in cuts and start:
            lines.append([])
        if isinstance(inline, Slot):
            lines[-1].append(inline)
        else:
            for n, (a, b) in enumerate(zip([0, *inside], [*inside, len(text)], strict=True)):
                if n:
                    lines.append([])
                lines[-1].append(replace(inline, text=text[a:b].strip("\n")))
        start += len(text)
    return tuple(tuple(line) for line in lines)
