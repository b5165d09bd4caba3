"""差错率: how each kind of publication is counted here, and what every issue comes to."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from rongmei.base.ledger.enums import RowState
from rongmei.content.proofing.rate import Mark, Rate, Scheme, parse_schemes, rate, schemes

from ..enums import MarkPlace, Publication
from ..models import CheckedIssue, ErrorMark, RateScheme


def scheme_of(publication: str) -> Scheme:
    """The office's own scheme, else the shipped one."""
    own = RateScheme.objects.filter(publication=publication).values_list("data", flat=True).first()
    return schemes()[publication] if own is None else read_scheme(publication, own)


def read_scheme(publication: str, data: Mapping[str, Any]) -> Scheme:
    """Raises ValueError with the library's sentence."""
    return parse_schemes(json.dumps({publication: dict(data)}, ensure_ascii=False))[publication]


def all_schemes() -> dict[str, Scheme]:
    own = dict(RateScheme.objects.values_list("publication", "data"))
    return {kind: read_scheme(kind, own[kind]) if kind in own else schemes()[kind] for kind in Publication.values}


def weight_of(scheme: Scheme, sort: str, length: int, place: str, important: bool) -> Decimal:
    """What one mark counts for by itself, before repeats and caps. Raises ValueError for a sort the scheme does not count."""
    return rate([Mark(sort, length, place, important)], Decimal(10_000), scheme).errors


@dataclass(frozen=True)
class IssueRate:
    """scheme: by which it was counted. marks: the rows, in the order of `rate.lines` that have a mark."""

    issue: CheckedIssue
    scheme: Scheme
    rate: Rate
    marks: Sequence[ErrorMark]


def rate_of(issue: CheckedIssue, scheme: Scheme | None = None) -> IssueRate:
    """The rate of one issue over its confirmed errors."""
    return _rated(issue, scheme or scheme_of(issue.publication), list(_counted().filter(issue=issue)))


def rates(year: int | None = None) -> list[IssueRate]:
    """Every confirmed issue of a year (all years), newest first. Three queries."""
    issues = CheckedIssue.objects.filter(state=RowState.CONFIRMED).order_by("-issued_on", "-pk")
    if year is not None:
        issues = issues.filter(issued_on__year=year)
    found = list(issues)
    marks: dict[int, list[ErrorMark]] = {}
    for mark in _counted().filter(issue__in=[issue.pk for issue in found]):
        marks.setdefault(mark.issue_id, []).append(mark)
    known = all_schemes()
    return [_rated(issue, known[issue.publication], marks.get(issue.pk, [])) for issue in found]


def issues_to_book() -> list[CheckedIssue]:
    """The newest issues errors may be entered for."""
    return list(CheckedIssue.objects.exclude(state=RowState.VOIDED).order_by("-issued_on", "-pk")[:60])


def issue_of(written: str) -> CheckedIssue | None:
    if not written.isdecimal() or len(written) > 18:
        return None
    return CheckedIssue.objects.select_related("unit").exclude(state=RowState.VOIDED).filter(pk=int(written)).first()


def _counted() -> Any:
    return ErrorMark.objects.filter(state=RowState.CONFIRMED).order_by("found_on", "pk")


def _rated(issue: CheckedIssue, scheme: Scheme, rows: Sequence[ErrorMark]) -> IssueRate:
    marks = [_mark(row) for row in rows if row.sort in scheme.sorts]
    return IssueRate(issue, scheme, rate(marks, issue.characters, scheme), rows)


def _mark(row: ErrorMark) -> Mark:
    return Mark(
        sort=row.sort,
        length=row.length,
        place=row.place,
        important=row.important,
        same=f"{row.found}→{row.right}",
        page=row.location,
        label=f"{row.found}{f'（{MarkPlace(row.place).label}）' if row.place else ''}",
    )


@dataclass(frozen=True)
class KindRate:
    """All issues of a kind together: errors after repeats and caps of each issue, over all characters."""

    publication: Publication
    scheme: Scheme
    issues: int
    passed: int
    errors: Decimal
    characters: int
    per_10000: Decimal

    @property
    def within(self) -> bool:
        return self.errors * 10_000 <= self.scheme.limit * self.characters


def by_kind(found: Sequence[IssueRate]) -> list[KindRate]:
    """One line a kind of publication that has issues."""
    lines = []
    for kind in Publication:
        own = [one for one in found if one.issue.publication == kind]
        if own:
            errors = sum((one.rate.errors for one in own), Decimal(0))
            characters = sum(one.issue.characters for one in own)
            per = (errors * 10_000 / characters).quantize(Decimal("0.01"))
            lines.append(KindRate(kind, own[0].scheme, len(own), sum(one.rate.passed for one in own), errors, characters, per))
    return lines


def by_person(year: int | None = None) -> list[dict[str, Any]]:
    """Person → errors let in and what they count for, most first."""
    rows = _counted().order_by().exclude(introduced_by=None)
    if year is not None:
        rows = rows.filter(found_on__year=year)
    counted = (
        rows.values("introduced_by__name").annotate(count=Count("pk"), weight=Sum("weight")).order_by("-weight", "introduced_by__name")
    )
    return list(counted[:50])


def by_step(year: int | None = None) -> list[dict[str, Any]]:
    """Step → errors found there, and by the machine among them."""
    rows = _counted().order_by()
    if year is not None:
        rows = rows.filter(found_on__year=year)
    return list(
        rows.values("step").annotate(count=Count("pk"), machine=Count("pk", filter=Q(by="machine")), weight=Sum("weight")).order_by("step")
    )
