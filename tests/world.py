"""A small office for whole-repo tests: two units, one account per role, one of each thing an address can name.

Things are made when they are first asked for, by the rooms' own actions and factories. A room adds the things its addresses need as
one more cached property.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rongmei.base.directory.actions import create_account
from rongmei.base.directory.enums import Role
from rongmei.base.directory.models import Unit, User
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, PostFactory, UnitFactory, UniversityFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.tests.factories import ApiTokenFactory, EvidenceFactory
from rongmei.base.planning.tests.factories import PlanTaskFactory
from rongmei.content.newsroom.models import Manuscript
from rongmei.content.newsroom.tests.factories import (
    AssetFactory,
    CommentFactory,
    DraftFactory,
    ManuscriptFactory,
    ProcedureStepFactory,
    PublicationFactory,
    RepublicationFactory,
    TopicFactory,
    UrgentReleaseFactory,
    WithdrawalConfirmationFactory,
    WithdrawalFactory,
)
from rongmei.content.proofdesk.tests.factories import DeskTextFactory, KeptFindingFactory, ProofRunFactory
from rongmei.records.learning.tests.factories import LectureFactory
from rongmei.reporting.figures.tests.factories import FigureFactory, ManualValueFactory, ReadingFactory
from rongmei.reporting.summary.tests.factories import SummaryFactory, SummarySlotFactory
from rongmei.website.pages.models import SiteHome
from rongmei.website.pages.tests.factories import SectionFactory, SiteHomeFactory, ThemeFactory

# Who asks, in the order of the letters in tests/permissions/matrix.yml.
ROLES: Final = (
    "anonymous", "outsider", "correspondent", "other", "editor", "chief", "manager", "administrator", "auditor",
)  # fmt: skip
GRANTS: Final[dict[str, Role]] = {
    "correspondent": Role.CORRESPONDENT,
    "other": Role.CORRESPONDENT,
    "editor": Role.EDITOR,
    "chief": Role.SECTION_CHIEF,
    "manager": Role.OFFICE_MANAGER,
    "administrator": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}


class World:
    """Attribute names are the words that `args` in matrix.yml may use."""

    def __init__(self) -> None:
        self._users: dict[str, User] = {}
        UniversityFactory()

    @cached_property
    def unit(self) -> Unit:
        return UnitFactory(name="文学院")

    @cached_property
    def other_unit(self) -> Unit:
        return UnitFactory(name="法学院")

    def user(self, role: str) -> User:
        """The account of a role; `correspondent` belongs to `unit`, `other` to `other_unit`. The outsider has an account and no role."""
        if role not in self._users:
            homes = {"correspondent": "unit", "other": "other_unit"}
            unit = getattr(self, homes[role]) if role in homes else None
            roles = [(GRANTS[role], unit)] if role in GRANTS else []
            made = create_account(actor=SYSTEM, username=f"world-{role}", person=PersonFactory(), roles=roles, must_change_password=False)
            self._users[role] = made.user
        return self._users[role]

    @cached_property
    def account(self) -> int:
        return self.user("outsider").pk

    @cached_property
    def correspondent(self) -> int:
        return self.user("correspondent").pk

    @cached_property
    def grant(self) -> int:
        return self.user("correspondent").role_grants.get().pk

    @cached_property
    def person(self) -> int:
        return self.post_held.person_id

    @cached_property
    def post_held(self) -> Any:
        return PostFactory(person=PersonFactory(unit=self.unit))

    @cached_property
    def outlet(self) -> int:
        return OutletFactory(unit=self.unit).pk

    @cached_property
    def row(self) -> int:
        return LectureFactory(unit=self.unit).pk

    @cached_property
    def evidence(self) -> int:
        return EvidenceFactory(ledger="lecture", row_id=self.row).pk

    @cached_property
    def batch(self) -> Any:
        """A checked sheet of the correspondent: one good row, one that waits."""
        sheet = "日期,题目,主讲人,主办单位\n2025-09-18,新时代青年的使命担当,周明远,文学院\n不清楚,云山讲堂第二讲,周明远,文学院\n"
        ledger, actor = registry.get("lecture"), self.user("correspondent")
        batch = imports.receive_import(actor=actor, ledger=ledger, file=SimpleUploadedFile("讲座台账.csv", sheet.encode()))
        return imports.check_import(actor=actor, batch=imports.map_import(actor=actor, batch=batch))

    @cached_property
    def staged(self) -> int:
        return self.batch.staged.get().pk

    @cached_property
    def token(self) -> int:
        return ApiTokenFactory(user=self.user("correspondent")).pk

    @cached_property
    def proof_run(self) -> Any:
        return ProofRunFactory(subject_id=str(DeskTextFactory(made_by=self.user("correspondent")).pk))

    @cached_property
    def proof_text(self) -> int:
        return int(self.proof_run.subject_id)

    @cached_property
    def proof_finding(self) -> int:
        return KeptFindingFactory(run=self.proof_run).pk

    @cached_property
    def figure(self) -> str:
        return FigureFactory().key

    @cached_property
    def reading(self) -> int:
        return ReadingFactory().pk

    @cached_property
    def manual(self) -> Any:
        return ManualValueFactory()

    @cached_property
    def manual_figure(self) -> str:
        return self.manual.figure.key

    @cached_property
    def slot(self) -> str:
        return SummarySlotFactory(summary_id=self.summary).ref

    @cached_property
    def story(self) -> int:
        """A draft of `unit`, begun by its correspondent."""
        return ManuscriptFactory(unit=self.unit, created_by=self.user("correspondent")).pk

    @cached_property
    def plan_task(self) -> int:
        return PlanTaskFactory().pk

    @cached_property
    def topic(self) -> int:
        return TopicFactory(unit=self.unit, proposed_by=self.user("correspondent")).pk

    @cached_property
    def story_asset(self) -> int:
        """A picture of `unit`'s manuscript; its bytes are on disk."""
        asset = AssetFactory(file=ContentFile(b"picture", "picture.png"))
        Manuscript.objects.get(pk=self.story).assets.add(asset)
        return asset.pk

    @cached_property
    def procedure(self) -> int:
        step = ProcedureStepFactory()
        return step.procedure_id

    @cached_property
    def draft(self) -> int:
        """What the correspondent typed into `story` and did not save."""
        return DraftFactory(manuscript_id=self.story, base=self._of(self.story).current, owner=self.user("correspondent")).pk

    @cached_property
    def remark(self) -> int:
        story = self._of(self.story)
        return CommentFactory(manuscript=story, revision=story.current, written_by=self.user("editor")).pk

    @cached_property
    def release(self) -> int:
        """Of `story`, authorised by the chief on the telephone."""
        return UrgentReleaseFactory(manuscript=self._of(self.story), authoriser=self.user("chief").person).pk

    @cached_property
    def live_story(self) -> int:
        """`unit`'s, published and corrected since."""
        now = timezone.now()
        story = ManuscriptFactory(unit=self.unit, state="published", procedure_id=self.procedure, submitted_at=now, first_published_at=now)
        old = PublicationFactory(manuscript=story, state="corrected")
        PublicationFactory(manuscript=story, outlet=old.outlet, public_id=old.public_id, edition=2)
        return story.pk

    @cached_property
    def place(self) -> int:
        """Where the edition of `live_story` that was corrected stands still."""
        return RepublicationFactory(publication=self._of(self.live_story).publications.get(edition=1)).pk

    @cached_property
    def confirmation(self) -> int:
        """A place `live_story` would have to vanish from."""
        publication = self._of(self.live_story).publications.get(edition=2)
        withdrawal = WithdrawalFactory(manuscript=publication.manuscript)
        return WithdrawalConfirmationFactory(withdrawal=withdrawal, publication=publication).pk

    def _of(self, story: int) -> Manuscript:
        return Manuscript.objects.get(pk=story)

    @cached_property
    def summary(self) -> int:
        return SummaryFactory().pk

    @cached_property
    def site(self) -> int:
        return SiteHomeFactory().pk

    @cached_property
    def column(self) -> int:
        """A column of `site`."""
        return SectionFactory(parent=SiteHome.objects.get(pk=self.site)).pk

    @cached_property
    def theme(self) -> int:
        return ThemeFactory().pk

    def __getitem__(self, name: str) -> Any:
        value = getattr(self, name)
        return getattr(value, "pk", value)
