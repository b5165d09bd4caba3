"""What editors ask while somebody writes."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from rongmei.base.history.actions import Subject
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen

from .. import actions, registry, rules
from ..queries import answered
from ..reading import read_asked


class Endpoint(Screen):
    """JSON in, JSON out; a refusal is one sentence under "sentence"."""

    http_method_names = ["post"]

    def may_open(self) -> Decision:
        return rules.may_check(self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        try:
            return JsonResponse(self.answer(self.body(), **kwargs))
        except Refused as problem:
            return JsonResponse({"sentence": problem.reason}, status=403)
        except Invalid as problem:
            return JsonResponse({"sentence": str(problem)}, status=422)

    def body(self) -> Any:
        try:
            return json.loads(self.request.body)
        except ValueError:
            raise Invalid(_("The request does not have the expected form.")) from None

    def answer(self, body: Any, **kwargs: Any) -> dict[str, Any]:
        raise NotImplementedError

    def words(self, body: Any, *names: str) -> list[str]:
        """These members of the body as text."""
        if not isinstance(body, dict) or not all(isinstance(body.get(name, ""), (str, int)) for name in names):
            raise Invalid(_("The request does not have the expected form."))
        return [str(body.get(name, "")).replace("\x00", "") for name in names]


class CheckEndpoint(Endpoint):
    """Findings of changed passages."""

    def answer(self, body: Any, **kwargs: Any) -> dict[str, Any]:
        return answered(self.request.user, read_asked(body))


class IgnoreEndpoint(Endpoint):
    """Ignore a remark here, or everywhere."""

    def answer(self, body: Any, **kwargs: Any) -> dict[str, Any]:
        kind, pk, rule, found, before, after, reason = self.words(body, "kind", "id", "rule", "found", "before", "after", "reason")
        if body.get("everywhere"):
            word = actions.accept_everywhere(actor=self.request.user, found=found, rule=rule, reason=reason)
            return {"done": True, "sentence": said_of(word)}
        subject = Subject(kind[:64] or "-", pk[:64] or "-", registry.subject_of(kind).label(pk))
        actions.waive(actor=self.request.user, subject=subject, rule=rule, found=found, before=before, after=after, reason=reason)
        return {"done": True, "sentence": _("Ignored here.")}


class TeachEndpoint(Endpoint):
    """A word of the house, from a remark."""

    def answer(self, body: Any, **kwargs: Any) -> dict[str, Any]:
        wrong, right, message = self.words(body, "wrong", "right", "message")
        word = actions.teach(actor=self.request.user, wrong=wrong, right=right, message=message)
        return {"done": True, "sentence": said_of(word)}


def said_of(word: Any) -> str:
    """Whether it holds already."""
    if word.state == "confirmed":
        return _("“%(word)s” is among the house words now.") % {"word": word.wrong}
    return _("“%(word)s” is proposed; it holds when the section chief, the head's office or the office manager confirms it.") % {
        "word": word.wrong
    }
