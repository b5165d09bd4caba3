"""The router of stories, and what its operations share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from rongmei.base.directory.models import Person, User

from .. import queries
from ..models import Manuscript
from ..standing import Standing, standing_of
from .shapes import StepOut

router = Router(tags=["stories"])


def person_of(request: HttpRequest) -> User:
    """Whose key it is: TokenAuth lets nobody else in."""
    user = request.user
    assert isinstance(user, User)
    return user


def story_of(request: HttpRequest, pk: int) -> Manuscript:
    return queries.of_number(person_of(request), pk)


def line_of(manuscript: Manuscript) -> dict[str, Any]:
    current = manuscript.current
    return {
        "id": manuscript.pk,
        "number": manuscript.number,
        "kind": manuscript.kind,
        "state": manuscript.state,
        "unit": manuscript.unit.name,
        "headline": manuscript.headline,
        "revision": current.number if current else 0,
        "fingerprint": current.fingerprint if current else "",
        "alert": manuscript.alert,
        "plan_task": manuscript.plan_task_id,
        "changed_at": manuscript.changed_at,
    }


def _steps(standing: Standing) -> list[StepOut]:
    return [
        StepOut(
            step=line.step.label,
            kind=line.step.kind,
            passed=line.passed,
            signed_by=line.counts.signature if line.counts else "",
            lapsed=line.lapsed.signature if line.lapsed else "",
            changed=list(line.changed),
        )
        for line in standing.steps
    ]


def whole(request: HttpRequest, pk: int) -> dict[str, Any]:
    manuscript = story_of(request, pk)
    standing = standing_of(manuscript)
    return {
        **line_of(manuscript),
        "text": manuscript.current.content().as_json() if manuscript.current else {},
        "procedure": str(manuscript.procedure or ""),
        "round": manuscript.round,
        "present": standing.present.label if standing.present else "",
        "passed": standing.passed,
        "steps": _steps(standing),
        "signatures": [
            {
                "step": s.step.label,
                "round": s.round,
                "decision": s.decision,
                "signature": s.signature,
                "post": s.post,
                "unit": s.unit_name,
                "opinion": s.opinion,
                "revision": s.revision.number,
                "fingerprint": s.fingerprint,
                "at": s.at,
            }
            for s in manuscript.sign_offs.all()
        ],
        "releases": [
            {"id": r.pk, "due_at": r.due_at, "missing": r.steps_missing, "countersigned_at": r.countersigned_at}
            for r in manuscript.urgent_releases.all()
        ],
        "places": queries.places_of(manuscript),
    }


def person(campus_id: str) -> Person | None:
    """Nobody for an empty text. Raises Person.DoesNotExist."""
    return Person.objects.get(campus_id=campus_id) if campus_id else None


def aware(at: dt.datetime) -> dt.datetime:
    """A time without a zone is the university's."""
    return at if timezone.is_aware(at) else timezone.make_aware(at)
