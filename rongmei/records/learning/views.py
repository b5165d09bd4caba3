"""The office's own rules of learning: what applies, where it comes from, and changing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rongmei.base.history.decisions import Decision
from rongmei.base.ledger.views.screen import Screen

from . import actions, queries, rules
from .enums import Counting, DeadlineKey, StudyLevel
from .forms import DeadlineForm, HolidayForm, HoursForm, HoursKindForm, MinimumForm
from .models import DeadlineRule, Holiday, HoursRate, QuarterlyMinimum

PAGES = (
    ("learning:hours", _("Table of class hours")),
    ("learning:deadlines", _("Deadlines")),
    ("learning:minimums", _("Quarterly minimums")),
    ("learning:holidays", _("Holidays and swapped working days")),
)


class RulesScreen(Screen):
    """One page of rules. A subclass names its forms: the button pressed says which one was sent."""

    header_icon = "cogs"
    address = ""
    forms: dict[str, type[forms.Form]] = {}

    def may_open(self) -> Decision:
        return rules.may_see_rules(self.request.user)

    def get_page_title(self) -> str:
        return str(dict(PAGES)[self.address])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "pages": [(reverse(name), label, name == self.address) for name, label in PAGES],
            "may_set": rules.may_set_rules(self.request.user),
            "forms": {name: form(prefix=name) for name, form in self.forms.items()},
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.POST.get("do", "")
        if name == "drop":
            done, _nothing = self.try_to(lambda: self.drop(request.POST.get("pk", "")), gettext("Removed."))
            return redirect(self.address)
        if name not in self.forms:
            raise Http404(name)
        form = self.forms[name](request.POST, prefix=name)
        if form.is_valid():
            done, _nothing = self.try_to(lambda: self.take(name, form.cleaned_data), gettext("Saved."))
            if done:
                return redirect(self.address)
        context = self.get_context_data(**kwargs)
        context["forms"][name] = form  # what was typed stays
        return self.render_to_response(context, status=422)

    def take(self, name: str, data: dict[str, Any]) -> Any:
        raise NotImplementedError

    def drop(self, pk: str) -> Any:
        raise Http404(pk)


class HoursScreen(RulesScreen):
    template_name = "learning/rules/hours.html"
    address = "learning:hours"
    forms = {"rate": HoursForm, "kind": HoursKindForm}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rates = HoursRate.objects.select_related("kind").order_by("kind__position", "kind", "-since")
        today = timezone.localdate()
        seen: set[int] = set()
        rows = []
        for rate in rates:
            in_force = rate.since <= today and rate.kind_id not in seen
            seen |= {rate.kind_id} if in_force else set()
            rows.append((rate, in_force, rate.since == rules.BEGINNING))
        return {**super().get_context_data(**kwargs), "rows": rows}

    def take(self, name: str, data: dict[str, Any]) -> Any:
        do: Callable[..., Any] = actions.set_hours if name == "rate" else actions.add_hours_kind
        return do(actor=self.request.user, **data)


class DeadlinesScreen(RulesScreen):
    template_name = "learning/rules/deadlines.html"
    address = "learning:deadlines"
    forms = {key.value: DeadlineForm for key in DeadlineKey}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        in_force = queries.deadlines()
        context["forms"] = {
            key: DeadlineForm(
                prefix=key.value, initial={"days": in_force[key].days, "counting": in_force[key].counting, "source": in_force[key].source}
            )
            for key in DeadlineKey
        }
        marks = dict(DeadlineRule._meta.get_field("mark").flatchoices)
        context["marks"] = {key: marks.get(in_force[key].mark, "") for key in DeadlineKey}
        return context

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> Any:
        context["rows"] = [(key, key.label, context["forms"][key], context["marks"][key]) for key in DeadlineKey]
        return super().render_to_response(context, **kwargs)

    def take(self, name: str, data: dict[str, Any]) -> Any:
        return actions.set_deadline(
            actor=self.request.user, key=DeadlineKey(name), days=data["days"], counting=Counting(data["counting"]), source=data["source"]
        )


class MinimumsScreen(RulesScreen):
    template_name = "learning/rules/minimums.html"
    address = "learning:minimums"
    forms = {"minimum": MinimumForm}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = timezone.localdate().year
        return {
            **super().get_context_data(**kwargs),
            "rows": QuarterlyMinimum.objects.select_related("unit").order_by("level", "unit__name"),
            "year": year,
            "short": queries.quarters_short(year),
            "watched": len(queries.groups_watched(year)),
        }

    def take(self, name: str, data: dict[str, Any]) -> Any:
        return actions.set_minimum(actor=self.request.user, **{**data, "level": StudyLevel(data["level"])})

    def drop(self, pk: str) -> Any:
        minimum = QuarterlyMinimum.objects.filter(pk=pk).first() if pk.isdecimal() else None
        if minimum is None:
            raise Http404(pk)
        return actions.drop_minimum(actor=self.request.user, minimum=minimum)


class HolidaysScreen(RulesScreen):
    template_name = "learning/rules/holidays.html"
    address = "learning:holidays"
    forms = {"holiday": HolidayForm}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = timezone.localdate().year
        return {
            **super().get_context_data(**kwargs),
            "rows": Holiday.objects.order_by("-day"),
            "unknown": [each for each in (year, year + 1) if not queries.holidays_known(each)],
        }

    def take(self, name: str, data: dict[str, Any]) -> Any:
        return actions.set_holidays(actor=self.request.user, **data)

    def drop(self, pk: str) -> Any:
        holiday = Holiday.objects.filter(pk=pk).first() if pk.isdecimal() else None
        if holiday is None:
            raise Http404(pk)
        return actions.drop_holiday(actor=self.request.user, holiday=holiday)
