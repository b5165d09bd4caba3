"""What the pages of awards and honours work out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rongmei.base.ledger.enums import RowState

from .enums import MediaHonourKind
from .models import EducationAward, MediaHonour, Recipient


@dataclass(frozen=True)
class AwardFacts:
    people: Sequence[Recipient]
    by_unit: Sequence[tuple[str, int]]  # most people first; "" for those without a unit


def award_facts(row: EducationAward) -> AwardFacts:
    people = list(row.recipients.select_related("unit"))
    counts = Counter(person.unit.name if person.unit else "" for person in people)
    return AwardFacts(people, counts.most_common())


@dataclass(frozen=True)
class HonourFacts:
    counts_as: str  # the unit word this row adds to: 项, 名 or 件
    same_work: Sequence[MediaHonour]  # other honours of the same work
    same_person: Sequence[MediaHonour]  # other honours of the same correspondent


def honour_facts(row: MediaHonour) -> HonourFacts:
    others = MediaHonour.objects.exclude(pk=row.pk).exclude(state=RowState.VOIDED).order_by("-awarded_on", "-pk")
    words = {MediaHonourKind.WORK: "件", MediaHonourKind.CORRESPONDENT: "名"}
    work: list[MediaHonour] = []
    person: list[MediaHonour] = []
    if row.kind == MediaHonourKind.WORK:
        work = list(others.filter(work_title=row.work_title, kind=MediaHonourKind.WORK)[:10])
    if row.kind == MediaHonourKind.CORRESPONDENT:
        person = list(others.filter(recipient=row.recipient, unit_id=row.unit_id, kind=MediaHonourKind.CORRESPONDENT)[:10])
    return HonourFacts(words.get(MediaHonourKind(row.kind), "项"), work, person)
