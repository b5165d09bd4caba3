"""Topics, the calendar, assignments, and remarks beside a text."""

from __future__ import annotations

import calendar as months
import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, Unit
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen

from .. import actions, queries, rules
from ..enums import UNDER_WAY, AssignmentState, PieceKind, TopicState
from ..forms.story import person_named
from ..models import Assignment, Comment, Manuscript, Topic
from ..queries.planning import assignments_of, calendar, topics_seen_by, tray
from .acting import moment
from .screens import StoryScreen


class PlanningScreen(Screen):
    header_icon = "calendar-alt"

    @property
    def actor(self) -> Any:
        return self.request.user

    def may_open(self) -> Decision:
        return rules.may_see_newsroom(self.actor)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]


class TopicsScreen(PlanningScreen):
    """The tray, what is asked of the person, and a month of the calendar."""

    template_name = "newsroom/topics.html"

    def get_page_title(self) -> str:
        return _("Topics and assignments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = _month(self.request.GET.get("month", ""))
        last = first.replace(day=months.monthrange(first.year, first.month)[1])
        units = Unit.objects.filter(pk__in=self.actor.unit_ids_for(*rules.PROPOSE), valid_to=None).order_by("path")
        return {
            **super().get_context_data(**kwargs),
            "mine": assignments_of(self.actor.person_id),
            "tray": tray(self.actor),
            "weeks": _weeks(calendar(self.actor, first, last)),
            "first": first,
            "before": (first - dt.timedelta(days=1)).replace(day=1),
            "after": last + dt.timedelta(days=1),
            "units": units,
            "typed": self.request.POST,
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """A new topic."""
        post = request.POST
        unit = Unit.objects.filter(pk=int(post["unit"])).first() if post.get("unit", "").isdecimal() else None
        try:
            if unit is None:
                raise Invalid(_("Choose the unit the topic is about."), _("unit"))
            on = _day(post.get("on", ""))
            topic = actions.propose_topic(
                actor=self.actor, unit=unit, title=post.get("title", ""), detail=post.get("detail", ""), on=on, place=post.get("place", "")
            )
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(422)
        messages.success(request, _("Proposed."))
        return redirect("newsroom:topic", topic.pk)


class TopicScreen(PlanningScreen):
    """One topic: what is to be decided, and who brings what."""

    template_name = "newsroom/topic.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = topics_seen_by(request.user).filter(pk=kwargs["pk"]).first() if request.user.is_authenticated else None
        if found is None:
            raise Http404(kwargs["pk"])
        self.topic: Topic = found

    def get_page_title(self) -> str:
        return self.topic.title

    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("newsroom:topics"), _("Topics and assignments"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor, topic, now = self.actor, self.topic, timezone.now()
        return {
            **super().get_context_data(**kwargs),
            "topic": topic,
            "accept": rules.may_decide(actor, topic, TopicState.ACCEPTED),
            "decline": rules.may_decide(actor, topic, TopicState.DECLINED),
            "drop": rules.may_drop_topic(actor, topic),
            "assign": rules.may_assign(actor, topic, now + dt.timedelta(days=1), now),
            "pieces": PieceKind.choices,
            "lines": [self.line(assignment, now) for assignment in topic.assignments.all()],
            "typed": self.request.POST,
        }

    def line(self, assignment: Assignment, now: dt.datetime) -> dict[str, Any]:
        actor = self.actor
        assignment.topic = self.topic
        return {
            "row": assignment,
            "late": assignment.state in UNDER_WAY and assignment.due_at < now,
            "confirm": rules.may_answer_assignment(actor, assignment, AssignmentState.CONFIRMED),
            "refuse": rules.may_answer_assignment(actor, assignment, AssignmentState.REFUSED),
            "cancel": rules.may_cancel_assignment(actor, assignment),
            "nudge": rules.may_nudge(actor, assignment, now),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`do` names the action."""
        done, _result = self.try_to(lambda: self.act(request.POST), _("Done."))
        return redirect("newsroom:topic", pk) if done else self.render(422)

    def act(self, post: Any) -> Any:
        actor, topic, do = self.actor, self.topic, post.get("do", "")
        if do == "accept":
            return actions.accept_topic(actor=actor, topic=topic, on=_day(post.get("on", "")))
        if do == "decline":
            return actions.decline_topic(actor=actor, topic=topic, reason=post.get("reason", ""))
        if do == "drop":
            return actions.drop_topic(actor=actor, topic=topic)
        if do == "assign":
            piece = PieceKind(post["piece"]) if post.get("piece") in PieceKind.values else PieceKind.TEXT
            due_at, assignee = moment(post.get("due_at", ""), _("wanted by")), _person(post.get("assignee", ""))
            return actions.assign_piece(actor=actor, topic=topic, assignee=assignee, due_at=due_at, piece=piece, note=post.get("note", ""))
        return self.act_on_assignment(post, do)

    def act_on_assignment(self, post: Any, do: str) -> Any:
        actor, number = self.actor, post.get("assignment", "")
        assignment = self.topic.assignments.get(pk=int(number) if number.isdecimal() else 0)
        if do == "confirm":
            return actions.confirm_assignment(actor=actor, assignment=assignment)
        if do == "refuse":
            return actions.refuse_assignment(actor=actor, assignment=assignment, reason=post.get("reason", ""))
        if do == "cancel":
            return actions.cancel_assignment(actor=actor, assignment=assignment, reason=post.get("reason", ""))
        if do == "nudge":
            return actions.nudge_assignee(actor=actor, assignment=assignment)
        if do == "deliver":
            manuscript = _numbered(actor, post.get("manuscript", ""))
            return actions.deliver_assignment(actor=actor, assignment=assignment, manuscript=manuscript)
        raise Http404(do)


class CommentScreen(StoryScreen):
    """A remark on the text, an answer, or a remark settled."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.try_to(lambda: self.act(request.POST))
        return redirect(f"{reverse('newsroom:story', args=[pk])}#remarks")

    def act(self, post: Any) -> Comment:
        if post.get("settle", "").isdecimal():
            return actions.settle_comment(actor=self.actor, comment=self.manuscript.comments.get(pk=int(post["settle"])))
        answers = post.get("answers", "")
        return actions.write_comment(
            actor=self.actor,
            manuscript=self.manuscript,
            text=post.get("text", ""),
            passage=post.get("passage", ""),
            answers=self.manuscript.comments.get(pk=int(answers)) if answers.isdecimal() else None,
            mentions=[_person(name) for name in post.get("mentions", "").replace("，", "、").split("、") if name.strip("@ ")],
        )


def _month(text: str) -> dt.date:
    """2026-03 → its first day; today's month for anything else."""
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(_("“%(found)s” is no day: choose one from the calendar.") % {"found": text[:20]}, _("day of the event")) from None


def _weeks(days: list[Any]) -> list[list[Any]]:
    """Rows of seven from Monday; None where the month has not begun, or is over."""
    padded = [None] * days[0].on.weekday() + days
    padded += [None] * (-len(padded) % 7)
    return [padded[at : at + 7] for at in range(0, len(padded), 7)]


def _person(text: str) -> Person:
    try:
        return person_named(text.strip().lstrip("@")[:60])
    except ValidationError as problem:
        raise Invalid(str(problem.message), _("person")) from None


def _numbered(actor: Any, text: str) -> Manuscript:
    """A manuscript by the number people know it by: 2026-00012."""
    tail = text.strip().rpartition("-")[2]
    found = queries.seen_by(actor).filter(pk=int(tail)).first() if tail.isdecimal() and len(tail) < 19 else None
    if found is None:
        raise Invalid(_("There is no manuscript “%(number)s”: give its number, like 2026-00012.") % {"number": text[:20]}, _("manuscript"))
    return found
