"""A small office with everybody a story needs, made by the actions. Names say what people do."""

from __future__ import annotations

import io
from functools import cached_property
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from rongmei.base.directory.actions import create_account
from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet, Person, Unit, User
from rongmei.base.directory.tests.factories import OutletFactory, PersonFactory, PostFactory, UnitFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event

from .. import actions, queries, rules
from ..actions.ready_made import ALL, GRAVE, Plan, Step
from ..enums import IN_REVIEW, CorrectionKind, StepKind
from ..models import Asset, Manuscript, ProcedureStep, SignOff, Turn
from ..standing import Standing, standing_of
from ..text import Content, read_content

REVIEWS = (
    Step(StepKind.REVIEW, "初审", (Role.EDITOR,), corrections=ALL),
    Step(StepKind.REVIEW, "复审", (Role.SECTION_CHIEF,), corrections=GRAVE),
    Step(StepKind.REVIEW, "终审", (Role.DEPUTY_HEAD, Role.HEAD), corrections=GRAVE),
)
PROOFS = (
    Step(StepKind.PROOF, "一校", (Role.REPORTER, Role.PROOFREADER), corrections=(CorrectionKind.POLITICAL,)),
    Step(StepKind.PROOF, "二校", (Role.PROOFREADER,), corrections=(CorrectionKind.POLITICAL,)),
)
PARAGRAPH = "自本周起，图书馆一层通宵开放，同学们可凭校园卡入馆。"


def plan(*steps: Step, **more: Any) -> Plan:
    kinds = more.pop("outlet_kinds", (OutletKind.SITE, OutletKind.WECHAT))
    return Plan(key=more.pop("key", "plan"), name=more.pop("name", "网站三审"), outlet_kinds=kinds, steps=steps or REVIEWS, **more)


class Office:
    """People are made when first asked for: office.editor, office.chief …"""

    ROLES: dict[str, tuple[Role, ...]] = {
        "editor": (Role.EDITOR,),
        "editor2": (Role.EDITOR,),
        "chief": (Role.SECTION_CHIEF,),
        "chief2": (Role.SECTION_CHIEF,),
        "deputy_head": (Role.DEPUTY_HEAD,),
        "head": (Role.HEAD,),
        "reporter": (Role.REPORTER,),
        "proofreader": (Role.PROOFREADER,),
        "proofreader2": (Role.PROOFREADER,),
        "manager": (Role.OFFICE_MANAGER,),
        "administrator": (Role.ADMINISTRATOR,),
        "auditor": (Role.AUDITOR,),
        "everything": (Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER),
        "nobody": (),
    }
    LOCAL = ("correspondent", "unit_head", "keeper", "stranger")
    LOCAL_ROLES = {
        "correspondent": Role.CORRESPONDENT,
        "unit_head": Role.UNIT_HEAD,
        "keeper": Role.CHANNEL_OWNER,
        "stranger": Role.CORRESPONDENT,
    }
    NAMES = {"editor": "王初", "chief": "赵复", "deputy_head": "钱终", "head": "孙部长", "correspondent": "李通讯", "proofreader": "周校"}

    def __init__(self) -> None:
        self._numbers = count(1)
        self._users: dict[str, User] = {}
        self.unit: Unit = UnitFactory(name="文学院")
        self.bureau: Unit = UnitFactory(name="党委宣传部")
        self.site: Outlet = OutletFactory(name="云山大学新闻网", kind=OutletKind.SITE, unit=self.bureau)

    @cached_property
    def wechat(self) -> Outlet:
        return OutletFactory(name="云山大学公众号", kind=OutletKind.WECHAT, unit=self.bureau)

    @cached_property
    def other_unit(self) -> Unit:
        return UnitFactory(name="法学院")

    def __getattr__(self, name: str) -> User:
        if name.startswith("_") or (name not in self.ROLES and name not in self.LOCAL):
            raise AttributeError(name)
        return self.user(name)

    def user(self, name: str) -> User:
        if name not in self._users:
            home = {"stranger": self.other_unit}.get(name, self.unit) if name in self.LOCAL else self.bureau
            person = PersonFactory(name=self.NAMES.get(name, f"郑{name}"), unit=home, email=f"{name}@example.test")
            PostFactory(person=person, unit=home, title=f"{name}之职")
            grants = [(self.LOCAL_ROLES[name], home)] if name in self.LOCAL else [(role, None) for role in self.ROLES[name]]
            made = create_account(actor=SYSTEM, username=f"news-{name}", person=person, roles=grants, must_change_password=False)
            self._users[name] = made.user
        user = self._users[name]
        user.forget_roles()
        return user

    def grant(self, user: User, *roles: Role) -> User:
        """More roles for somebody, for the whole university."""
        from rongmei.base.directory.tests.factories import RoleGrantFactory

        for role in roles:
            RoleGrantFactory(user=user, role=role)
        user.forget_roles()
        return user

    def procedure(self, *steps: Step, **more: Any) -> Any:
        return actions.make_procedure(actor=SYSTEM, plan=plan(*steps, **more))

    def content(self, **changes: Any) -> Content:
        given = {
            "headline": "图书馆开放夜间自习室",
            "body": [{"type": "paragraph", "value": f"<p>{PARAGRAPH}</p>"}],
            "byline": [{"role": "correspondent", "name": "李通讯", "person": None, "unit": "文学院"}],
        }
        return read_content(given | changes)

    def people(self, *names: str) -> None:
        """Make sure these exist, so that every step has somebody."""
        for name in names or ("editor", "chief", "deputy_head", "proofreader", "proofreader2"):
            self.user(name)

    def draft(self, by: User | None = None, targets: tuple[Outlet, ...] | None = None, **changes: Any) -> Manuscript:
        content = self.content(**({"headline": f"图书馆开放夜间自习室（{next(self._numbers)}）"} | changes))
        return actions.begin_manuscript(
            actor=by or self.correspondent, unit=self.unit, content=content, targets=[self.site] if targets is None else targets
        )

    def submitted(self, by: User | None = None, **changes: Any) -> Manuscript:
        self.people()
        manuscript = self.draft(by, **changes)
        return actions.submit_manuscript(actor=by or self.correspondent, manuscript=manuscript)

    def sign(self, manuscript: Manuscript, *names: str) -> list[SignOff]:
        return [actions.sign_manuscript(actor=self.user(name), manuscript=manuscript) for name in names]

    def passed(self, **changes: Any) -> Manuscript:
        """Signed by everybody the plain procedure of three reviews asks."""
        manuscript = self.submitted(**changes)
        self.sign(manuscript, "editor", "chief", "deputy_head")
        return fresh(manuscript)

    def published(self, **changes: Any) -> Manuscript:
        manuscript = self.passed(**changes)
        for outlet in manuscript.targets.all():
            actions.publish_manuscript(actor=self.editor, manuscript=manuscript, outlet=outlet)
        return fresh(manuscript)

    def save(self, manuscript: Manuscript, by: User | None = None, **changes: Any) -> Any:
        """Change the present text."""
        manuscript = fresh(manuscript)
        content = read_content(manuscript.current.content().as_json() | changes)
        return actions.save_text(actor=by or self.editor2, manuscript=manuscript, base=manuscript.current.number, content=content)

    def picture(self, by: User | None = None, colour: str = "red") -> Asset:
        return actions.add_asset(actor=by or self.correspondent, file=picture_file(colour))

    def step(self, manuscript: Manuscript, label: str) -> ProcedureStep:
        return manuscript.procedure.steps.get(label=label)


def picture_file(colour: str = "red") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Pillow.new("RGB", (12, 8), colour).save(buffer, "PNG")
    return SimpleUploadedFile(f"{colour}.png", buffer.getvalue(), "image/png")


def fresh(manuscript: Manuscript) -> Manuscript:
    return Manuscript.objects.get(pk=manuscript.pk)


def standing(manuscript: Manuscript) -> Standing:
    return standing_of(fresh(manuscript))


def turns() -> tuple[dict[int, Any], dict[int, Any]]:
    """Whose turn each manuscript in review is: as noted, and as found now. manuscript → step, by when, who is kept apart from it."""
    noted = {
        turn.manuscript_id: (turn.step_id, turn.due_at, {person.pk for person in turn.kept_apart.all()})
        for turn in Turn.objects.prefetch_related("kept_apart")
    }
    found: dict[int, Any] = {}
    for manuscript in queries.with_texts(Manuscript.objects.filter(state__in=IN_REVIEW)):
        stands = standing_of(manuscript)
        step = stands.present.pk if stands.present else None
        found[manuscript.pk] = (step, queries.due_at(manuscript, stands), rules.kept_apart(manuscript, stands))
    return noted, found


def passed_steps(manuscript: Manuscript) -> list[str]:
    return [line.step.label for line in standing(manuscript).steps if line.passed]


def refusals(manuscript: Manuscript) -> list[str]:
    """The sentences history kept of refused tries."""
    events = Event.objects.filter(kind=EventKind.STORY_REFUSED, subject_id=str(manuscript.pk)).order_by("seq")
    return [event.data["reason"] for event in events]


def person_of(user: User) -> Person:
    assert user.person is not None
    return user.person
