"""The shape of what is typed: a reader's question, and the console's forms of the sites."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.forms import DayInput
from rongmei.base.directory.models import Unit
from rongmei.content.newsroom.models import Publication, Subject


class SearchForm(forms.Form):
    """A reader's question; what is not understood is left out of account rather than refused."""

    q = forms.CharField(label=_("words"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))
    subject = forms.ModelChoiceField(label=_("subject"), queryset=Subject.objects.none(), required=False, empty_label=_("every subject"))
    unit = forms.ModelChoiceField(label=_("unit"), queryset=Unit.objects.none(), required=False, empty_label=_("every unit"))
    since = forms.DateField(label=_("from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("to"), required=False, widget=DayInput())
    newest = forms.BooleanField(label=_("newest first"), required=False)
    p = forms.IntegerField(min_value=1, max_value=200, required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, outlets: tuple[int, ...]) -> None:
        super().__init__(data, auto_id="search-%s", label_suffix="")
        filed = Publication.subjects.through.objects.filter(subject_id=OuterRef("pk"), publication__outlet_id__in=outlets)
        about = Publication.units.through.objects.filter(unit_id=OuterRef("pk"), publication__outlet_id__in=outlets)
        self.fields["subject"].queryset = Subject.objects.filter(Exists(filed))  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(Exists(about)).order_by("path")  # type: ignore[attr-defined]
