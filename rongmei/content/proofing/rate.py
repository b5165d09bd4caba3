"""差错率 the error rate of a publication: what every mark counts for, over how many characters, against which limit.

The weights, factors and limits are data (data/error_rates.yml), each with its source and how well that was read; an office may load its own.
Order of counting (《报纸编校差错率计算方法》, 国新出发〔2020〕10号, verified up to 2.(5)): weight of the sort by its length → repeats of the same
slip dropped beyond their number, the heaviest kept → double for important places or information → the cap of the sort for the issue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_SHIPPED = Path(__file__).parent / "data" / "error_rates.yml"
_CENT = Decimal("0.01")
_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Sort:
    """What one mark of a sort counts. steps: (up to so many characters, counts), the last without an end."""

    key: str
    name: str
    steps: tuple[tuple[int | None, Decimal], ...]
    most: Decimal | None = None
    same: int | None = None
    per_page: bool = False
    mark: str = ""

    def weight(self, length: int) -> Decimal:
        return next(weight for upto, weight in self.steps if upto is None or length <= upto)


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one kind of publication is counted. limit: errors allowed per 10 000 characters."""

    key: str
    name: str
    source: str
    year: int
    mark: str
    limit: Decimal
    area: Mapping[str, Decimal]
    places: Mapping[str, Decimal]
    important: Decimal
    sorts: Mapping[str, Sort]


@dataclass(frozen=True, slots=True)
class Mark:
    """One slip somebody agreed to.

    sort: an ErrorKind's value, or one of the scheme's further sorts (reversed, letter-form, script, political). length: characters
    concerned. place: where it stands ("" is the body). important: an important name, time or picture in the body. same: what makes two
    slips the same one (“截止→截至”); "" never repeats. page: for sorts counted once a page. label: how the explanation calls it.
    """

    sort: str
    length: int = 1
    place: str = ""
    important: bool = False
    same: str = ""
    page: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What one mark contributed, and why; ``mark`` is None on a line about a cap over several marks."""

    mark: Mark | None
    errors: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Rate:
    """rate_per_10000 is rounded to two decimals for reading; the verdict is reached with the exact value."""

    errors: Decimal
    checked_characters: Decimal
    rate_per_10000: Decimal
    limit: Decimal
    passed: bool
    verdict: str
    lines: tuple[Line, ...]


def schemes(path: Path | None = None) -> dict[str, Scheme]:
    """The shipped schemes by key (newspaper, periodical, book, web), or those of the file an office keeps in the same form."""
    return dict(_read(path or _SHIPPED))


def parse_schemes(text: str) -> dict[str, Scheme]:
    """Schemes from YAML text.

    Raises:
        ValueError: with one sentence that names the scheme and what is missing or of the wrong kind.
    """
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"差错率的规则文件不是合格的YAML：{str(error).splitlines()[0]}。") from None
    if not isinstance(loaded, dict) or not loaded:
        raise ValueError("差错率的规则文件里没有任何一种出版物；请对照自带的 error_rates.yml 填写。")
    found = {}
    for key, data in loaded.items():
        try:
            found[str(key)] = _scheme(str(key), data)
        except (KeyError, TypeError, AttributeError, ArithmeticError, ValueError) as error:
            raise ValueError(f"差错率规则“{key}”写得不完整：{_complaint(error)}；请对照自带的 error_rates.yml 填写。") from None
    return found


def page_characters(per_line: int, lines: int, areas: Iterable[tuple[str, int]] = (), *, scheme: Scheme) -> Decimal:
    """版面字数: characters a line × lines, of which the named areas (photograph, decoration, foreign …) count only for their share.

    areas: (kind, characters of the grid covered). 17 × 400 with a photograph over 1 000 counts 6 600.

    Raises:
        ValueError: a kind of area the scheme does not know, or areas larger than the page.
    """
    grid, covered, counted = per_line * lines, 0, Decimal(0)
    for kind, characters in areas:
        if kind not in scheme.area:
            raise ValueError(f"“{scheme.name}”没有“{kind}”这种版面；可用的有：{'、'.join(scheme.area)}。")
        covered += characters
        counted += scheme.area[kind] * characters
    if covered > grid:
        raise ValueError(f"各块共占{covered}字，超过版面的{grid}字（每行{per_line}字×{lines}行）；请核对。")
    return (grid - covered) * scheme.area.get("text", Decimal(1)) + counted


def rate(marks: Sequence[Mark], checked_characters: Decimal | int, scheme: Scheme) -> Rate:
    """差错数 ÷ 检查总字数, per 10 000, and whether that is within the limit of the scheme.

    Raises:
        ValueError: nothing was checked, or a mark is of a sort the scheme does not count.
    """
    checked = Decimal(checked_characters)
    if checked <= 0:
        raise ValueError("检查总字数是0，算不出差错率；请先填写检查了多少字。")
    lines = [line for key, of_sort in _by_sort(marks, scheme).items() for line in _count(of_sort, scheme.sorts[key], scheme)]
    errors = sum((line.errors for line in lines), Decimal(0))
    passed = errors * _TEN_THOUSAND <= scheme.limit * checked
    per = (errors * _TEN_THOUSAND / checked).quantize(_CENT, ROUND_HALF_UP)
    how, word = ("不超过", "合格") if passed else ("超过", "不合格")
    verdict = f"{plain(errors)}个差错÷{plain(checked)}字＝{per}/10000，{how}{scheme.name}的{plain(scheme.limit)}/10000，{word}"
    return Rate(errors, checked, per, scheme.limit, passed, verdict, tuple(lines))


def plain(number: Decimal) -> str:
    """Digits without exponent or trailing zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _by_sort(marks: Sequence[Mark], scheme: Scheme) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.sort not in scheme.sorts:
            raise ValueError(f"“{scheme.name}”没有“{mark.sort}”这一类差错；可用的有：{'、'.join(scheme.sorts)}。")
        found.setdefault(mark.sort, []).append(mark)
    return found


def _count(marks: list[Mark], sort: Sort, scheme: Scheme) -> list[Line]:
    dropped = _repeats(marks, sort, scheme)
    lines = [Line(mark, Decimal(0), dropped[at]) if at in dropped else _line(mark, sort, scheme) for at, mark in enumerate(marks)]
    total = sum((line.errors for line in lines), Decimal(0))
    if sort.most is not None and total > sort.most:
        lines.append(
            Line(None, sort.most - total, f"{sort.name}一期最多计{plain(sort.most)}，已计{plain(total)}，减去{plain(total - sort.most)}")
        )
    return lines


def _line(mark: Mark, sort: Sort, scheme: Scheme) -> Line:
    factor, reason = _factor(mark, scheme)
    errors = sort.weight(mark.length) * factor
    size = f"{mark.length}个字，" if len(sort.steps) > 1 else ""
    doubled = f"，{reason}按{plain(factor)}倍" if factor != 1 else ""
    return Line(mark, errors, f"{sort.name}：{size}计{plain(sort.weight(mark.length))}{doubled}")


def _factor(mark: Mark, scheme: Scheme) -> tuple[Decimal, str]:
    place = scheme.places.get(mark.place, Decimal(1))
    if place >= scheme.important or not mark.important:
        return place, "重要位置"
    return scheme.important, "重要信息"


def _repeats(marks: list[Mark], sort: Sort, scheme: Scheme) -> dict[int, str]:
    """Which marks do not count because the same slip was counted before, and why."""
    dropped: dict[int, str] = {}
    times: dict[str, int] = {}
    pages: set[tuple[str, str]] = set()
    if sort.same is None:
        return dropped
    heaviest_first = sorted(range(len(marks)), key=lambda at: -sort.weight(marks[at].length) * _factor(marks[at], scheme)[0])
    for at in heaviest_first:
        mark = marks[at]
        if not mark.same:
            continue
        if sort.per_page and mark.page and (mark.same, mark.page) in pages:
            dropped[at] = f"同一差错“{mark.same}”每面只计一次"
        elif times.get(mark.same, 0) >= sort.same:
            dropped[at] = f"同一差错“{mark.same}”最多计{sort.same}次"
        else:
            times[mark.same] = times.get(mark.same, 0) + 1
            pages.add((mark.same, mark.page))
    return dropped


@cache
def _read(path: Path) -> dict[str, Scheme]:
    return parse_schemes(path.read_text(encoding="utf-8"))


def _scheme(key: str, data: Mapping[str, Any]) -> Scheme:
    mark = str(data["mark"])
    return Scheme(
        key=key,
        name=str(data["name"]),
        source=str(data["source"]),
        year=int(data["year"]),
        mark=mark,
        limit=_number(data["limit"]),
        area={str(kind): _number(share) for kind, share in data["area"].items()},
        places={str(place): _number(factor) for place, factor in data["places"].items()},
        important=_number(data["important"]),
        sorts={str(name): _sort(str(name), sort, mark) for name, sort in data["sorts"].items()},
    )


def _sort(key: str, data: Mapping[str, Any], mark: str) -> Sort:
    steps = data["by_length"] if "by_length" in data else [[None, data["each"]]]
    if steps[-1][0] is not None:
        raise ValueError(f"“{key}”的 by_length 最后一档要写 null，否则更长的没有数可计")
    return Sort(
        key=key,
        name=str(data["name"]),
        steps=tuple((None if upto is None else int(upto), _number(weight)) for upto, weight in steps),
        most=_number(data["most"]) if "most" in data else None,
        same=int(data["same"]) if "same" in data else None,
        per_page=bool(data.get("per_page", False)),
        mark=str(data.get("mark", mark)),
    )


def _number(value: object) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite() or number < 0:
        raise ValueError(f"“{value}”不是可以用的数")
    return number


def _complaint(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"缺“{error.args[0]}”"
    if isinstance(error, ValueError) and not isinstance(error, ArithmeticError):
        return str(error)
    return "有一项不是应有的形状（数字、名称或列表）"
