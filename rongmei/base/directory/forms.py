"""The shape of what is typed on the directory's screens. Rules decide elsewhere; a form only reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.enums import OutletKind, Role, UnitKind
from rongmei.base.directory.models import Outlet, Person, Post, Unit, University
from rongmei.base.directory.models.person import HIGHEST_RANK
from rongmei.base.directory.queries import people_meant, unit_tree


class DayInput(forms.DateInput):
    """The browser's own date field: needs no script."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NamesField(forms.CharField):
    """Several names, one a line or parted by 、 or a comma; reads to a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return [part.strip() for part in re.split(r"[\n、，,；;]+", text) if part.strip()]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")


class UnitField(forms.ModelChoiceField):
    """A unit existing today, shown as a tree."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.all(), **kwargs)
        self.iterator = _TreeIterator

    def label_from_instance(self, obj: Any) -> str:
        return "　" * obj.depth + obj.name


class _TreeIterator(forms.models.ModelChoiceIterator):
    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for unit in unit_tree():
            yield self.choice(unit)


class PersonField(forms.CharField):
    """A person by campus number, or by a name that only one person bears."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Person.objects.filter(pk=value).first()
        return value.campus_id if isinstance(value, Person) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        meant = people_meant(text)
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise ValidationError(_("Nobody is called “%(text)s” or has this campus number. Add the person first.") % {"text": text})
        nowhere = _("no unit")
        listed = "、".join(f"{p.name}（{p.campus_id}，{p.unit or nowhere}）" for p in meant[:5])
        raise ValidationError(
            _("%(count)d people are called “%(text)s”: %(listed)s. Type the campus number.")
            % {"count": len(meant), "text": text, "listed": listed}
        )


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DayInput(), help_text=help_text)


def _names(model: type[models.Model], field: str, help_text: Any = "") -> NamesField:
    return NamesField(label=_label(model, field), required=False, help_text=help_text)


def _label(model: type[models.Model], field: str) -> Any:
    return getattr(model._meta.get_field(field), "verbose_name", field)


def _text(model: type[models.Model], field: str, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    length = getattr(model._meta.get_field(field), "max_length", None)
    return forms.CharField(label=_label(model, field), required=required, max_length=length, help_text=help_text)


class SignInForm(LoginForm):
    """allauth's, without its link to a reset by mail: initial passwords come from an administrator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class UnitForm(forms.Form):
    """A new unit."""

    name = _text(Unit, "name", required=True)
    short_name = _text(Unit, "short_name")
    aliases = _names(Unit, "aliases", gettext_lazy("One a line. Sheets may call the unit by any of them."))
    kind = forms.ChoiceField(label=_label(Unit, "kind"), choices=UnitKind.choices)
    code = _text(Unit, "code")
    parent = UnitField(label=_label(Unit, "parent"), required=False, empty_label=gettext_lazy("(at the top)"))
    valid_from = _day(_label(Unit, "valid_from"))


class UnitChangeForm(forms.Form):
    """What of a unit is corrected without ceremony."""

    short_name = _text(Unit, "short_name")
    aliases = _names(Unit, "aliases", gettext_lazy("One a line. Sheets may call the unit by any of them."))
    kind = forms.ChoiceField(label=_label(Unit, "kind"), choices=UnitKind.choices)
    code = _text(Unit, "code")
    valid_from = _day(_label(Unit, "valid_from"))


class UnitRenameForm(forms.Form):
    name = _text(Unit, "name", required=True)
    short_name = _text(Unit, "short_name")
    on = _day(gettext_lazy("bears the new name from"), required=True)
    correction = forms.BooleanField(
        label=gettext_lazy("the old name was a slip"),
        required=False,
        help_text=gettext_lazy("Then the old name is shown nowhere, whatever the day."),
    )


class UnitMoveForm(forms.Form):
    parent = UnitField(label=_label(Unit, "parent"), required=False, empty_label=gettext_lazy("(at the top)"))


class UnitMergeForm(forms.Form):
    successor = UnitField(label=gettext_lazy("merged into"))
    on = _day(gettext_lazy("from the day"), required=True)


class UnitCloseForm(forms.Form):
    last_day = _day(_label(Unit, "valid_to"), required=True)


class PersonForm(forms.Form):
    campus_id = _text(Person, "campus_id", required=True, help_text=gettext_lazy("Staff or student number. It never changes."))
    name = _text(Person, "name", required=True)
    aliases = _names(Person, "aliases", gettext_lazy("Former or pen names, one a line."))
    unit = UnitField(label=_label(Person, "unit"), required=False)
    phone = _text(Person, "phone")
    email = forms.EmailField(label=_label(Person, "email"), required=False)


class PersonChangeForm(PersonForm):
    campus_id = None  # type: ignore[assignment]  # Django's way of leaving an inherited field out


def _rank() -> forms.IntegerField:
    field = Post._meta.get_field("rank")
    return forms.IntegerField(label=_label(Post, "rank"), required=False, min_value=1, max_value=HIGHEST_RANK, help_text=field.help_text)


class RankForm(forms.Form):
    rank = _rank()


class PostForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("title of the post"), max_length=80)
    unit = UnitField(label=gettext_lazy("unit"), required=False)
    from_on = _day(gettext_lazy("since"))
    to_on = _day(gettext_lazy("last day"))
    rank = _rank()


class LastDayForm(forms.Form):
    last_day = _day(gettext_lazy("last day"), required=True)


class DayForm(forms.Form):
    on = _day(gettext_lazy("on the day"), required=True)


class OutletForm(forms.Form):
    name = _text(Outlet, "name", required=True)
    kind = forms.ChoiceField(label=_label(Outlet, "kind"), choices=OutletKind.choices)
    unit = UnitField(label=_label(Outlet, "unit"))
    account_id = _text(Outlet, "account_id")
    address = _text(Outlet, "address")
    owner = PersonField(label=_label(Outlet, "owner"), required=False, help_text=gettext_lazy("Name or campus number."))
    backup = PersonField(label=_label(Outlet, "backup"), required=False, help_text=gettext_lazy("Name or campus number."))
    approved_on = _day(_label(Outlet, "approved_on"))
    applicable_rules = forms.CharField(label=_label(Outlet, "applicable_rules"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class InspectionForm(forms.Form):
    on = _day(gettext_lazy("inspected on"), required=True)
    finding = forms.CharField(label=gettext_lazy("finding"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class OutletCloseForm(forms.Form):
    on = _day(gettext_lazy("closed down on"), required=True)
    reason = forms.CharField(label=gettext_lazy("reason"), required=False, max_length=500)


class AccountForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("user name"), max_length=150, help_text=gettext_lazy("Small letters, digits, . - _ and @.")
    )
    person = PersonField(label=gettext_lazy("person"), required=False, help_text=gettext_lazy("Name or campus number."))
    role = forms.ChoiceField(label=gettext_lazy("role"), choices=[("", "—"), *Role.choices], required=False)
    unit = UnitField(label=gettext_lazy("for unit"), required=False, empty_label=gettext_lazy("(whole university)"))

    def roles(self) -> list[tuple[Role, Unit | None]]:
        """The first role, as the action takes it."""
        role = self.cleaned_data.get("role")
        return [(Role(role), self.cleaned_data.get("unit"))] if role else []


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("role"), choices=Role.choices)
    unit = UnitField(label=gettext_lazy("for unit"), required=False, empty_label=gettext_lazy("(whole university)"))
    from_on = _day(gettext_lazy("since"), help_text=gettext_lazy("Empty: from today."))
    to_on = _day(gettext_lazy("ends before"), help_text=gettext_lazy("Empty: open."))


class UniversityForm(forms.Form):
    name = _text(University, "name", required=True)
    short_name = _text(University, "short_name")
    english_name = _text(University, "english_name")
    aliases = _names(University, "aliases", gettext_lazy("One a line."))
    office_name = _text(University, "office_name")
    protected_names = _names(
        University,
        "protected_names",
        gettext_lazy("Hidden in the masked edition besides the university's own names. One a line."),
    )
    hashtags = _names(University, "hashtags", gettext_lazy("They give the university away. One a line."))
    columns = _names(University, "columns", gettext_lazy("Names of columns on your accounts. One a line."))
    sheet_days = forms.IntegerField(
        label=University._meta.get_field("sheet_days").verbose_name,
        min_value=2,
        max_value=90,
        required=False,
        initial=University._meta.get_field("sheet_days").default,
        help_text=gettext_lazy("Such sheets may hold telephone numbers. What was taken in stays; the file is deleted."),
    )

    def clean_sheet_days(self) -> int:
        return self.cleaned_data["sheet_days"] or self.fields["sheet_days"].initial


class EraseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=300, help_text=gettext_lazy("Who asked for it, and when. History keeps it.")
    )


class SheetForm(forms.Form):
    """A spreadsheet of units, people or outlets."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text="xlsx, xls, ods, csv",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )


class ListForm(forms.Form):
    """What narrows a list; what cannot be read is taken as not given."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=100)

    def value(self, name: str) -> Any:
        """The value read, or None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


class PeopleListForm(ListForm):
    unit = UnitField(label=gettext_lazy("unit"), required=False, empty_label=gettext_lazy("(all units)"))
    left = forms.BooleanField(label=gettext_lazy("also those who left"), required=False)


class AccountListForm(ListForm):
    role = forms.ChoiceField(label=gettext_lazy("role"), choices=[("", gettext_lazy("(all roles)")), *Role.choices], required=False)
    disabled = forms.BooleanField(label=gettext_lazy("also disabled ones"), required=False)


class OutletListForm(ListForm):
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=[("", gettext_lazy("(all kinds)")), *OutletKind.choices], required=False)
    closed = forms.BooleanField(label=gettext_lazy("also closed ones"), required=False)
    uninspected = forms.BooleanField(label=gettext_lazy("not inspected this year"), required=False)


class HistoryListForm(ListForm):
    """Which events of history to show."""

    kind = forms.ChoiceField(label=gettext_lazy("event"), required=False)
    since = _day(gettext_lazy("from the day"))
    until = _day(gettext_lazy("up to the day"))

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("(all events)")), *kinds]  # type: ignore[attr-defined]
