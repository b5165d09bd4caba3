"""The text of a manuscript as a form, and the form as `Content`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks.base import BlockField

from rongmei.base.directory.models import Outlet, Person, Unit
from rongmei.base.directory.queries import people_meant, unit_names
from rongmei.base.planning.models import PlanTask
from rongmei.base.planning.queries import open_tasks

from ..enums import ManuscriptKind
from ..models import Subject
from ..text import Content, read_content
from ..text.content import LANGUAGES, LONGEST
from .blocks import Body, Byline, into_editor, out_of_editor

LANGUAGE_CHOICES = list(zip(LANGUAGES, ("中文", "English"), strict=True))


class NamesField(forms.CharField):
    """Names with 、 between them, each one thing of the directory; the value is a list of numbers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, **kwargs)

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        names = [name.strip() for name in text.replace("，", "、").replace(",", "、").split("、")]
        return list(dict.fromkeys(self.number(name) for name in names if name))

    def number(self, name: str) -> int:
        raise NotImplementedError


class PeopleField(NamesField):
    def number(self, name: str) -> int:
        return person_named(name).pk


class UnitsField(NamesField):
    def number(self, name: str) -> int:
        found = unit_names().get(name, set())
        if len(found) != 1:
            raise ValidationError(_("“%(name)s” names %(count)d units: write the full name of one.") % {"name": name, "count": len(found)})
        return next(iter(found))


def person_named(name: str, campus_id: str = "") -> Person:
    """The one person meant. Raises ValidationError when there is none, or several."""
    return _the_one(people_meant(campus_id or name), name, campus_id)


def _the_one(found: list[Person], name: str, campus_id: str) -> Person:
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(_("“%(name)s” is nobody in the directory.") % {"name": campus_id or name})
    numbers = "、".join(f"{one.name}（{one.unit or '—'}，{one.campus_id}）" for one in found[:5])
    raise ValidationError(_("Several people are called “%(name)s”: give the campus number. %(who)s") % {"name": name, "who": numbers})


class TaskField(forms.ModelChoiceField):
    """A task of the plan, this year's and what is left of last year's; `also`: the one it stands under already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=PlanTask.objects.none(), required=False, empty_label="—", **kwargs)

    def offer(self, also: int | None = None) -> None:
        wanted = Q(pk__in=open_tasks(timezone.localdate()).order_by().values("pk")) | Q(pk=also)
        self.queryset = PlanTask.objects.filter(wanted).select_related("point").order_by("-point__year", "point__number", "number", "pk")

    def label_from_instance(self, task: Any) -> str:
        return str(task.label)


def came_whole(data: Any) -> bool:
    """Whether a post has the editor's fields at all: Wagtail's blocks take a count for granted."""
    return all(f"{name}-count" in data for name in ("byline", "body"))


def title_input() -> forms.TextInput:
    """Proofread while it is typed."""
    return forms.TextInput(attrs={"data-proof": "title"})


class StoryForm(forms.Form):
    """Everything a reader will see, and what the office files it under."""

    kicker = forms.CharField(label=gettext_lazy("kicker"), max_length=LONGEST["kicker"], required=False, widget=title_input())
    headline = forms.CharField(label=gettext_lazy("headline"), max_length=LONGEST["headline"], widget=title_input())
    subhead = forms.CharField(label=gettext_lazy("subhead"), max_length=LONGEST["subhead"], required=False, widget=title_input())
    byline = BlockField(block=Byline(), label=gettext_lazy("byline"), required=False)
    body = BlockField(block=Body(), label=gettext_lazy("text"), required=False)
    summary = forms.CharField(
        label=gettext_lazy("abstract"),
        max_length=LONGEST["summary"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-proof": "lead"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("language"), choices=LANGUAGE_CHOICES)
    subjects = forms.ModelMultipleChoiceField(
        label=gettext_lazy("subjects"), queryset=Subject.objects.filter(retired=False), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = UnitsField(label=gettext_lazy("units concerned"), help_text=gettext_lazy("names with 、 between them"))
    people = PeopleField(label=gettext_lazy("people concerned"), help_text=gettext_lazy("names or campus numbers with 、 between them"))
    sources = forms.CharField(
        label=gettext_lazy("sources, a line each; for the office only"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    plan_task = TaskField(label=gettext_lazy("task of the plan"), help_text=gettext_lazy("Once published, the story is evidence for it."))

    WORDS = ("kicker", "headline", "subhead", "body", "byline")
    FILING = ("summary", "language", "subjects", "units", "people", "plan_task", "sources")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tasks: Any = self.fields["plan_task"]
        tasks.offer(self.initial.get("plan_task"))

    def words(self) -> list[Any]:
        """Fields in the order of the page."""
        return [self[name] for name in self.WORDS]

    def filing(self) -> list[Any]:
        return [self[name] for name in self.FILING]

    def filing_problems(self) -> bool:
        return any(name in self.errors for name in self.FILING) if self.is_bound else False

    def clean_byline(self) -> list[dict[str, Any]]:
        """Authors are people of the directory where the directory knows them: nobody reviews his own text under a bare name."""
        return [_signatory(line.value) for line in self.cleaned_data["byline"]]

    def content(self) -> Content:
        """Raises Invalid, as the actions would."""
        return read_content(self.draft())

    def draft(self) -> dict[str, Any]:
        """What stands in the form, also when not all of it is good: in the shape of Content, for keeping."""
        good = getattr(self, "cleaned_data", {})
        raw = {name: self[name].value() for name in ("kicker", "headline", "subhead", "summary", "language", "sources")}
        body: Any = self.base_fields["body"]
        stream = self["body"].value()
        return {
            **{name: value or "" for name, value in raw.items() if name != "sources"},
            "body": out_of_editor(body.block.get_prep_value(stream)),
            "byline": good["byline"] if "byline" in good else _typed_byline(self["byline"].value()),
            "subjects": [subject.pk for subject in good.get("subjects", [])],
            "units": good.get("units", []),
            "people": good.get("people", []),
            "sources": (raw["sources"] or "").splitlines(),
        }


class NewStoryForm(StoryForm):
    unit = forms.ModelChoiceField(label=gettext_lazy("unit"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=ManuscriptKind.choices)
    targets = forms.ModelMultipleChoiceField(
        label=gettext_lazy("meant for"),
        queryset=Outlet.objects.filter(closed_on=None),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units

    def beginning(self) -> list[Any]:
        return [self[name] for name in ("unit", "kind", "targets")]


def initial_of(content: Content | dict[str, Any]) -> dict[str, Any]:
    """Content, or a kept draft, as the initial values of the form."""
    given = content.as_json() if isinstance(content, Content) else content
    fields: dict[str, Any] = StoryForm.base_fields
    byline, body = fields["byline"].block, fields["body"].block
    people = dict(
        Person.objects.filter(pk__in=[line["person"] for line in given["byline"] if line.get("person")]).values_list("pk", "campus_id")
    )
    lines = [
        {"role": line["role"], "name": line["name"], "unit": line["unit"], "campus_id": people.get(line.get("person"), "")}
        for line in given["byline"]
    ]
    return {
        **{name: given[name] for name in ("kicker", "headline", "subhead", "summary", "language")},
        "byline": byline.to_python([{"type": "person", "value": line} for line in lines]),
        "body": body.to_python(into_editor(given["body"])),
        "subjects": given["subjects"],
        "units": "、".join(Unit.objects.filter(pk__in=given["units"]).values_list("name", flat=True)),
        "people": "、".join(Person.objects.filter(pk__in=given["people"]).values_list("campus_id", flat=True)),
        "sources": "\n".join(given["sources"]),
    }


def through_editor(content: Content) -> Content:
    """The content as it comes back from the editor when nobody typed anything: what a save is compared with."""
    field: Any = StoryForm.base_fields["body"]
    body = field.block
    typed = body.child_blocks["paragraph"].field.widget.converter
    there = [
        {"type": block["type"], "value": typed.to_database_format(typed.from_database_format(block["value"]))}
        if block["type"] == "paragraph"
        else block
        for block in content.body
    ]
    return read_content(content.as_json() | {"body": out_of_editor(body.get_prep_value(body.to_python(into_editor(there))))})


def _signatory(line: Any) -> dict[str, Any]:
    name, campus_id = line["name"].strip(), line["campus_id"].strip()
    found = people_meant(campus_id or name)
    person = _the_one(found, name, campus_id).pk if campus_id or found else None
    return {"role": line["role"], "name": name, "unit": line["unit"].strip(), "person": person}


def _typed_byline(lines: Any) -> list[dict[str, Any]]:
    found = [line.value for line in lines or []]
    return [{"role": line["role"], "name": line["name"] or "", "unit": line["unit"] or "", "person": None} for line in found]
