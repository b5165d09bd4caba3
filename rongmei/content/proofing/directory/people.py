"""People beside their titles: the wrong post for the day, a post that ended, a name that is a slip of an office holder's."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..finding import ErrorKind, Finding, Level
from ..protocols import Person, Post, Unit
from .index import Index, Phrases, held, posts_of
from .titles import ADDRESSED, FORMER, FORMER_ENDS, ONCE, PARTS, UNIVERSITY_OFFICES, of_another_body

POST, NAME = "directory.post", "directory.name"
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_JOINED = re.compile(r"(?:、|和|与|及)")
_YEAR = re.compile(r"((?:19|20)\d{2})年", re.ASCII)
# What usually follows a name of two characters; before anything else it may be the beginning of a name of three
_FOLLOWING = "出主表指强致讲介说要为代宣带陪参会等和与及在对向就作做于率到分一同的也还亲接发受视走调听看任担兼因以从将应则了并首先先生、，。；：（）()“”！？\n 《"
_SENTENCE = 300  # characters to either side in which a sentence may name another year
_LEADING = "和与由请向对在的是受经让给把为到同跟及、"
_VERBS = ("强调", "明确", "明示", "宣布", "宣读", "宣讲", "平时", "军说", "成为", "立足", "致辞", "主持")


@dataclass(frozen=True, slots=True)
class Office:
    """One or more titles in a row, and whose they are: the unit before them, and whether 原 or the like says when."""

    start: int
    end: int
    titles: tuple[tuple[int, int], ...]
    unit: Unit | None
    former: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name beside an office; ``right`` is the office holder's name it is probably a slip of."""

    start: int
    end: int
    right: str = ""
    alike: bool = False


def check(text: str, index: Index, read: Iterable[tuple[Office, Sequence[Named]]], on: datetime.date | None) -> list[Finding]:
    """Findings on names beside titles. read: the offices of the text and the names they are said of."""
    return [finding for office, names in read for one in names for finding in _judge(text, index, office, one, on)]


def offices(text: str, found: Phrases) -> Iterator[Office]:
    """The titles of a text in rows (党委副书记、纪委书记), without those of bodies the directory does not know."""
    row: list[tuple[int, int]] = []
    last = 0
    for one in found.all:
        if not one.known.office or one.start < last:
            continue
        between = text[last : one.start]
        if row and not PARTS.fullmatch(between):
            yield from _office(text, row, found)
            row = []
        row.append((one.start, one.end))
        last = one.end
    if row:
        yield from _office(text, row, found)


def _office(text: str, row: list[tuple[int, int]], found: Phrases) -> Iterator[Office]:
    start = row[0][0]
    former, start = _former(text, start)
    unit = found.unit_ending(start)
    if unit is not None:
        start = unit.start
        if not former:
            former, start = _former(text, start)
    elif of_another_body(text[max(0, start - 12) : start]):
        return
    yield Office(start, row[-1][1], tuple(row), unit.known.unit if unit else None, former)


def _former(text: str, start: int) -> tuple[str, int]:
    found = FORMER.search(text, max(0, start - 5), start) if text[start - 1 : start] in FORMER_ENDS else None
    return (found[0], found.start()) if found else ("", start)


def named(text: str, index: Index, office: Office) -> Iterator[Named]:
    """The names the office is said of: behind it and joined to that, or right before it."""
    at = office.end + (text[office.end : office.end + 1] in (" ", "\u3000", "：", ":", "（", "("))
    behind = _name_at(text, index, office, at)
    if behind is None:
        before = _name_before(text, index, office)
        if before is not None:
            yield before
        return
    yield behind
    while (joined := _JOINED.match(text, behind.end)) is not None:
        following = _name_at(text, index, office, joined.end())
        if following is None or _title_at(text, index, following.end) or ADDRESSED.match(text, following.end):
            return
        yield following
        behind = following


def _title_at(text: str, index: Index, at: int) -> bool:
    """Does another title begin here, so that the name before belongs to it?"""
    return any((known := index.phrases.get(text[at : at + length])) is not None and known.office for length in (2, 3, 4, 5, 6))


def _name_at(text: str, index: Index, office: Office, at: int) -> Named | None:
    for length in (4, 3, 2):
        written = text[at : at + length]
        if len(written) < length or not _HAN.fullmatch(written):
            continue
        if index.people(written):
            return Named(at, at + length) if length > 2 or _ends(text, at + length) else None
        if length < 4 and (slip := _slip(index, office, text, written)) and (length > 2 or _ends(text, at + 2)):
            # 张伟出席 for 张伟民出席: the third character belongs to what follows
            cut = length == 3 and not slip[1] and written[:2] == slip[0][:2] and written[2] in _FOLLOWING
            return Named(at, at + (2 if cut else length), *slip)
    return None


def _ends(text: str, end: int) -> bool:
    """May a name of two characters end here? 王强调 is 王 who stresses."""
    following = text[end : end + 1]
    return not following or (following in _FOLLOWING and text[end - 1 : end + 1] not in _VERBS)


def _name_before(text: str, index: Index, office: Office) -> Named | None:
    start = office.titles[0][0]
    start -= start > 0 and text[start - 1] in "（("
    for length in (4, 3, 2):
        written = text[start - length : start] if start >= length else ""
        if written and index.people(written):
            return Named(start - length, start)
    for length in (3, 2):
        written = text[start - length : start] if start >= length else ""
        if not _HAN.fullmatch(written) or written[0] in _LEADING or (length == 2 and not _begins(text, start - 2)):
            continue
        if slip := _slip(index, office, text, written):
            return Named(start - length, start, *slip)
    return None


def _begins(text: str, start: int) -> bool:
    """May a name of two characters begin here?"""
    return start == 0 or not _HAN.fullmatch(text[start - 1]) or text[start - 1] in _LEADING


def _slip(index: Index, office: Office, text: str, written: str) -> tuple[str, bool] | None:
    """(the office holder's name, whether it sounds alike) when what is written is a slip of it."""
    titles = [text[start:end] for start, end in office.titles]
    for name, alike in index.alike(written):
        if any(posts_of(index.people(name), title, office.unit) for title in titles):
            return name, alike
    return None


def _judge(text: str, index: Index, office: Office, named: Named, on: datetime.date | None) -> Iterator[Finding]:
    written = text[named.start : named.end]
    title = text[office.titles[0][0] : office.titles[-1][1]]
    if named.right:
        yield _slip_finding(written, named, title, named.right, named.alike)
        return
    people = index.people(written)
    for start, end in office.titles:
        one = text[start:end]
        posts = posts_of(people, one, office.unit)
        if not posts:
            slip = _slip(index, office, text, written)
            if slip is not None and not posts_of(people, one, None):
                yield _slip_finding(written, named, one, *slip)
            elif any(person.posts for person in people):
                yield _wrong_post(text, office, named, one, people, on)
            elif one in UNIVERSITY_OFFICES and index.held_by_somebody(one, office.unit, on):
                yield _finding(text, office, named, f"名录里没有“{written}”任“{one}”的记录，请核对。", ())
            return
        problem = _out_of_time(posts, office.former, on, _years_around(text, named.start))
        if problem:
            yield _finding(text, office, named, f"“{written}”{problem}，请核对“{one}”。", ())
            return


def _years_around(text: str, at: int) -> list[int]:
    """Years the sentence names; it may speak of one of them."""
    first, last = max(0, at - _SENTENCE), min(len(text), at + _SENTENCE)
    start = max(first, *(text.rfind(mark, first, at) + 1 for mark in "。！？\n"))
    end = min((found for found in (text.find(mark, at, last) for mark in "。！？\n") if found >= 0), default=last)
    return [int(year) for year in _YEAR.findall(text[start:end])]


def _out_of_time(posts: Sequence[Post], former: str, on: datetime.date | None, years: Sequence[int]) -> str:
    if on is None:
        return ""
    now = [post for post in posts if held(post, on)]
    if former in ONCE:
        over = [post for post in posts if post.until is not None and post.until < on]
        return f"现在仍任这一职务，不应写“{former}”" if now and not over else ""
    if now or former or any(_held_in(post, year) for post in posts for year in years):
        return ""
    last = max(posts, key=lambda post: post.until or datetime.date.max)
    if last.until is not None and last.until < on:
        return f"已于{_day(last.until)}卸任这一职务（可写“原”或“时任”）"
    return f"{_day(last.since)}起才任这一职务" if last.since else ""


def _held_in(post: Post, year: int) -> bool:
    return (post.since is None or post.since.year <= year) and (post.until is None or year <= post.until.year)


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _wrong_post(text: str, office: Office, named: Named, title: str, people: Sequence[Person], on: datetime.date | None) -> Finding:
    current = [post for person in people for post in person.posts if held(post, on)] or [post for person in people for post in person.posts]
    written = text[named.start : named.end]
    offices_held = list(dict.fromkeys(post.title if post.title.startswith(post.unit) else post.unit + post.title for post in current))
    suggestions: tuple[str, ...] = ()
    if len(office.titles) == 1 and office.unit is None:
        first = office.titles[0][0] < named.start
        suggestions = tuple(f"{post.title}{written}" if first else f"{written}{post.title}" for post in current[:1])
    return _finding(
        text,
        office,
        named,
        f"名录里“{written}”的职务是“{'、'.join(offices_held)}”，没有“{text[office.start if office.unit else office.titles[0][0] : office.titles[0][0]]}{title}”，请核对。",
        suggestions,
    )


def _finding(text: str, office: Office, named: Named, message: str, suggestions: tuple[str, ...]) -> Finding:
    start, end = min(office.titles[0][0], named.start), max(office.titles[-1][1], named.end)
    joined = text[start:end]
    return Finding(
        rule=POST,
        level=Level.WARNING,
        start=start,
        end=end,
        found=joined,
        message=message,
        kind=ErrorKind.NAME,
        suggestions=suggestions if start in (office.titles[0][0], named.start) and len(joined) <= 20 else (),
        confidence=0.85,
    )


def _slip_finding(written: str, named: Named, title: str, right: str, alike: bool) -> Finding:
    return Finding(
        rule=NAME,
        level=Level.ERROR if alike else Level.WARNING,
        start=named.start,
        end=named.end,
        found=written,
        message=f"名录里的“{title}”是“{right}”，这里写“{written}”，请核对。",
        kind=ErrorKind.NAME,
        suggestions=(right,),
        confidence=0.9 if alike else 0.8,
    )
