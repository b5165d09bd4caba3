"""Rows of the newsroom by themselves. Tests that need rules, signatures and history use the actions (office.py)."""

from __future__ import annotations

import datetime as dt
import hashlib

import factory
from django.utils import timezone

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, UnitFactory, UserFactory
from rongmei.base.ledger.tests.factories import EntryFactory

from ..enums import AssetKind, CorrectionKind, Decision, DraftKind, StepKind
from ..models import (
    Asset,
    Assignment,
    Comment,
    CorrectionNote,
    Deputy,
    Draft,
    HandedIn,
    Manuscript,
    PassedStep,
    Procedure,
    ProcedureStep,
    Publication,
    PublishedStory,
    Republication,
    Revision,
    SignOff,
    StoryPlace,
    StorySubject,
    Subject,
    Topic,
    Turn,
    UrgentRelease,
    Withdrawal,
    WithdrawalConfirmation,
    Writer,
)
from ..text import Content, count_words, fingerprint, parts_of

now = factory.LazyFunction(timezone.now)


class SubjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Subject

    key = factory.Sequence(lambda n: f"subject-{n}")
    name = factory.Sequence(lambda n: f"题材{n}")


class AssetFactory(factory.django.DjangoModelFactory):
    """A picture row; its file is not on disk."""

    class Meta:
        model = Asset

    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    kind = AssetKind.PICTURE
    file = factory.LazyAttribute(lambda o: f"newsroom/assets/{o.sha256}.jpg")
    file_name = "图书馆.jpg"
    media_type = "image/jpeg"
    size = 1000
    width = 1200
    height = 800
    added_at = now


class ProcedureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Procedure

    key = factory.Sequence(lambda n: f"procedure-{n}")
    name = "学校网站"
    outlet_kinds = factory.LazyFunction(lambda: [str(OutletKind.SITE)])
    made_at = now


class ProcedureStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProcedureStep

    procedure = factory.SubFactory(ProcedureFactory)
    order = factory.Sequence(lambda n: n % 30_000 + 1)
    kind = StepKind.REVIEW
    label = factory.Sequence(lambda n: f"第{n}审")
    roles = factory.LazyFunction(lambda: [str(Role.EDITOR)])


class DeputyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Deputy

    principal = factory.SubFactory(PersonFactory)
    deputy = factory.SubFactory(PersonFactory)
    from_on = dt.date(2026, 7, 1)
    to_on = dt.date(2026, 7, 14)
    made_at = now


class ManuscriptFactory(factory.django.DjangoModelFactory):
    """A draft with one revision."""

    class Meta:
        model = Manuscript
        skip_postgeneration_save = True

    unit = factory.SubFactory(UnitFactory)
    created_at = now
    changed_at = now
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def headline(self, create: bool, extracted: str | None, **kwargs: object) -> None:
        self.current = RevisionFactory(manuscript=self, headline=extracted or "图书馆开放夜间自习室")
        self.save(update_fields=["current"])


class RevisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Revision

    manuscript = factory.LazyFunction(lambda: ManuscriptFactory())
    number = factory.LazyAttribute(lambda o: o.manuscript.revisions.count() + 1)
    headline = "图书馆开放夜间自习室"
    body = factory.LazyFunction(lambda: [{"type": "paragraph", "value": "<p>自本周起，图书馆一层通宵开放。</p>"}])
    words = factory.LazyAttribute(lambda o: count_words(Content(headline=o.headline, body=o.body)))
    fingerprint = factory.LazyAttribute(lambda o: fingerprint(Content(headline=o.headline, body=o.body), {}))
    parts = factory.LazyAttribute(lambda o: parts_of(Content(headline=o.headline, body=o.body), {}))
    made_at = now


class WriterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Writer

    manuscript = factory.SubFactory(ManuscriptFactory)
    person = factory.SubFactory(PersonFactory)


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draft

    manuscript = factory.SubFactory(ManuscriptFactory)
    owner = factory.SubFactory(UserFactory)
    kind = DraftKind.AUTOSAVE
    base = factory.SelfAttribute("manuscript.current")
    content = factory.LazyFunction(lambda: {"headline": "没写完"})
    saved_at = now


class SignOffFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignOff

    manuscript = factory.SubFactory(ManuscriptFactory)
    revision = factory.SelfAttribute("manuscript.current")
    step = factory.SubFactory(ProcedureStepFactory)
    round = 1
    decision = Decision.APPROVE
    person = factory.SubFactory(PersonFactory)
    person_name = factory.SelfAttribute("person.name")
    fingerprint = factory.SelfAttribute("manuscript.current.fingerprint")
    at = now


class TurnFactory(factory.django.DjangoModelFactory):
    """All steps signed."""

    class Meta:
        model = Turn

    manuscript = factory.SubFactory(ManuscriptFactory)


class UrgentReleaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UrgentRelease

    manuscript = factory.SubFactory(ManuscriptFactory)
    revision = factory.SelfAttribute("manuscript.current")
    fingerprint = factory.SelfAttribute("manuscript.current.fingerprint")
    round = 1
    authoriser = factory.SubFactory(PersonFactory)
    authoriser_name = factory.SelfAttribute("authoriser.name")
    reason = "突发情况通报"
    phoned_at = now
    released_at = now
    released_by = factory.SubFactory(UserFactory)
    due_at = factory.LazyAttribute(lambda o: o.released_at + dt.timedelta(hours=24))


class PublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Publication

    manuscript = factory.SubFactory(ManuscriptFactory)
    outlet = factory.SubFactory(OutletFactory, kind=OutletKind.SITE)
    revision = factory.SelfAttribute("manuscript.current")
    public_id = factory.Sequence(lambda n: f"20260301-{n}-1")
    kind = "news"
    language = "zh-hans"
    headline = factory.SelfAttribute("revision.headline")
    body = factory.SelfAttribute("revision.body")
    byline = factory.LazyFunction(list)
    credits = factory.LazyFunction(list)
    words = factory.SelfAttribute("revision.words")
    fingerprint = factory.SelfAttribute("revision.fingerprint")
    procedure_name = "学校网站（v1）"
    first_published_at = now
    published_at = now


class CorrectionNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CorrectionNote

    publication = factory.SubFactory(PublicationFactory)
    public_id = factory.SelfAttribute("publication.public_id")
    kind = CorrectionKind.FACT
    text = "文中周明远的职务应为教授。"
    at = now


class RepublicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Republication

    publication = factory.SubFactory(PublicationFactory)
    place = "云山日报客户端"
    noted_at = now


class WithdrawalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Withdrawal

    manuscript = factory.SubFactory(ManuscriptFactory)
    reason = "内容失实"
    at = now


class WithdrawalConfirmationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WithdrawalConfirmation

    withdrawal = factory.SubFactory(WithdrawalFactory)
    publication = factory.SubFactory(PublicationFactory)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    title = "开学典礼"
    unit = factory.SubFactory(UnitFactory)
    proposed_at = now
    proposed_by = factory.SubFactory(UserFactory)


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assignment

    topic = factory.SubFactory(TopicFactory)
    assignee = factory.SubFactory(PersonFactory)
    assigned_at = now
    assigned_by = factory.SubFactory(UserFactory)
    due_at = factory.LazyAttribute(lambda o: o.assigned_at + dt.timedelta(days=2))


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    manuscript = factory.SubFactory(ManuscriptFactory)
    revision = factory.SelfAttribute("manuscript.current")
    text = "这里的人数再核一遍。"
    written_at = now
    written_by = factory.SubFactory(UserFactory)


class PublishedStoryFactory(EntryFactory):
    class Meta:
        model = PublishedStory

    number = factory.Sequence(lambda n: f"2026-{n:05d}")
    published_on = dt.date(2026, 3, 5)
    headline = "图书馆开放夜间自习室"
    kind = "news"
    words = 800


class StorySubjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StorySubject

    entry = factory.SubFactory(PublishedStoryFactory)
    subject = factory.SubFactory(SubjectFactory)


class StoryPlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StoryPlace

    entry = factory.SubFactory(PublishedStoryFactory)
    outlet = factory.SubFactory(OutletFactory, kind=OutletKind.SITE)


class HandedInFactory(EntryFactory):
    class Meta:
        model = HandedIn

    number = factory.Sequence(lambda n: f"2026-{n:05d}")
    handed_in_on = dt.date(2026, 3, 1)
    headline = "图书馆开放夜间自习室"


class PassedStepFactory(EntryFactory):
    class Meta:
        model = PassedStep

    number = factory.Sequence(lambda n: f"2026-{n:05d}")
    ended_on = dt.date(2026, 3, 1)
    headline = "图书馆开放夜间自习室"
    step = "初审"
    kind = StepKind.REVIEW
    hours = 2
