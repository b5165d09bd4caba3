"""From paragraphs to title, headings and signature: by style, by 一、（一）1.（1）, and by look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .raw import RawBlock, RawParagraph

_NUMBER = "[一二三四五六七八九十百]{1,4}"
_LEVELS = (
    (1, re.compile(rf"^(?:{_NUMBER}\s*[、.．]|第{_NUMBER}[章部]分?)\s*")),
    (2, re.compile(rf"^[（(]\s*{_NUMBER}\s*[）)]\s*[、.．]?\s*")),
    (3, re.compile(r"^[0-9０-９]{1,2}\s*(?:[.．、](?![0-9０-９])|[.．][0-9０-９]{1,2}(?![0-9０-９%.．]))\s*")),
    (4, re.compile(r"^[（(]\s*[0-9０-９]{1,2}\s*[）)]\s*|^[①-⑳]\s*")),
)
_LONGEST = {1: 50, 2: 45, 3: 40, 4: 40}
_SENTENCE_END = re.compile(r"[。；;，,：:！!？?、]$")
_TITLE_WORDS = re.compile(r"总结|报告|汇报|要点|情况|综述|述职|小结|盘点")
_TITLE_SPACE = 8  # paragraphs looked at for a title
_HEADING_FONTS = {"黑体": 1, "SimHei": 1, "方正黑体_GBK": 1, "方正黑体简体": 1, "楷体": 2, "楷体_GB2312": 2, "KaiTi": 2}
_CAPTION = re.compile(r"附?[图表]\s*[\d０-９一二三四五六七八九十]")
_DATE = re.compile(
    r"^[（(]?\s*[\d０-９*＊×XＸ某〇○零一二三四五六七八九十]{2,4}\s*年\s*[\d０-９*＊×XＸ某一二三四五六七八九十]{1,3}\s*月"
    r"(?:\s*[\d０-９*＊×XＸ某一二三四五六七八九十]{1,3}\s*[日号])?\s*[）)]?$"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """Indexes into the blocks: which paragraphs are the title, the headings (with their level), the signature, the date."""

    title: tuple[int, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    signed_by: tuple[int, ...] = ()
    signed_on: int | None = None


def words(paragraph: RawParagraph) -> str:
    """What stands in the paragraph, with its automatic number, without the spaces that only indent."""
    return (paragraph.label + paragraph.text.lstrip() if paragraph.label else paragraph.text).strip()


def heading_label(text: str) -> int:
    """Length of the number in front of a heading or an item."""
    for _level, pattern in _LEVELS:
        found = pattern.match(text)
        if found:
            return found.end()
    return 0


def outline(blocks: Sequence[RawBlock]) -> Outline:
    """What each paragraph is. Empty paragraphs are nothing."""
    written = [i for i, block in enumerate(blocks) if isinstance(block, RawParagraph) and words(block)]
    signed_by, signed_on = _signature(blocks, written)
    ended = {*signed_by, signed_on}
    title = _title(blocks, [i for i in written if i not in ended])
    headings = []
    for i in written:
        block = blocks[i]
        if i in title or i in ended or not isinstance(block, RawParagraph):
            continue
        level = _level(block)
        if level:
            headings.append((i, level))
    return Outline(title, tuple(_settled(blocks, headings)), signed_by, signed_on)


def _level(paragraph: RawParagraph) -> int:
    text = words(paragraph)
    by_style = _style_level(paragraph)
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return level if _heading_like(text, level, styled=bool(by_style)) else 0
    if by_style and len(text) <= 80:
        return by_style
    return _look_level(paragraph, text)


def _style_level(paragraph: RawParagraph) -> int:
    if paragraph.outline is not None:
        return min(paragraph.outline + 1, 4)
    named = re.match(r"(?:heading|标题)\s*([1-9])", paragraph.style, re.IGNORECASE)
    return min(int(named[1]), 4) if named else 0


def _heading_like(text: str, level: int, *, styled: bool) -> bool:
    if styled:
        return len(text) <= 80
    if text.endswith("。") and level <= 2:
        return len(text) <= 24 and text.count("。") == 1 and "，" not in text
    return len(text) <= _LONGEST[level] and not _SENTENCE_END.search(text)


def _look_level(paragraph: RawParagraph, text: str) -> int:
    """A short line without an end mark, in a heading's font or wholly bold."""
    if len(text) > 24 or _SENTENCE_END.search(text) or paragraph.align == "right":
        return 0
    if _CAPTION.match(text) or text.startswith(("附件", "（", "(")):
        return 0
    if paragraph.font in _HEADING_FONTS:
        return _HEADING_FONTS[paragraph.font]
    return 1 if all(run.bold for run in paragraph.runs if run.text.strip()) else 0


def _settled(blocks: Sequence[RawBlock], headings: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Levels that begin with 2 because the only `Heading 1` was the title move up by what is missing."""
    if not headings:
        return []
    patterned = any(heading_label(words(block)) for i, _ in headings if isinstance(block := blocks[i], RawParagraph))
    missing = 0 if patterned else min(level for _, level in headings) - 1
    return [(i, level - missing) for i, level in headings]


# title


def _title(blocks: Sequence[RawBlock], written: list[int]) -> tuple[int, ...]:
    candidates = _before_text(blocks, written[:_TITLE_SPACE])
    if not candidates:
        return ()
    scored = [(score, -i, i) for i in candidates if (score := _title_score(_paragraph(blocks, i))) > 0]
    if not scored:
        return ()
    best = max(scored)[2]
    return tuple(_whole_title(blocks, candidates, best))


def _paragraph(blocks: Sequence[RawBlock], index: int) -> RawParagraph:
    block = blocks[index]
    assert isinstance(block, RawParagraph)
    return block


def _before_text(blocks: Sequence[RawBlock], written: list[int]) -> list[int]:
    """The short lines before the first heading or the first real paragraph."""
    found = []
    for i in written:
        text = words(_paragraph(blocks, i))
        if len(text) > 60 or heading_label(text) or (text.endswith("。") and len(text) > 20):
            break
        found.append(i)
    return found


def _title_score(paragraph: RawParagraph) -> int:
    text = words(paragraph)
    score = 0
    if re.fullmatch(r"title|标题|文档标题", paragraph.style, re.IGNORECASE):
        score += 4
    if paragraph.align == "center":
        score += 2
    if _TITLE_WORDS.search(text):
        score += 3
    if paragraph.size >= 36:
        score += 1
    if _style_level(paragraph) == 1:
        score += 1
    if re.search(r"[〔\[]\d{4}[〕\]]|文件$|[：:。]$", text) or (text.startswith(("（", "(")) and text.endswith(("）", ")"))):
        score -= 4
    if _DATE.match(text) or _CAPTION.match(text):
        score -= 4
    return score if score >= 2 else 0


def _whole_title(blocks: Sequence[RawBlock], candidates: list[int], best: int) -> list[int]:
    """The lines above and below it that are set the same way: a title is often broken by hand."""
    chosen, middle = [best], candidates.index(best)
    look = _look(_paragraph(blocks, best))
    for step in (-1, 1):
        at = middle + step
        while 0 <= at < len(candidates):
            line = _paragraph(blocks, candidates[at])
            if _look(line) != look or _spoils(words(line)):
                break
            chosen.append(candidates[at])
            at += step
    return sorted(chosen)


def _look(paragraph: RawParagraph) -> tuple[str, int, str, str]:
    return paragraph.align, paragraph.size, paragraph.style, paragraph.font


def _spoils(text: str) -> bool:
    return bool(re.search(r"[〔\[]\d{4}[〕\]]|文件$", text) or _DATE.match(text) or text.startswith(("（", "(")))


# signature


def _signature(blocks: Sequence[RawBlock], written: list[int]) -> tuple[tuple[int, ...], int | None]:
    """落款: the office and the date at the very end. Nothing when the last words are anything else."""
    if len(written) < 3 or written[-1] != _last(blocks):
        return (), None
    last = _paragraph(blocks, written[-1])
    if _DATE.match(words(last)):
        office = []
        for i in reversed(written[-4:-1]):
            if not _office_like(_paragraph(blocks, i)):
                break
            office.append(i)
        return tuple(reversed(office)), written[-1]
    if last.align == "right" and _office_like(last):
        return (written[-1],), None
    return (), None


def _last(blocks: Sequence[RawBlock]) -> int:
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if not isinstance(block, RawParagraph) or words(block) or block.pictures:
            return i
    return -1


def _office_like(paragraph: RawParagraph) -> bool:
    text = words(paragraph)
    far = paragraph.align == "right" or len(paragraph.text) - len(paragraph.text.lstrip()) >= 6
    short = len(text) <= 30 and not _SENTENCE_END.search(text) and not heading_label(text) and not _style_level(paragraph)
    office = bool(re.search(r"[部处室院办心会委学团社科]$", text))
    return short and not text.startswith("附件") and (far or office)
