"""One factory for every model of the room."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import factory
import yaml
from django.utils import timezone

from rongmei.base.directory.tests.factories import PersonFactory
from rongmei.base.ledger.tests.factories import EntryFactory
from rongmei.content.proofing import rate

from ..enums import ErrorSort, FindingKind, FindingLevel, ProofStep, Publication, Style, WordUse
from ..models import CheckedIssue, DeskText, ErrorMark, HouseRule, HouseWord, KeptFinding, Missed, ProofRun, RateScheme, Waiver

SHIPPED = Path(rate.__file__).parent / "data" / "error_rates.yml"

RULES = """
name: slogans
rules:
  theme-day:
    extends: substitution
    message: "本单位统一写“{right}”。"
    level: warning
    swap: {主题党日活动日: 主题党日}
    tests:
      bad: ["开展主题党日活动日": "开展主题党日"]
      good: ["开展主题党日"]
"""


class HouseWordFactory(EntryFactory):
    class Meta:
        model = HouseWord

    wrong = factory.Sequence(lambda n: f"院团委{n}")
    use = WordUse.DEPRECATED
    right = "学院团委"
    since = dt.date(2026, 3, 2)


class HouseRuleFactory(EntryFactory):
    class Meta:
        model = HouseRule

    title = factory.Sequence(lambda n: f"口号{n + 1}")
    text = RULES
    since = dt.date(2026, 3, 2)


class DeskTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DeskText

    title = "简报"
    text = "截止目前，共有50余人左右参加。"
    style = Style.WEB
    on = dt.date(2026, 11, 5)
    made_at = factory.LazyFunction(timezone.now)


class ProofRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProofRun

    subject_kind = "proof_text"
    subject_id = factory.LazyFunction(lambda: str(DeskTextFactory().pk))
    subject_label = "简报"
    fingerprint = "0" * 64
    style = Style.WEB
    on = dt.date(2026, 11, 5)
    characters = 16
    made_at = factory.LazyFunction(timezone.now)


class KeptFindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KeptFinding

    run = factory.SubFactory(ProofRunFactory)
    passage = 0
    start = 0
    end = 4
    found = "截止目前"
    rule = "typos.jiezhi"
    level = FindingLevel.ERROR
    kind = FindingKind.CHARACTER
    message = "“截止目前”应为“截至目前”。"
    suggestions = ["截至目前"]
    place = factory.Sequence(lambda n: f"{n:032x}")


class WaiverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Waiver

    subject_kind = "proof_text"
    subject_id = "1"
    place = factory.Sequence(lambda n: f"{n:032x}")
    rule = "typos.jiezhi"
    found = "截止目前"
    reason = "引文如此。"
    at = factory.LazyFunction(timezone.now)


class CheckedIssueFactory(EntryFactory):
    class Meta:
        model = CheckedIssue

    title = factory.Sequence(lambda n: f"《云岭大学报》第{600 + n}期")
    publication = Publication.NEWSPAPER
    issued_on = dt.date(2026, 3, 15)
    characters = 6600


class ErrorMarkFactory(EntryFactory):
    class Meta:
        model = ErrorMark

    issue = factory.SubFactory(CheckedIssueFactory)
    found_on = dt.date(2026, 3, 16)
    found = factory.Sequence(lambda n: f"贯测{n}")
    right = "贯彻"
    sort = ErrorSort.CHARACTER
    step = ProofStep.SECOND
    weight = 1


class MissedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Missed

    entry = factory.SubFactory(ErrorMarkFactory)
    person = factory.SubFactory(PersonFactory)


class RateSchemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RateScheme
        django_get_or_create = ("publication",)

    publication = Publication.WEB
    data = factory.LazyFunction(lambda: yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["web"])
    changed_at = factory.LazyFunction(timezone.now)
