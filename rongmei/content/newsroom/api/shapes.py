"""What the REST interface takes and gives."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

Pk = Annotated[int, Field(ge=0, le=2**63 - 1)]
Page = Annotated[int, Field(ge=1, le=1_000_000)]


class StoryOut(Schema):
    id: int
    number: str
    kind: str
    state: str
    unit: str
    headline: str
    revision: int
    fingerprint: str
    alert: str
    plan_task: int | None
    changed_at: dt.datetime


class StoriesOut(Schema):
    total: int
    page: int
    stories: list[StoryOut]


class StepOut(Schema):
    """changed: parts of the text changed since `lapsed` signed; empty when the step is passed, or was never signed."""

    step: str
    kind: str
    passed: bool
    signed_by: str
    lapsed: str
    changed: list[str]


class SignatureOut(Schema):
    step: str
    round: int
    decision: str
    signature: str
    post: str
    unit: str
    opinion: str
    revision: int
    fingerprint: str
    at: dt.datetime


class ReleaseOut(Schema):
    id: int
    due_at: dt.datetime
    missing: list[str]
    countersigned_at: dt.datetime | None = None


class PlaceOut(Schema):
    """Where else the story stands. republication: its number; confirmation: the number to confirm it down by, once it is withdrawn.

    stale: an edition that was corrected stands there. down: somebody saw that it is gone.
    """

    place: str
    url: str
    carried_on: dt.date | None
    republication: int | None
    confirmation: int | None
    stale: bool
    down: bool


class WholeStoryOut(StoryOut):
    text: dict[str, Any]
    procedure: str
    round: int
    present: str
    passed: bool
    steps: list[StepOut]
    signatures: list[SignatureOut]
    releases: list[ReleaseOut]
    places: list[PlaceOut]


class StoryIn(Schema):
    """text: headline, kicker, subhead, summary, language, body (blocks), byline, subjects, units, people, sources. plan_task: number of a
    task in the plan's ledger."""

    unit: Pk
    text: dict[str, Any]
    kind: str = "news"
    outlets: list[Pk] = []
    plan_task: Pk | None = None


class FilingIn(Schema):
    """task: number of a task in the plan's ledger, null for none."""

    task: Pk | None


class TextIn(Schema):
    """base: number of the revision it was made from."""

    base: Pk
    text: dict[str, Any]
    note: str = ""


class SavedOut(Schema):
    revision: int
    fingerprint: str
    changed: bool


class KeptAsideOut(Schema):
    """A stale save: nothing was overwritten, and nothing typed is lost."""

    sentence: str
    draft: int
    revision: int


class SubmitIn(Schema):
    procedure: str = ""


class SignIn(Schema):
    """step: name of the step meant. fingerprint: of the text that was read. on_behalf_of: campus number of the person stood in for."""

    step: str = ""
    fingerprint: str = ""
    opinion: str = ""
    on_behalf_of: str = ""


class ReturnIn(SignIn):
    """step: back to which one; empty: to the author."""


class PublishIn(Schema):
    outlet: Pk


class PublicationOut(Schema):
    public_id: str
    edition: int
    outlet: str
    state: str
    headline: str
    published_at: dt.datetime


class AtIn(Schema):
    at: dt.datetime


class ReasonIn(Schema):
    reason: str


class CorrectionIn(Schema):
    kind: str
    note: str


class ReleaseIn(Schema):
    authoriser: str
    reason: str
    phoned_at: dt.datetime


class OutletsIn(Schema):
    outlets: list[Pk]


class ManyIn(Schema):
    stories: Annotated[list[Pk], Field(max_length=200)]


class OutcomeOut(Schema):
    """What became of one of many: where it was published, or the sentence of the rule that refused it."""

    story: int
    published: list[str]
    reason: str


class OpinionIn(Schema):
    opinion: str = ""


class PackIn(Schema):
    """Numbers of outlets, the first and the last day."""

    outlets: list[Pk]
    start: dt.date
    end: dt.date


class PackProblemOut(Schema):
    name: str
    sentence: str


class RepublicationIn(Schema):
    """outlet: one of the university's, by number; or place: an outside one. publication: public number, where there are several."""

    outlet: Pk | None = None
    place: str = ""
    url: str = ""
    carried_on: dt.date | None = None
    publication: str = ""


class DraftIn(Schema):
    """base: number of the revision it was typed over. text: as far as it goes; nothing is checked and nothing signed is touched."""

    base: Pk
    text: dict[str, Any]


class DraftOut(Schema):
    """kind: autosave, or side (a stale save that was kept)."""

    id: int
    kind: str
    base: int
    text: dict[str, Any]
    saved_at: dt.datetime


class RemarkIn(Schema):
    """passage: the words it is about; empty: the whole text. answers: number of a remark. mentions: campus numbers."""

    text: str
    passage: str = ""
    answers: Pk | None = None
    mentions: Annotated[list[str], Field(max_length=50)] = []


class RemarkOut(Schema):
    id: int
    passage: str
    text: str
    by: str
    revision: int
    written_at: dt.datetime
    settled_at: dt.datetime | None
    mentions: list[str]
    answers: list[RemarkOut]


class RightsIn(Schema):
    """What is left out stays. focus_x, focus_y: per cent from the left and from the top."""

    rights_holder: str | None = None
    licence: str | None = None
    consent: str | None = None
    focus_x: int | None = None
    focus_y: int | None = None


class AssetOut(Schema):
    id: int
    kind: str
    file_name: str
    media_type: str
    size: int
    width: int | None
    height: int | None
    sha256: str
    rights_holder: str
    licence: str
    consent: str
    focus_x: int
    focus_y: int


class ProcedureStepOut(Schema):
    order: int
    kind: str
    label: str
    roles: list[str]
    hours: int
    corrections: list[str]


class ProcedureOut(Schema):
    """outlets: numbers; empty: every outlet of the kinds. unheld: steps whose roles nobody holds. under_way: manuscripts that keep it."""

    id: int
    key: str
    version: int
    name: str
    in_force: bool
    outlet_kinds: list[str]
    outlets: list[int]
    author_may_review: bool
    review_and_proof_same_person: bool
    small_punctuation: bool
    small_characters: int
    urgent_signers: int
    source: str
    steps: list[ProcedureStepOut]
    unheld: list[str]
    used: int
    under_way: int
