"""REST of the proofreader: passages in, findings out. A key that may only read is enough: checking changes nothing."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from rongmei.base.ledger.api import ANSWERS, TokenAuth

from . import rules
from .queries import answered
from .reading import MOST_ASKED, MOST_PASSAGES, read_asked


class ReadingKey(TokenAuth):
    """As every key, but asking writes nothing."""

    def writes(self, request: HttpRequest) -> bool:
        return False


class PassageIn(Schema):
    """hash: your own word for the passage. scope: title, lead, body, caption or table."""

    hash: Annotated[str, Field(max_length=80)]
    text: Annotated[str, Field(max_length=MOST_ASKED)]
    scope: str = "body"


class CheckIn(Schema):
    """style: web or gongwen. on: the day the text is of (2026-11-05), today when empty. kind, id: the thing the passages belong to."""

    passages: Annotated[list[PassageIn], Field(max_length=MOST_PASSAGES)]
    style: str = "web"
    on: str = ""
    kind: str = ""
    id: str = ""


class FindingOut(Schema):
    """start, end: characters (code points) of the passage. clause: the source of the rule."""

    rule: str
    level: str
    kind: str
    start: int
    end: int
    found: str
    message: str
    suggestions: list[str]
    safe: bool
    confidence: float
    clause: str
    place: str


class CheckOut(Schema):
    """passages: your hash → what was found there. off: what could not be checked, and why."""

    passages: dict[str, list[FindingOut]]
    off: list[str]


router = Router(tags=["proof"])


@router.post("/check/", response={200: CheckOut, **ANSWERS}, auth=ReadingKey())
def check_text(request: HttpRequest, check: CheckIn) -> dict[str, Any]:
    """Check changed passages, each by itself."""
    rules.may_check(request.user).require()
    return answered(request.user, read_asked(check.dict()))
