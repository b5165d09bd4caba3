"""The shape of what is typed: a reader's question, and the console's forms of the sites."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.models import Page

from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.forms import DayInput, UnitField
from rongmei.base.directory.models import Outlet, Unit
from rongmei.content.newsroom.models import Publication, Subject

from .enums import ListLayout, Masthead, SiteKind, TypeFace
from .models import Theme


class SearchForm(forms.Form):
    """A reader's question; what is not understood is left out of account rather than refused."""

    q = forms.CharField(
        label=_("search words"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
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


class ConfirmForm(forms.Form):
    """Nothing to fill in: pressing the button is the answer."""


class SiteListForm(forms.Form):
    q = forms.CharField(label=_("name"), required=False)


class ThemeListForm(SiteListForm):
    pass


class ThemeForm(forms.Form):
    name = forms.CharField(label=_("name"), max_length=60)
    accent = forms.CharField(label=_("accent colour"), max_length=7, initial="#8a1f2b", widget=forms.TextInput(attrs={"type": "color"}))
    headings = forms.ChoiceField(label=_("type face of headings"), choices=TypeFace.choices, initial=TypeFace.SERIF)
    text = forms.ChoiceField(label=_("type face of text"), choices=TypeFace.choices, initial=TypeFace.SANS)
    masthead = forms.ChoiceField(label=_("masthead"), choices=Masthead.choices)
    indent = forms.BooleanField(
        label=_("indent paragraphs by two characters"),
        required=False,
        initial=True,
        help_text=_("In Chinese stories; English ones are set apart by a space."),
    )
    logo = forms.ModelChoiceField(
        label=_("logo"), queryset=get_image_model().objects.order_by("-pk"), required=False, empty_label=_("none"),
        help_text=_("From the library of pictures, or a new one below."),
    )  # fmt: skip
    new_logo = forms.ImageField(
        label=_("new logo"), required=False, help_text=_("JPEG, PNG or WebP, at most 10 MB; a clear ground suits both appearances.")
    )


class SiteForm(forms.Form):
    """What the whole site has; its layout is changed in the page editor."""

    title = forms.CharField(label=_("name"), max_length=120)
    motto = forms.CharField(label=_("line below the name"), max_length=80, required=False)
    description = forms.CharField(
        label=_("what the site is about"), max_length=200, required=False, help_text=_("For search engines and feeds.")
    )
    theme = forms.ModelChoiceField(label=_("theme"), queryset=Theme.objects.all())
    language = forms.ChoiceField(label=_("language"), choices=settings.LANGUAGES)
    footer = forms.CharField(
        label=_("lines at the foot"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: address, telephone, record number."),
    )  # fmt: skip


NOTICE = re.compile("通知|公告|notice", re.IGNORECASE)  # such a column starts with the day before each headline


class ColumnsField(forms.CharField):
    """One column a line: the name, and after a bar what it lists. 学校要闻 | 要闻 → name 学校要闻, subject 要闻."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        return [self._column(number, line) for number, line in enumerate(lines, 1)]

    def _column(self, number: int, line: str) -> dict[str, Any]:
        title, _bar, what = (part.strip() for part in line.replace("｜", "|").partition("|"))
        look = {"layout": ListLayout.NOTICES} if NOTICE.search(title or what) else {}
        if not title or not what:
            return {"title": title or what, **look}
        if Subject.objects.filter(name=what).exists():
            return {"title": title, "subject": what, **look}
        unit = Unit.objects.filter(name=what, valid_to=None).first()
        if unit is not None:
            return {"title": title, "unit": unit, **look}
        words = {"number": number, "what": what}
        raise ValidationError(gettext("Line %(number)d: “%(what)s” is neither a subject of stories nor a unit.") % words)


class NewSiteForm(SiteForm):
    """The assistant for a new site."""

    kind = forms.ChoiceField(label=_("kind"), choices=SiteKind.choices)
    outlet = forms.ModelChoiceField(
        label=_("outlet"), queryset=Outlet.objects.none(), required=False, empty_label=_("a new one, of the site's name"),
        help_text=_("The site shows what is published on this outlet of the register."),
    )  # fmt: skip
    unit = UnitField(label=_("unit that runs it"), required=False, help_text=_("For a new outlet."))
    host = forms.CharField(
        label=_("host name"), max_length=253, required=False, help_text=_("Such as news.example.edu.cn; empty for a path.")
    )
    path = forms.CharField(
        label=_("path"), max_length=40, required=False, help_text=_("Such as 90; empty, with no host name, for the main site.")
    )
    columns = ColumnsField(
        label=_("columns"), required=False,
        help_text=_("One a line: name | subject or unit. Without a bar the column lists every story of the outlet."),
    )  # fmt: skip
    field_order = ("kind", "title", "outlet", "unit", "host", "path", "theme", "columns", "language", "motto", "description", "footer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Outlet.objects.filter(kind=OutletKind.SITE, closed_on=None, site=None)
        self.fields["outlet"].queryset = free  # type: ignore[attr-defined]


class ColumnForm(forms.Form):
    title = forms.CharField(label=_("name"), max_length=60)
    slug = forms.SlugField(
        label=_("part of the address"), required=False, help_text=_("Small letters, digits, hyphens; made from the name if empty.")
    )
    subject = forms.CharField(
        label=_("subject"), max_length=60, required=False, help_text=_("Empty: every subject. Written as in the list of subjects."),
    )  # fmt: skip
    unit = UnitField(label=_("unit"), required=False, empty_label=_("every unit"))
    layout = forms.ChoiceField(label=_("layout"), choices=ListLayout.choices, initial=ListLayout.MIXED)
    intro = forms.CharField(label=_("line below the heading"), max_length=200, required=False)

    def clean_subject(self) -> str:
        name = str(self.cleaned_data["subject"]).strip()
        if name and not Subject.objects.filter(name=name).exists():
            raise ValidationError(gettext("There is no subject “%(name)s”: write it as in the list of subjects.") % {"name": name})
        return name


class ColumnChangeForm(ColumnForm):
    """The address stays: other pages link to it."""

    slug = None  # type: ignore[assignment]
    outlet = forms.ModelChoiceField(
        label=_("outlet"), queryset=Outlet.objects.none(), required=False, empty_label=_("the site's own"),
        help_text=_("Another site's stories may be listed here; they open there."),
    )  # fmt: skip
    per_page = forms.IntegerField(label=_("stories a page"), min_value=5, max_value=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = Outlet.objects.filter(kind=OutletKind.SITE, closed_on=None)  # type: ignore[attr-defined]


class PinForm(forms.Form):
    page = forms.ModelChoiceField(label=_("page"), queryset=Page.objects.none())
    public_id = forms.ChoiceField(label=_("story"))
    until_on = forms.DateField(label=_("until"), required=False, widget=DayInput(), help_text=_("Counted in; empty: until taken off."))

    def __init__(self, *args: Any, pages: Any, stories: list[Publication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = pages  # type: ignore[attr-defined]
        self.fields["public_id"].choices = [  # type: ignore[attr-defined]
            (story.public_id, f"{story.headline}（{timezone.localdate(story.first_published_at)}）") for story in stories
        ]
