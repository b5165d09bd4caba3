"""The REST interface, version 1: every room's router, one way of refusing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.ledger.actions import InvalidRow
from rongmei.base.ledger.api import TokenAuth
from rongmei.base.ledger.api import router as ledgers
from rongmei.base.ledger.registry import UnknownLedger
from rongmei.content.newsroom.api import assets, procedures
from rongmei.content.newsroom.api import router as stories
from rongmei.content.proofdesk.api import router as proof
from rongmei.reporting.figures.api import router as figures
from rongmei.reporting.summary.api import router as summaries

api = NinjaAPI(title="融媒 Rongmei", version="1.0", auth=TokenAuth(), urls_namespace="api", docs_url=None)
api.add_router("/ledgers", ledgers)
api.add_router("/proof", proof)
api.add_router("/figures", figures)
api.add_router("/stories", stories)
api.add_router("/assets", assets)
api.add_router("/procedures", procedures)
api.add_router("/summaries", summaries)


def _answer(request: HttpRequest, status: int, sentence: str, places: dict[str, str] | None = None) -> HttpResponse:
    return api.create_response(request, {"sentence": sentence, "places": places or {}}, status=status)


@api.exception_handler(Refused)
def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
    return _answer(request, 403, problem.reason)


@api.exception_handler(Invalid)
def invalid(request: HttpRequest, problem: Invalid) -> HttpResponse:
    places = {p.field: str(p.sentence) for p in problem.problems} if isinstance(problem, InvalidRow) else {}
    return _answer(request, 422, str(problem), places)


@api.exception_handler(ObjectDoesNotExist)
def missing(request: HttpRequest, problem: Any) -> HttpResponse:
    return _answer(request, 404, _("There is nothing at this address."))


@api.exception_handler(UnknownLedger)
def unknown_ledger(request: HttpRequest, problem: UnknownLedger) -> HttpResponse:
    return _answer(request, 404, _("There is no ledger “%(key)s”.") % {"key": problem})


@api.exception_handler(AuthenticationError)
def unauthenticated(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    return _answer(request, 401, _("A valid key is expected in the header “Authorization: Bearer …”."))


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    places = {".".join(str(part) for part in error["loc"]): error["msg"] for error in problem.errors}
    return _answer(request, 422, _("The request does not have the expected form."), places)
