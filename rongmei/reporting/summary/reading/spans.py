"""Where the numbers and masked runs of one text are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rongmei.reporting.summary.wording import Phrase, choose_form, narrow

from .found import Guess, MaskOf
from .masks import ALWAYS, MASK, count_marks, is_mask, real_mask, what_stood_there, with_surname
from .measures import COUNTED_IN_CHINESE, measure_after
from .plainwords import identifier_spans, idiom_spans, quoted_spans

_M = rf"[\d{re.escape(MASK.replace('某', ''))}]"
_CN = "〇零一二三四五六七八九十百千万亿两"
_MARK = f"[{re.escape(MASK.replace('某', ''))}]"
_YEAR = rf"(?:(?<![\d.])(?:(?:19|20)\d{{2}}|20{_M}{{2}})|(?<!{_M})(?=\d{{0,3}}{_MARK}){_M}{{4}}(?!{_M})|[一二][九〇零○ＯO][〇零○ＯO一二三四五六七八九]{{2}})"
_MONTH = rf"(?:{_M}{{1,2}}|[一二三四五六七八九十]{{1,2}})"
_DAY = rf"(?:{_M}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_DATES = re.compile(
    rf"{_YEAR}年{_MONTH}月(?:{_DAY}[日号])?"
    rf"|(?<![\d.])(?:19|20)\d{{2}}([-./])\d{{1,2}}\1\d{{1,2}}(?!\d)"
    rf"|(?<![\d.年{re.escape(ALWAYS)}])(?<!{_M}){_MONTH}月(?!刊|报){_DAY}[日号]|(?<![\d.个]){_M}{{1,2}}月(?!刊|报)(?![{_CN}])|(?<![{_CN}个\d]){_MONTH}月(?=份|底|初|中旬|上旬|下旬|末|至|—|-|～)"
    rf"|(?<=[至—\-～到、]){_M}{{1,2}}[日号](?!报|楼)"
    rf"|(?<!\d)\d{{1,2}}[:：][0-5]\d(?!\d)|(?<![\d.])\d{{1,2}}(?:时|点)(?!\s*[击赞位评])(?:\d{{1,2}}分)?(?=[^代间事政])"
)
_YEARS = re.compile(
    rf"(?P<year>{_YEAR})(?=\s*(?:年(?!级)|级(?![别数])|届(?=学生|毕业|本科|研究生)|学年|/\d|[-—–~～至到]{{1,2}}{_YEAR}))"
    rf"|(?<=[-—–~～至到/])(?P<second>{_YEAR})(?=\s*学?年)"
)
_DURATIONS = re.compile(rf"(?<![\d.])(?:{_M}{{1,3}})(?=\s*(?:多?年(?!级|度|第)|天(?!津)|个月|周(?!年|刊|报|[一二三四五六日末])))")
_SINCE = re.compile(r"(?:近|最近|过去|连续|未来)[一二两三四五六七八九十]{1,2}(?:年|个月|天|周|届|次)")
_ORDINALS = re.compile(
    rf"(?<=第)\s*(?:{_M}{{1,12}}|[{_CN}]{{1,8}}(?=期|届|批|辑|季(?!度|节)|集))|(?<=前)(?:\d{{1,3}})(?=[名位强]|[，。；])"
    rf"|(?<![\d.])(?:{_M}{{1,4}}|[{_CN}]{{1,5}})(?=周年)|(?<=位居)\d+|(?<=排名)\d+|(?<=TOP)\d+"
)
_RATIOS = re.compile(rf"(?<=[比为到是])(?P<core>{_M}{{1,4}})[:：∶]{_M}{{1,5}}(?!\d)")
_PREFIX = r"(?:将近|接近|大约|约为|超过|(?<![附最邻亲靠贴相临])近|(?<![节预合签契大违公相邀制条履特])约|(?<![高赶])超|逾)"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MASKED = rf"(?:{_M}+(?:[.,]{_M}+)*)"
_TAIL = r"\s?[余多]?(?:万亿|[万亿千百]|[wW](?=\+|\s*[人次条]))?[余多]?\+?"
_NUMBERS = re.compile(
    rf"(?P<prefix>{_PREFIX})?\s?(?P<core>(?=[\d.,]{{0,12}}{_MARK}){_MASKED}|(?<![\d.]){_ARABIC})(?P<tail>{_TAIL})(?P<percent>\s?[%‰])?"
)
_CHINESE = re.compile(
    rf"百分之[{_CN}]{{1,8}}(?:点[{_CN}]{{1,8}})?"
    rf"|(?P<prefix>{_PREFIX}|上)?(?P<core>[几数好]?[{_CN}]{{1,30}}+[几]?)(?P<more>[余多]?[万亿]?)(?=(?P<measure>{COUNTED_IN_CHINESE})?)"
)
_NAMES = re.compile(rf"[{re.escape(MASK)}]+")
_AWARDED = re.compile(
    r"(?:奖|荣誉|称号|获评|获批|立项|新增|举办|开展|召开|组织|其中|共|计|入选|推荐|各|发表|出版|学习|研讨|宣讲|报告|讲座|培训|会议|座谈|考察|调研|演出|比赛|辅导|党课|旁听|直播|展览|[、，]|[项名件篇次场个部]、[^，。；]{0,12})$"
)

_PIECE = 2_000  # characters; the longest sentences of summaries stay far below


@dataclass(frozen=True, slots=True)
class Span:
    """One place in a text: `phrase` is what it claims, None when digits are masked away or it is no number."""

    start: int
    end: int
    guess: Guess
    phrase: Phrase | None = None
    mask_length: int = 0
    mask_of: MaskOf | None = None
    measure_word: str = ""


def scan(text: str) -> list[Span]:
    """Every number and masked run that is a place of its own, in order, never overlapping. `text` is one paragraph or cell.

    A text longer than any sentence is scanned in pieces, so that the time grows with its length and not with its square.
    """
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = _piece_end(text, start)
        spans += [replace(s, start=s.start + start, end=s.end + start) for s in _scan_piece(text[start:end])]
        start = end
    return spans


def _piece_end(text: str, start: int) -> int:
    if len(text) - start <= _PIECE:
        return len(text)
    cut = max(text.rfind(mark, start, start + _PIECE) for mark in "。\n；，")
    return cut + 1 if cut > start else start + _PIECE


def _scan_piece(text: str) -> list[Span]:
    narrowed = narrow(text)
    taken = [False] * len(text)
    quoted = quoted_spans(narrowed)
    spans: list[Span] = []
    for collect in (_identifiers, _dates, _ordinals, _idioms, _numbers, _chinese, _names):
        for span in collect(text, narrowed, quoted):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = [True] * (span.end - span.start)
                spans.append(span)
    return sorted((span for span in spans if span.guess is not Guess.UNKNOWN or span.mask_length), key=lambda s: s.start)


def _inside(quoted: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in quoted)


def _real(text: str, found: re.Match[str], group: str | int = 0) -> bool:
    """Every run of mask characters in the match is a mask."""
    start = found.start(group)
    return all(real_mask(text, start + run.start(), start + run.end()) for run in _NAMES.finditer(found[group] or ""))


def _place(found: re.Match[str], guess: Guess, group: str | int = 0) -> Span:
    written = found[group]
    marks = count_marks(written) if not re.match(r"[一二][九〇零○]", written) else 0
    start, end = found.span(group)
    start += len(written) - len(written.lstrip())
    phrase = None if marks else choose_form(written)
    return Span(start, end, guess, phrase, marks, MaskOf.DIGITS if marks else None)


def _dates(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    spans = [replace(_place(f, Guess.FIGURE), phrase=None) for f in _RATIOS.finditer(narrowed)]
    spans += [_place(f, Guess.DATE) for f in _DATES.finditer(narrowed) if _real(text, f)]
    for found in _YEARS.finditer(narrowed):
        group = "year" if found["year"] else "second"
        if _real(text, found, group):
            spans.append(_place(found, Guess.YEAR, group))
    spans += [_place(f, Guess.DATE) for f in _DURATIONS.finditer(narrowed) if _real(text, f)]
    return [s for s in spans if s.mask_length or not _inside(quoted, s.start, s.end)]


def _ordinals(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    spans = [_place(f, Guess.ORDINAL) for f in _ORDINALS.finditer(narrowed) if _real(text, f)]
    return [s for s in spans if s.mask_length or not _inside(quoted, s.start, s.end)]


def _identifiers(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    """Not places: they only keep the later collectors away."""
    return [Span(a, b, Guess.UNKNOWN) for a, b in identifier_spans(narrowed) if _unmasked(narrowed[a:b])]


def _idioms(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    spans = [(f.start(), f.end()) for f in _SINCE.finditer(narrowed)] + idiom_spans(narrowed)
    return [Span(a, b, Guess.UNKNOWN) for a, b in spans if _unmasked(narrowed[a:b])]


def _unmasked(written: str) -> bool:
    return not is_mask(written.replace("×", "").replace("x", "").replace("X", ""))


def _numbers(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    spans = []
    for found in _NUMBERS.finditer(narrowed):
        core = found["core"]
        if is_mask(core):
            span = _masked_number(text, narrowed, found)
        elif _inside(quoted, *found.span("core")):
            span = None
        else:
            span = _arabic(narrowed, found)
        if span:
            spans.append(span)
    return spans


def _arabic(narrowed: str, found: re.Match[str]) -> Span | None:
    written = found[0].rstrip()
    start, end = found.start(), found.start() + len(written)
    measure = measure_after(narrowed[end:])
    phrase = choose_form(written)
    if phrase is None:
        written, phrase = found["core"], choose_form(found["core"])
        start, end = found.span("core")
    guess = Guess.FIGURE
    if not measure and re.fullmatch(r"19[5-9]\d|20[0-4]\d", written):
        guess = Guess.YEAR
    return Span(start, end, guess, phrase, measure_word=measure)


def _masked_number(text: str, narrowed: str, found: re.Match[str]) -> Span | None:
    core, tail = found["core"], (found["tail"] or "").rstrip()
    worded = bool(found["prefix"] or tail or found["percent"] or "." in core or "," in core)
    core_start, core_end = found.span("core")
    if not _real(text, found, "core"):
        return None
    stood = what_stood_there(narrowed, core_start, core_end, worded=worded)
    if stood is not MaskOf.DIGITS:
        return None
    end = found.end() if found["percent"] else core_end + len(tail)
    start = found.start() + (len(found[0]) - len(found[0].lstrip())) if found["prefix"] else core_start
    return Span(
        start,
        end,
        Guess.FIGURE,
        masked_phrase(narrowed[start:end]),
        count_marks(core),
        MaskOf.DIGITS,
        measure_after(narrowed[end:]),
    )


def masked_phrase(written: str) -> Phrase | None:
    """The form of a masked number, as if each mark were a digit; its numbers mean nothing."""
    return choose_form("".join("5" if c in MASK else c for c in written))


def _chinese(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    spans = []
    for found in _CHINESE.finditer(narrowed):
        written = found[0]
        phrase = choose_form(written)
        if phrase is None or _inside(quoted, *found.span()):
            continue
        measure = found["measure"] or ""
        if written.startswith("百分之") or (measure and _counts(narrowed, found)):
            spans.append(Span(*found.span(), Guess.FIGURE, phrase, measure_word=measure))
    return spans


def _counts(narrowed: str, found: re.Match[str]) -> bool:
    """一名学生 is an article, 一等奖一项 a count; 千人 and 万场 alone are figures of speech."""
    core, worded = found["core"], bool(found["prefix"] or found["more"])
    if narrowed[found.start() - 1 : found.start()] in ("第", "数", "之", "同"):
        return False
    if worded or any(c in core for c in "几数"):
        return True
    if core == "一":
        if _after_others(narrowed, found):
            return True
        return bool(_AWARDED.search(narrowed[: found.start()])) and not _article(narrowed, found)
    return core not in ("百", "千", "万", "亿", "百万", "千万")


def _after_others(narrowed: str, found: re.Match[str]) -> bool:
    """其中三篇发表，一篇获奖: the others of its kind were counted before."""
    before = re.split(r"[。！？\n]", narrowed[: found.start()])[-1]
    counted = re.search(rf"[\d两二三四五六七八九十余]{found['measure']}", before)
    return bool(counted) and before[-1:] in tuple("，、；,;")


def _article(narrowed: str, found: re.Match[str]) -> bool:
    """After 、 or 举办 the 一 of 一场讲座 is a count only when nothing but the end of the clause follows its noun."""
    rest = narrowed[found.end() + len(found["measure"] or "") :]
    return re.match(r"[，。；、）)]|$", rest) is None and not re.search(r"[奖誉号各]$", narrowed[: found.start()])


def _names(text: str, narrowed: str, quoted: list[tuple[int, int]]) -> list[Span]:
    spans = []
    for found in _NAMES.finditer(text):
        start, end = found.span()
        if not real_mask(text, start, end):
            continue
        stood = what_stood_there(text, start, end, worded=False)
        guess = {MaskOf.NAME: Guess.NAME, MaskOf.DIGITS: Guess.FIGURE}.get(stood, Guess.UNKNOWN)
        if stood is MaskOf.NAME:
            start = with_surname(text, start, end)
        spans.append(Span(start, end, guess, None, len(found[0]), stood, measure_after(text[end:])))
    return spans
