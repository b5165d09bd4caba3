"""Closed lists of the newsroom. States and their moves are data."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.enums import Role


class ManuscriptKind(models.TextChoices):
    NEWS = "news", _("news")  # 消息
    FEATURE = "feature", _("feature")  # 通讯
    COMMENTARY = "commentary", _("commentary")  # 评论
    NOTICE = "notice", _("notice")  # 通知公告
    PHOTO = "photo", _("picture story")  # 图片新闻
    VIDEO = "video", _("video")
    OTHER = "other", _("other piece")


class ManuscriptState(models.TextChoices):
    """Whether all steps are passed is no state: it follows from the sign-offs and the present text (standing.py)."""

    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("in review")
    RETURNED = "returned", _("returned to the author")
    DECLINED = "declined", _("declined")
    PUBLISHED = "published", _("published")
    CORRECTING = "correcting", _("correction in review")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("dropped by the author")


MANUSCRIPT_MOVES: Final[dict[ManuscriptState, frozenset[ManuscriptState]]] = {
    ManuscriptState.DRAFT: frozenset({ManuscriptState.SUBMITTED, ManuscriptState.DROPPED}),
    ManuscriptState.SUBMITTED: frozenset({ManuscriptState.RETURNED, ManuscriptState.DECLINED, ManuscriptState.PUBLISHED}),
    ManuscriptState.RETURNED: frozenset({ManuscriptState.SUBMITTED, ManuscriptState.DECLINED, ManuscriptState.DROPPED}),
    ManuscriptState.DECLINED: frozenset({ManuscriptState.DRAFT}),
    ManuscriptState.PUBLISHED: frozenset({ManuscriptState.CORRECTING, ManuscriptState.WITHDRAWN}),
    ManuscriptState.CORRECTING: frozenset({ManuscriptState.PUBLISHED, ManuscriptState.WITHDRAWN}),
    ManuscriptState.WITHDRAWN: frozenset(),
    ManuscriptState.DROPPED: frozenset({ManuscriptState.DRAFT}),
}

WRITING: Final = (ManuscriptState.DRAFT, ManuscriptState.RETURNED)
"""The text is in its authors' hands; whoever changes it now counts as having written it."""

IN_REVIEW: Final = (ManuscriptState.SUBMITTED, ManuscriptState.CORRECTING)
"""Steps are being signed; editors change the text, authors do not."""


NOBODY: Final = "nobody"
"""In what a manuscript keeps of its reminders: its step was reported as one nobody can sign."""

UNDER_REVIEW: Final = (*IN_REVIEW, ManuscriptState.RETURNED)
"""A procedure is being gone through, or goes on when the author hands the text in again."""


class BylineRole(models.TextChoices):
    AUTHOR = "author", _("author")  # 作者
    CORRESPONDENT = "correspondent", _("correspondent")  # 通讯员
    PHOTOGRAPHER = "photographer", _("photographer")  # 摄影
    EDITOR = "editor", _("editor")  # 编辑


AUTHORSHIP: Final = frozenset({BylineRole.AUTHOR, BylineRole.CORRESPONDENT, BylineRole.PHOTOGRAPHER})
"""Byline roles that make a person an author for the rule "nobody reviews his own text"."""


class StepKind(models.TextChoices):
    UNIT_HEAD = "unit_head", _("head of the unit")  # 单位负责人
    CONFIDENTIALITY = "confidentiality", _("confidentiality check")  # 保密审查
    REVIEW = "review", _("review")  # 审
    PROOF = "proof", _("proof")  # 校
    FINAL_READING = "final_reading", _("final reading")  # 通读


VOIDED_BY_SMALL: Final = frozenset({StepKind.PROOF, StepKind.FINAL_READING})
"""What even a small correction voids: who compared characters has to compare them again."""

NEVER_URGENT: Final = frozenset({StepKind.CONFIDENTIALITY})
"""Steps no urgent release may skip (保守国家秘密法 2024 art. 35: what is to be made public is checked first; verified)."""


class Decision(models.TextChoices):
    APPROVE = "approve", _("approved")
    RETURN = "return", _("returned")


class DraftKind(models.TextChoices):
    AUTOSAVE = "autosave", _("kept while typing")
    SIDE = "side", _("kept aside: somebody else had saved meanwhile")


class AssetKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    VIDEO = "video", _("video")
    FILE = "file", _("file")


class PublicationState(models.TextChoices):
    """One public address has editions; the newest is live or withdrawn, the earlier ones are corrected."""

    LIVE = "live", _("live")
    CORRECTED = "corrected", _("replaced by a corrected edition")
    WITHDRAWN = "withdrawn", _("withdrawn")


PUBLICATION_MOVES: Final[dict[PublicationState, frozenset[PublicationState]]] = {
    PublicationState.LIVE: frozenset({PublicationState.CORRECTED, PublicationState.WITHDRAWN}),
    PublicationState.CORRECTED: frozenset(),
    PublicationState.WITHDRAWN: frozenset(),
}


class CorrectionKind(models.TextChoices):
    FACT = "fact", _("fact")  # 事实
    WORDING = "wording", _("wording")  # 文字
    POLITICAL = "political", _("political")  # 政治
    DATA = "data", _("data")  # 数据


class Fate(models.TextChoices):
    """What became of a manuscript that was handed in 采用、退稿."""

    WAITING = "waiting", _("under way")
    TAKEN = "taken", _("taken")
    DECLINED = "declined", _("declined")


class Countersigned(models.TextChoices):
    """How the countersignature of an urgent release stands; "" for a story nobody released urgently."""

    WAITING = "waiting", _("not countersigned yet")
    IN_TIME = "in_time", _("countersigned in time")
    LATE = "late", _("countersigned late")


SEE: Final = (
    Role.CORRESPONDENT, Role.UNIT_HEAD, Role.REPORTER, Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.OFFICE_MANAGER,
    Role.PROOFREADER, Role.CHANNEL_OWNER, Role.AUDITOR,
)  # fmt: skip
"""Roles that see manuscripts of the units they are held for."""

WRITE: Final = (
    Role.CORRESPONDENT, Role.REPORTER, Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.CHANNEL_OWNER,
)  # fmt: skip
"""Roles that begin manuscripts, for the units they are held for."""

EDIT: Final = (Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD)
"""Roles that change a text under review."""

PUBLISH: Final = (Role.EDITOR, Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD, Role.CHANNEL_OWNER)
"""Roles that put a passed text on an outlet of the units they are held for."""

URGENT: Final = (Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD)
"""Roles that may release on an oral authorisation."""

WITHDRAW: Final = (Role.SECTION_CHIEF, Role.DEPUTY_HEAD, Role.HEAD)
"""Roles that may take a story down, and confirm that it is down."""

SIGN: Final = tuple(role for role in Role if role not in (Role.ADMINISTRATOR, Role.AUDITOR))
"""Roles a step may name: who keeps the machine and who inspects the office sign nothing."""

KEEP_PROCEDURES: Final = (Role.OFFICE_MANAGER, Role.HEAD)
"""Roles that write procedures and name deputies."""


class TopicState(models.TextChoices):
    """A topic 选题 needs no date: it lies in the tray until somebody accepts it, or declines it and says why."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("topic accepted")
    DECLINED = "declined", _("topic declined")
    DROPPED = "dropped", _("taken back")


TOPIC_MOVES: Final[dict[TopicState, frozenset[TopicState]]] = {
    TopicState.PROPOSED: frozenset({TopicState.ACCEPTED, TopicState.DECLINED, TopicState.DROPPED}),
    TopicState.ACCEPTED: frozenset({TopicState.DROPPED}),
    TopicState.DECLINED: frozenset({TopicState.ACCEPTED}),
    TopicState.DROPPED: frozenset({TopicState.PROPOSED}),
}


class PieceKind(models.TextChoices):
    """What one person brings to a topic."""

    TEXT = "text", _("piece of text")
    PHOTO = "photo", _("photographs")
    VIDEO = "video", _("film")


class AssignmentState(models.TextChoices):
    """A piece asked of somebody is answered by that person; what was taken on is delivered."""

    OFFERED = "offered", _("not answered yet")
    CONFIRMED = "confirmed", _("taken on")
    REFUSED = "refused", _("not taken on")
    DELIVERED = "delivered", _("delivered")
    CANCELLED = "cancelled", _("called off")


ASSIGNMENT_MOVES: Final[dict[AssignmentState, frozenset[AssignmentState]]] = {
    AssignmentState.OFFERED: frozenset({AssignmentState.CONFIRMED, AssignmentState.REFUSED, AssignmentState.CANCELLED}),
    AssignmentState.CONFIRMED: frozenset({AssignmentState.DELIVERED, AssignmentState.REFUSED, AssignmentState.CANCELLED}),
    AssignmentState.REFUSED: frozenset(),
    AssignmentState.DELIVERED: frozenset(),
    AssignmentState.CANCELLED: frozenset(),
}

UNDER_WAY: Final = (AssignmentState.OFFERED, AssignmentState.CONFIRMED)
"""Somebody still has to bring something."""
