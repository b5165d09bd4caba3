"""What the page of a lecture, a talk or a report works out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rongmei.base.ledger.enums import RowState

from ..models import CorpsMember, ExpertReport, Lecture, LectureCoverage, PublicTalk


@dataclass(frozen=True)
class UnitShare:
    """A unit's listeners and their share of those counted by unit, 0 to 100; both None when the unit gave no number."""

    name: str
    heads: int | None
    percent: int | None


@dataclass(frozen=True)
class LectureFacts:
    units: Sequence[UnitShare]
    counted: int  # heads that units account for
    without_number: int  # units that gave none
    difference: int | None  # stated head count less the units' sum
    at_least: bool
    in_series: int | None  # the how-manieth of its series
    of_series: int | None


def lecture_facts(row: Lecture) -> LectureFacts:
    lines: list[LectureCoverage] = list(row.coverage.all())
    counted = sum(line.heads or 0 for line in lines)
    known = sorted((line for line in lines if line.heads is not None), key=lambda line: -(line.heads or 0))
    unknown = [line for line in lines if line.heads is None]
    units = [UnitShare(line.unit.name, line.heads, round(100 * (line.heads or 0) / counted) if counted else 0) for line in known]
    units += [UnitShare(line.unit.name, None, None) for line in unknown]
    in_series = of_series = None
    if row.series_id:
        series = Lecture.objects.filter(series_id=row.series_id).exclude(state=RowState.VOIDED).order_by("held_on", "pk")
        pks = list(series.values_list("pk", flat=True))
        of_series = len(pks)
        in_series = pks.index(row.pk) + 1 if row.pk in pks else None
    return LectureFacts(
        units=units,
        counted=counted,
        without_number=len(unknown),
        difference=row.heads - counted if row.heads is not None and lines else None,
        at_least=row.heads_at_least,
        in_series=in_series,
        of_series=of_series,
    )


@dataclass(frozen=True)
class SpeakerFacts:
    talks: Sequence[PublicTalk]  # the latest ten
    talks_given: int
    other_places: Sequence[CorpsMember]  # in other corps or terms


def speaker_facts(row: CorpsMember) -> SpeakerFacts:
    """Talks and other places of the same name in the same unit."""
    talks = PublicTalk.objects.filter(speaker=row.name, unit_id=row.unit_id).exclude(state=RowState.VOIDED)
    others = CorpsMember.objects.filter(name=row.name, unit_id=row.unit_id).exclude(pk=row.pk).exclude(state=RowState.VOIDED)
    return SpeakerFacts(list(talks.order_by("-held_on", "-pk")[:10]), talks.count(), list(others.order_by("-admitted_on", "-pk")))


def earlier_reports(row: ExpertReport) -> list[ExpertReport]:
    """Reports the same expert gave here before."""
    rows = ExpertReport.objects.filter(expert=row.expert, institution=row.institution, held_on__lt=row.held_on)
    return list(rows.exclude(state=RowState.VOIDED).order_by("-held_on", "-pk")[:10])
