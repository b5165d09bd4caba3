"""Forms of the office's own rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit

from .enums import Counting, StudyLevel
from .models import HoursKind


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _source() -> forms.CharField:
    return forms.CharField(label=_("Where the rule comes from"), max_length=300, widget=forms.TextInput(attrs={"size": 50}))


class HoursForm(forms.Form):
    kind = forms.ModelChoiceField(HoursKind.objects.filter(retired=False), label=_("Kind of duration"))
    hours = forms.DecimalField(label=_("Class hours each"), max_digits=5, decimal_places=2)
    since = _day(_("In force since"))
    source = _source()


class HoursKindForm(forms.Form):
    name = forms.CharField(label=_("Kind of duration"), max_length=40)
    unit_word = forms.CharField(label=_("Counted in"), max_length=10)
    hours = forms.DecimalField(label=_("Class hours each"), max_digits=5, decimal_places=2)
    since = _day(_("In force since"))
    source = _source()


class DeadlineForm(forms.Form):
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=365)
    counting = forms.ChoiceField(label=_("Counted in"), choices=Counting.choices)
    source = _source()


class MinimumForm(forms.Form):
    level = forms.ChoiceField(label=_("Level"), choices=StudyLevel.choices)
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False, empty_label=_("all of the level"))
    sessions = forms.IntegerField(label=_("Sessions each quarter"), min_value=0, max_value=30)
    source = _source()


class HolidayForm(forms.Form):
    name = forms.CharField(label=_("What for"), max_length=60)
    first = _day(_("First day"))
    last = _day(_("Last day"))
    worked = forms.TypedChoiceField(
        label=_("These days are"),
        choices=[("0", _("day off")), ("1", _("working day"))],
        coerce=lambda value: value == "1",
    )
