"""One office's summary as lines with their truth, before it becomes a Word file."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from . import others, sentences
from .catalogue import FIGURES
from .markup import Hand, Line, Place
from .offices import Office

_CHAPTERS = {
    "theory": ("思想理论武装走深走实", sentences.THEORY, ("抓实理论学习", "抓好宣讲阐释", "讲好思政课程", "强化阵地建设")),
    "news": ("新闻舆论宣传出新出彩", sentences.NEWS, ("主页与校报", "对外宣传", "融媒体矩阵", "队伍与阵地")),
    "culture": ("校园文化与精神文明建设", sentences.CULTURE, ("文化活动", "文明创建")),
    "others": ("主要工作与成效", others.OTHERS, ("新闻中心", "理论教育", "团学工作", "综合保障")),
    "later": ("年度工作纪实", others.LATER, ("采编", "平台", "活动")),
    "masked": ("工作亮点", others.MASKED, ("亮点",)),
    "dated": ("基本情况", sentences.DATED, ("概况",)),
}
_CN = "一二三四五六七八九十"
_TABLE_KEYS = ("news.stories", "media.pieces", "wechat.posts", "weibo.posts", "douyin.posts", "live.count")


@dataclass(frozen=True, slots=True)
class Composed:
    """`kind`: title, heading1, heading2, paragraph, signature, date, before (above the title)."""

    kind: str
    line: Line
    label: str = ""  # an automatic number in front, written by Word


@dataclass(frozen=True, slots=True)
class ComposedTable:
    caption: Line
    rows: tuple[tuple[Line, ...], ...]
    header_rows: int


@dataclass(slots=True)
class Summary:
    office: Office
    hand: Hand
    parts: list[Composed | ComposedTable] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """In the order of the document that is read: the title first, then everything, the signature last."""
        found: list[Line] = []
        titles = [p.line for p in self.parts if isinstance(p, Composed) and p.kind == "title"]
        found.append(_joined(titles))
        signature: list[Line] = []
        for part in self.parts:
            if isinstance(part, ComposedTable):
                found.append(part.caption)
                found.extend(cell for row in part.rows for cell in row)
            elif part.kind in ("signature", "date"):
                signature.append(part.line)
            elif part.kind != "title":
                found.append(_labelled(part))
        return [line for line in (*found, *signature) if line.text]


def _joined(lines: list[Line]) -> Line:
    text, places = "", []
    for line in lines:
        text += "\n" if text else ""
        places += [Place(p.start + len(text), p.end + len(text), p.original, p.meaning) for p in line.places]
        text += line.text
    return Line(text, tuple(places))


def _labelled(part: Composed) -> Line:
    return _shifted(part.line, part.label) if part.label else part.line


def _shifted(line: Line, label: str) -> Line:
    n = len(label)
    return Line(label + line.text, tuple(Place(p.start + n, p.end + n, p.original, p.meaning) for p in line.places))


def compose(office: Office, seed: int) -> Summary:
    hand = Hand(seed=seed, **office.hand)
    summary = Summary(office, hand)
    chance = random.Random(seed * 7 + 1)
    _head(summary)
    for number, name in enumerate(office.order):
        _chapter(summary, name, number, chance)
    if office.table:
        _table(summary)
    _foot(summary)
    return summary


def _add(summary: Summary, kind: str, sentence: str, label: str = "") -> None:
    summary.parts.append(Composed(kind, summary.hand.write(sentence), label))


def _head(summary: Summary) -> None:
    if summary.office.red_header:
        _add(summary, "before", "<university>党委宣传部文件")
        _add(summary, "before", "校宣〔2023〕2号")
    if summary.office.two_line_title:
        _add(summary, "title", "<university>党委宣传部")
        _add(summary, "title", "[2022|year]年度工作总结")
    else:
        _add(summary, "title", "<university>党委宣传部[2022|year]年工作总结")
    _add(summary, "paragraph", sentences.DATED[0] + sentences.PLAIN[0])


def _chapter(summary: Summary, name: str, number: int, chance: random.Random) -> None:
    title, bank, sections = _CHAPTERS[name]
    manual = summary.office.headings in ("manual", "style", "bold")
    auto = summary.office.headings == "auto"
    _add(summary, "heading1", (f"{_CN[number]}、" if manual else "") + title, f"{_CN[number]}、" if auto else "")
    told = list(bank)
    chance.shuffle(told)
    size = max(1, -(-len(told) // len(sections)))
    for s, section in enumerate(sections):
        mine = told[s * size : (s + 1) * size]
        if not mine:
            break
        _add(summary, "heading2", (f"（{_CN[s]}）" if manual else "") + section, f"（{_CN[s]}）" if auto else "")
        step = summary.office.per_paragraph
        for at in range(0, len(mine), step):
            body = "".join(mine[at : at + step])
            if chance.random() < 0.5:
                body += chance.choice(sentences.PLAIN)
            prefix = f"{at // step + 1}." if step == 1 and summary.office.headings == "style" else ""
            _add(summary, "paragraph", prefix + body)


def _table(summary: Summary) -> None:
    labels = {figure.key: figure for figure in FIGURES}
    write = summary.hand.write
    if summary.office.table == "merged":
        rows = [
            tuple(Line(t) for t in ("序号", "项目", "数量", "")),
            tuple(Line(t) for t in ("", "", "计数", "量词")),
        ]
        for n, key in enumerate(_TABLE_KEYS, start=1):
            rows.append((Line(str(n)), Line(labels[key].label), write(f"{{{key}}}"), Line(labels[key].measure_word)))
        summary.parts.append(ComposedTable(Line("表1 主要数据一览"), tuple(rows), 2))
        return
    rows = [tuple(Line(t) for t in ("序号", "项目", "数量"))]
    for n, key in enumerate(_TABLE_KEYS, start=1):
        rows.append((Line(str(n)), Line(f"{labels[key].label}（{labels[key].measure_word}）"), write(f"{{{key}}}")))
    summary.parts.append(ComposedTable(Line("表1 宣传工作数据统计表"), tuple(rows), 1))


def _foot(summary: Summary) -> None:
    _add(summary, "paragraph", sentences.PLAIN[1] + sentences.PLAIN[6])
    if summary.office.signature == "none":
        return
    _add(summary, "signature", "<university>党委宣传部")

    _add(summary, "date", "[2022年12月30日|fulldate]" if summary.office.signature == "masked" else "[2022年12月30日|date]")
