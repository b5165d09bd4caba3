"""Procedures an office can begin with.

Roles per step follow the table of a Henan university's 《媒体信息发布三审三校制度（试行）》 (verified): papers 责任编辑、编辑部主任、主编; sites 通讯员、
分管科室负责人、单位主要负责人; other media 团队负责人、业务负责人、分管领导. The confidentiality check comes before the first review
(保守国家秘密法 2024 art. 35; verified).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rongmei.base.directory.enums import OutletKind, Role

from ..enums import CorrectionKind, StepKind

ALL: Final = tuple(CorrectionKind.values)
GRAVE: Final = (CorrectionKind.FACT, CorrectionKind.DATA, CorrectionKind.POLITICAL)
POLITICAL: Final = (CorrectionKind.POLITICAL,)
LEADERS: Final = (Role.DEPUTY_HEAD, Role.HEAD)


@dataclass(frozen=True)
class Step:
    """roles: any of them signs. corrections: kinds of correction that pass it again."""

    kind: StepKind
    label: str
    roles: tuple[Role, ...]
    hours: int = 24
    corrections: tuple[str, ...] = POLITICAL


@dataclass(frozen=True)
class Plan:
    """A procedure as the actions make it; the same fields as the model's. outlets: numbers; none: every outlet of the kinds."""

    key: str
    name: str
    outlet_kinds: tuple[OutletKind, ...]
    steps: tuple[Step, ...]
    author_may_review: bool = False
    review_and_proof_same_person: bool = False
    small_punctuation: bool = False
    small_characters: int = 0
    urgent_signers: int = 2
    source: str = ""
    outlets: tuple[int, ...] = ()


SITE: Final = Plan(
    key="site",
    name="学校网站（三审三校）",
    outlet_kinds=(OutletKind.SITE,),
    steps=(
        Step(StepKind.UNIT_HEAD, "单位负责人审核", (Role.UNIT_HEAD, *LEADERS)),
        Step(StepKind.CONFIDENTIALITY, "保密审查", (Role.OFFICE_MANAGER, Role.SECTION_CHIEF), corrections=GRAVE),
        Step(StepKind.REVIEW, "初审", (Role.EDITOR,), corrections=ALL),
        Step(StepKind.REVIEW, "复审", (Role.SECTION_CHIEF,)),
        Step(StepKind.REVIEW, "终审", LEADERS, corrections=GRAVE),
        Step(StepKind.PROOF, "一校", (Role.REPORTER, Role.PROOFREADER), 8, ALL),
        Step(StepKind.PROOF, "二校", (Role.PROOFREADER, Role.EDITOR), 8),
        Step(StepKind.PROOF, "三校", (Role.PROOFREADER, Role.EDITOR, Role.SECTION_CHIEF), 8, GRAVE),
    ),
    small_punctuation=True,
    source="三审三校：图书质量保障体系第8条（二手）；先审后发",
)
UNIT_SITE: Final = Plan(
    key="unit-site",
    name="二级单位网站（学院版，作者参与一审）",
    outlet_kinds=(OutletKind.SITE,),
    steps=(
        Step(StepKind.CONFIDENTIALITY, "保密审查", (Role.UNIT_HEAD, Role.SECTION_CHIEF, Role.OFFICE_MANAGER), corrections=GRAVE),
        Step(StepKind.REVIEW, "初审", (Role.CORRESPONDENT, Role.EDITOR), corrections=ALL),
        Step(StepKind.REVIEW, "复审", (Role.EDITOR, Role.SECTION_CHIEF)),
        Step(StepKind.REVIEW, "终审", (Role.UNIT_HEAD, *LEADERS), corrections=GRAVE),
        Step(StepKind.PROOF, "一校", (Role.CORRESPONDENT, Role.EDITOR), 8, ALL),
        Step(StepKind.PROOF, "二校", (Role.EDITOR, Role.SECTION_CHIEF), 8),
        Step(StepKind.PROOF, "三校", (Role.UNIT_HEAD, *LEADERS), 8, GRAVE),
    ),
    author_may_review=True,
    review_and_proof_same_person=True,
    small_punctuation=True,
    source="校园网行：通讯员、分管科室负责人、单位主要负责人，审校同人",
)
PAPER: Final = Plan(
    key="paper",
    name="校报（三审三校一通读）",
    outlet_kinds=(OutletKind.NEWSPAPER,),
    steps=(
        Step(StepKind.CONFIDENTIALITY, "保密审查", (Role.OFFICE_MANAGER, Role.SECTION_CHIEF), corrections=GRAVE),
        Step(StepKind.REVIEW, "初审", (Role.EDITOR,), corrections=ALL),
        Step(StepKind.REVIEW, "复审", (Role.SECTION_CHIEF,)),
        Step(StepKind.REVIEW, "终审", LEADERS, corrections=GRAVE),
        Step(StepKind.PROOF, "一校", (Role.REPORTER, Role.PROOFREADER), 8, ALL),
        Step(StepKind.PROOF, "二校", (Role.PROOFREADER, Role.EDITOR), 8),
        Step(StepKind.PROOF, "三校", (Role.PROOFREADER, Role.EDITOR, Role.SECTION_CHIEF), 8, GRAVE),
        Step(StepKind.FINAL_READING, "通读", (Role.EDITOR, Role.SECTION_CHIEF), 8, GRAVE),
    ),
    small_punctuation=True,
    small_characters=2,
    source="报刊行：责任编辑、编辑部主任、主编；付印前通读",
)
SOCIAL: Final = Plan(
    key="social",
    name="新媒体（审校同人）",
    outlet_kinds=tuple(kind for kind in OutletKind if kind not in (OutletKind.SITE, OutletKind.NEWSPAPER)),
    steps=(
        Step(StepKind.CONFIDENTIALITY, "保密审查", (Role.OFFICE_MANAGER, Role.SECTION_CHIEF), 8, GRAVE),
        Step(StepKind.REVIEW, "初审", (Role.EDITOR, Role.CHANNEL_OWNER), 8, ALL),
        Step(StepKind.REVIEW, "复审", (Role.SECTION_CHIEF,), 8),
        Step(StepKind.REVIEW, "终审", LEADERS, 8, GRAVE),
        Step(StepKind.PROOF, "一校", (Role.EDITOR, Role.CHANNEL_OWNER), 4, ALL),
        Step(StepKind.PROOF, "二校", (Role.SECTION_CHIEF, Role.PROOFREADER), 4),
        Step(StepKind.PROOF, "三校", (*LEADERS, Role.PROOFREADER), 4, GRAVE),
    ),
    review_and_proof_same_person=True,
    source="广播、微博、微信、橱窗、电子屏行：同级审校同人",
)
READY_MADE: Final = (SITE, UNIT_SITE, PAPER, SOCIAL)
