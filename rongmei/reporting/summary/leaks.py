"""A second look at a masked document: what in it still tells which university it is.

A real masked summary had its university's name under marks and its hashtags in the open, and anybody could look those up.
Everything here is a hint for a person to decide on: better one hint too many than a university found by its hashtag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from rongmei.reporting.summary.document import Document, Heading, Paragraph
from rongmei.reporting.summary.masking import FIXED_MARK, MARK, PICTURE_NOTE, ProtectedName, is_digit, ordinal_length
from rongmei.reporting.summary.name_variants import NearMisses, initial_forms, short_forms
from rongmei.reporting.summary.passages import Passage, passages, quoted, sentences


class LeakKind(StrEnum):
    """What sort of thing gives the university away."""

    NAME = "name"  # a protected name, whole
    VARIANT = "variant"  # its short form, its initials, or one character off
    HASHTAG = "hashtag"
    BRAND = "brand"  # a column, programme or paper in 《》 or “”
    LATIN = "latin"  # abbreviations and words in Latin letters
    PLACE = "place"
    CONTACT = "contact"  # mail, address on the web, telephone
    NUMBER = "number"  # a number that was not masked
    COMBINATION = "combination"  # a number beside a name


@dataclass(frozen=True, slots=True)
class Leak:
    """`text` stands in `where` (place and sentence); `why` says in one sentence what it gives away and how to mend it."""

    kind: LeakKind
    text: str
    where: str
    why: str


_Found = tuple[LeakKind, str, str]
_Finder = Callable[[str], Iterable[_Found]]

_CONTACT = re.compile(
    r"[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s，。；、）》”]+|\b[\w-]+(?:\.[\w-]+)*\.(?:edu|com|cn|net|org|gov)(?:\.cn)?\b"
    r"|(?<![\d*])(?:1[3-9]\d{9}|0\d{2,3}[-—]?\d{7,8})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_HASHTAG = re.compile(r"[#＃]([^#＃\s，。；]{1,30})[#＃]|[#＃]([^#＃\s，。；、]{1,30})")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ0-9_'-]*")
_QUOTED = re.compile(r"《([^《》]{1,40})》|〈([^〈〉]{1,40})〉|“([^“”]{1,40})”|「([^「」]{1,40})」")
_COUNTED = "场次期篇条张件项名人个届家部班支所所门本册万亿余年月日"
_CHINESE_NUMBER = re.compile(rf"第?(?:[〇零一二三四五六七八九十百千两]{{2,}}|[二三四五六七八九十百千两])[{_COUNTED}]")
_BESIDE = 6  # characters between a number and a name that a reader takes together
# Words in Latin letters that every office's text has.
_ORDINARY_LATIN = frozenset(
    ["qq", "app", "h5", "pdf", "ppt", "vlog", "vr", "ar", "ai", "mv", "ip", "it", "wifi", "led", "cn", "logo", "ok", "mooc", "kol", "up"]
)


def find_leaks(
    masked: Document,
    *,
    protected: Sequence[ProtectedName],
    public_names: Sequence[str] = (),
    places: Sequence[str] = (),
    keep: Sequence[str] = (),
) -> list[Leak]:
    """What still identifies the university, in reading order, each thing once per sentence.

    `public_names` are names everybody uses (national media, slogans) and no clue; `places` are the place names to look
    for; `keep` are the fixed expressions that were given to `mask`.
    """
    public = frozenset(public_names)
    finders: tuple[_Finder, ...] = (
        _hashtags,
        _Variants(protected),
        partial(_brands, public),
        partial(_latin, frozenset(word.lower() for name in public_names for word in _LATIN.findall(name))),
        partial(_places, _any(places)),
        _combinations,
        _numbers,
    )
    kept = _any(keep)
    names = _any([form for name in protected for form in name.forms()])
    leaks: list[Leak] = []
    for passage in passages(masked):
        for sentence in _readable(passage):
            seen = kept.sub("", sentence) if kept else sentence
            leaks += _in_sentence(passage, sentence, seen, names, finders)
    return leaks


def _readable(passage: Passage) -> Iterator[str]:
    """Its sentences, the first one without its 层次序数."""
    starts_block = isinstance(passage.block, Heading | Paragraph)
    for n, sentence in enumerate(sentences(passage.content)):
        words = sentence.replace(PICTURE_NOTE, "")
        yield words[ordinal_length(words) :] if starts_block and n == 0 else words


def _in_sentence(passage: Passage, sentence: str, seen: str, names: re.Pattern[str] | None, finders: Iterable[_Finder]) -> Iterator[Leak]:
    # What has been named as an address or a whole name is not taken apart once more.
    apart = _CONTACT.sub(" ", seen)
    rest = names.sub(" ", apart) if names else apart
    found = [*_contacts(seen), *_names(names, apart), *(one for finder in finders for one in finder(rest))]
    told: set[str] = set()
    for kind, text, why in found:
        # The first finder that names a thing has the most to say about it.
        if text and text not in told:
            told.add(text)
            yield Leak(kind, text, quoted(passage.place, sentence, text), why)


def _names(pattern: re.Pattern[str] | None, sentence: str) -> Iterator[_Found]:
    for text in _found(pattern, sentence):
        yield LeakKind.NAME, text, f"“{text}”是受保护的名称，没有遮住；请重新生成脱敏版，或在正文里改写。"


def _contacts(sentence: str) -> Iterator[_Found]:
    for found in _CONTACT.finditer(sentence):
        yield LeakKind.CONTACT, found.group(), f"“{found.group()}”是邮箱、网址或电话，可以直接查到学校；请删去或改写。"


def _hashtags(sentence: str) -> Iterator[_Found]:
    for found in _HASHTAG.finditer(sentence):
        topic = found.group(1) or found.group(2)
        if _says_something(topic):
            yield LeakKind.HASHTAG, found.group(), f"话题“{found.group()}”在平台上一搜就能找到发起的学校；请遮住，或写成“#××#”。"


def _brands(public: frozenset[str], sentence: str) -> Iterator[_Found]:
    for found in _QUOTED.finditer(sentence):
        name = next(group for group in found.groups() if group)
        if _says_something(name) and name not in public:
            why = f"{found.group()}像是本校的栏目、品牌或作品名，不在公用名称之列，搜索它可以找到学校；请遮住，或确认它是公用名称。"
            yield LeakKind.BRAND, found.group(), why


def _latin(public: frozenset[str], sentence: str) -> Iterator[_Found]:
    for word in _LATIN.findall(sentence):
        if len(word) > 1 and word.lower() not in _ORDINARY_LATIN and word.lower() not in public:
            yield LeakKind.LATIN, word, f"外文词“{word}”可能是学校的英文名、缩写或栏目名；请遮住，或确认它不指向学校。"


class _Variants:
    """Short forms, pinyin initials and near misses of all protected names, looked up together."""

    def __init__(self, protected: Sequence[ProtectedName]) -> None:
        self.kinds = {name.name: name.kind or "名称" for name in protected}
        self.short = {form: name for name in self.kinds for form in short_forms(name)}
        self.initials = {form: name for name in self.kinds for form in initial_forms(name)}
        self.short_pattern = _any(self.short)
        self.near = NearMisses(self.kinds)

    def __call__(self, sentence: str) -> Iterator[_Found]:
        for form in _found(self.short_pattern, sentence):
            yield LeakKind.VARIANT, form, f"“{form}”像是受保护{self.kinds[self.short[form]]}的简称；请遮住，并把它登记为该名称的简称。"
        for word in _LATIN.findall(sentence):
            name = self.initials.get(word.lower())
            if name:
                yield LeakKind.VARIANT, word, f"“{word}”像是受保护{self.kinds[name]}的拼音缩写；请遮住，并把它登记为该名称的别名。"
        for word, name in self.near.found_in(sentence):
            yield LeakKind.VARIANT, word, f"“{word}”与受保护的{self.kinds[name]}只差一字，可能是笔误或没有遮全；请核对后遮住。"


def _places(pattern: re.Pattern[str] | None, sentence: str) -> Iterator[_Found]:
    for text in _found(pattern, sentence):
        yield LeakKind.PLACE, text, f"地名“{text}”缩小了学校的范围；请遮住，或改为“某地”。"


def _combinations(sentence: str) -> Iterator[_Found]:
    """A number left open within a few characters of a quoted name: together they find one event."""
    numbers = [found.span() for found in re.finditer(r"第?\d+", sentence)] + [found.span() for found in _CHINESE_NUMBER.finditer(sentence)]
    for found in _QUOTED.finditer(sentence):
        if not _says_something(found.group()):
            continue
        for start, end in numbers:
            first, last = min(start, found.start()), max(end, found.end())
            gap = max(start - found.end(), found.start() - end)
            if 0 <= gap <= _BESIDE:
                text = sentence[first:last]
                yield LeakKind.COMBINATION, text, f"{text} 里数字和名称同时出现，合起来就能查到是哪一次、哪一校；请至少遮住其中一个。"


def _numbers(sentence: str) -> Iterator[_Found]:
    for found in re.finditer(r"[\d.,，．]*\d[\d.,，．]*%?", sentence):
        text = found.group().strip(".,，．")
        yield LeakKind.NUMBER, text, f"数字“{text}”没有遮住；请重新生成脱敏版，确需保留的列入保留词。"
    for found in _CHINESE_NUMBER.finditer(sentence):
        text = found.group()
        yield LeakKind.NUMBER, text, f"“{text}”是用汉字写的数量，没有遮住；请把它设为数据项后重新生成脱敏版，或改为“若干”。"


def _says_something(name: str) -> bool:
    """Whether it can be looked up: it has words and no mark. “**讲堂” with its own part masked is nobody's."""
    has_mark = MARK in name or FIXED_MARK in name
    return not has_mark and any(char.isalpha() and not is_digit(char) for char in name)


def _any(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)), re.IGNORECASE) if ordered else None


def _found(pattern: re.Pattern[str] | None, sentence: str) -> Iterator[str]:
    return (found.group() for found in pattern.finditer(sentence)) if pattern else iter(())
