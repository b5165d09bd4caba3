"""A version of a procedure as a form, and as JSON: what goes in becomes a `Plan`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet
from rongmei.base.history.decisions import Invalid

from ..actions.procedures import MOST_HOURS, MOST_SMALL
from ..actions.ready_made import Plan, Step
from ..enums import SIGN, CorrectionKind, StepKind
from ..models import Procedure

SWITCHES = ("author_may_review", "review_and_proof_same_person", "small_punctuation")
ROLE_CHOICES = [(role.value, role.label) for role in SIGN]


class ProcedureForm(forms.Form):
    """Everything but the steps. Whether it makes sense is asked of the action."""

    name = forms.CharField(label=gettext_lazy("name"), max_length=80)
    key = forms.SlugField(
        label=gettext_lazy("short name for commands and the interface"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Latin letters, digits and hyphens; it stays the same for all versions. Leave it empty and one is given."),
    )
    outlet_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("for kinds of outlet"), choices=OutletKind.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    outlets = forms.ModelMultipleChoiceField(
        label=gettext_lazy("for these outlets only"),
        queryset=Outlet.objects.filter(closed_on=None).order_by("kind", "name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Tick none and it is for every outlet of its kinds. One made for an outlet goes before those for its kind."),
    )
    author_may_review = forms.BooleanField(label=gettext_lazy("the author may sign the first review and the first proof"), required=False)
    review_and_proof_same_person = forms.BooleanField(label=gettext_lazy("one person may review and proofread"), required=False)
    small_punctuation = forms.BooleanField(label=gettext_lazy("changed punctuation is a small correction"), required=False)
    small_characters = forms.IntegerField(
        label=gettext_lazy("characters a small correction may change"), min_value=0, max_value=MOST_SMALL, initial=0
    )
    urgent_signers = forms.IntegerField(
        label=gettext_lazy("people who must have signed before an urgent release"), min_value=1, max_value=20, initial=2
    )
    source = forms.CharField(label=gettext_lazy("source of the rule"), max_length=200, required=False)

    def general(self) -> list[Any]:
        """Fields in the order of the page."""
        return [self[name] for name in ("name", "key", "source") if name in self.fields]

    def served(self) -> list[Any]:
        return [self[name] for name in ("outlet_kinds", "outlets")]

    def numbers(self) -> list[Any]:
        return [self[name] for name in ("small_characters", "urgent_signers")]

    def switches(self) -> list[Any]:
        return [self[name] for name in SWITCHES]


class StepForm(forms.Form):
    """One step."""

    kind = forms.ChoiceField(label=gettext_lazy("kind of step"), choices=StepKind.choices, initial=StepKind.REVIEW.value)
    label = forms.CharField(label=gettext_lazy("name of the step"), max_length=40, widget=forms.TextInput(attrs={"placeholder": "初审"}))
    deadline_hours = forms.IntegerField(label=gettext_lazy("hours allowed"), min_value=1, max_value=MOST_HOURS, initial=24)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("signed by"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    corrections = forms.MultipleChoiceField(
        label=gettext_lazy("kinds of correction that pass it again"),
        choices=CorrectionKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def line(self) -> list[Any]:
        """Fields on one line."""
        return [self[name] for name in ("ORDER", "kind", "label", "deadline_hours")]

    def ticks(self) -> list[Any]:
        return [self["roles"], self["corrections"]]


class Steps(forms.BaseFormSet[StepForm]):
    """In the order of their numbers; a step ticked as left out is."""

    def add_fields(self, form: StepForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("order")
        form.fields["ORDER"].widget.attrs |= {"min": 1, "max": 99}
        form.fields["ORDER"].initial = (index or 0) + 1
        form.fields["DELETE"].label = _("leave this step out")

    def steps(self) -> tuple[Step, ...]:
        """Of a valid set."""
        return tuple(
            Step(
                StepKind(good["kind"]), good["label"], tuple(Role(role) for role in good["roles"]), good["deadline_hours"],
                tuple(good["corrections"]),
            )
            for good in (form.cleaned_data for form in self.ordered_forms)
        )  # fmt: skip


StepFormSet = forms.formset_factory(
    StepForm, formset=Steps, extra=0, can_order=True, can_delete=True, max_num=30, absolute_max=30, validate_max=True
)


def initial_of(procedure: Procedure | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A version as initial values of form and steps; nothing: two reviews to begin with."""
    if procedure is None:
        return {}, [{"label": label, "kind": StepKind.REVIEW.value, "corrections": CorrectionKind.values} for label in ("初审", "终审")]
    names = ("name", "outlet_kinds", "outlets", "small_characters", "urgent_signers", "source", *SWITCHES)
    steps = [
        {name: getattr(step, name) for name in ("kind", "label", "deadline_hours", "roles", "corrections")}
        for step in procedure.steps.order_by("order")
    ]
    return {name: getattr(procedure, name) for name in names}, steps


def plan_from(key: str, good: Mapping[str, Any], steps: tuple[Step, ...]) -> Plan:
    """Cleaned values of the form as a plan."""
    return Plan(
        key=key,
        name=good["name"],
        outlet_kinds=tuple(OutletKind(kind) for kind in good["outlet_kinds"]),
        steps=steps,
        outlets=tuple(sorted(outlet.pk for outlet in good["outlets"])),
        **{name: good[name] for name in ("small_characters", "urgent_signers", "source", *SWITCHES)},
    )


def read_plan(data: Any) -> Plan:
    """JSON as a plan: the fields of `Plan`, steps as objects {kind, label, roles, hours, corrections}. Raises Invalid naming the place."""
    if not isinstance(data, Mapping) or not isinstance(data.get("steps"), list):
        raise Invalid(_("an object with “key”, “name”, “outlet_kinds” and “steps” is expected."), "JSON")
    steps = tuple(_read_step(step, number) for number, step in enumerate(data["steps"], 1))
    try:
        return Plan(
            key=forms.SlugField(max_length=40).clean(data.get("key", "")),
            name=str(data.get("name", "")),
            outlet_kinds=tuple(OutletKind(kind) for kind in data.get("outlet_kinds", ())),
            steps=steps,
            outlets=tuple(sorted(int(pk) for pk in data.get("outlets", ()))),
            small_characters=int(data.get("small_characters", 0)),
            urgent_signers=int(data.get("urgent_signers", 2)),
            source=str(data.get("source", "")),
            **{name: bool(data.get(name, False)) for name in SWITCHES},
        )
    except forms.ValidationError:
        raise Invalid(_("Latin letters, digits and hyphens are expected."), "key") from None
    except (TypeError, ValueError) as problem:
        raise Invalid(_("Something is not of the form that is expected: %(problem)s") % {"problem": problem}, "JSON") from None


def _read_step(step: Any, number: int) -> Step:
    try:
        return Step(
            StepKind(step["kind"]),
            str(step["label"]),
            tuple(Role(role) for role in step["roles"]),
            int(step.get("hours", 24)),
            tuple(CorrectionKind(kind).value for kind in step.get("corrections", CorrectionKind.values)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        place = f"steps[{number - 1}]"
        raise Invalid(
            _("“kind”, “label” and “roles” are expected, each one that is known: %(problem)s") % {"problem": problem}, place
        ) from None
