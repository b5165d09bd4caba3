"""Procedures: what is in force, every version that ever was, and making the next one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import OutletKind, Role
from rongmei.base.directory.models import Outlet
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen

from .. import actions, queries, rules
from ..actions.ready_made import READY_MADE
from ..enums import CorrectionKind, StepKind
from ..forms.procedures import ProcedureForm, StepFormSet, initial_of, plan_from
from ..models import Procedure


class ProcedureScreens(Screen):
    header_icon = "list-ol"

    def may_open(self) -> Decision:
        return rules.may_see_newsroom(self.request.user)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]

    @property
    def actor(self) -> Any:
        return self.request.user

    @cached_property
    def all_versions(self) -> list[list[Procedure]]:
        return queries.versions()

    def version(self, pk: int) -> Procedure:
        """With the counts the screens show."""
        found = [one for some in self.all_versions for one in some if one.pk == pk]
        if not found:
            raise Http404(pk)
        return found[0]


class ProceduresScreen(ProcedureScreens):
    """Every procedure in force with its steps; older and retired versions as links. Ready-made ones can be put into force."""

    template_name = "newsroom/procedures.html"

    def get_page_title(self) -> str:
        return _("Procedures")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_force, held = [some for some in self.all_versions if some[0].retired_at is None], queries.roles_held()
        known = {some[0].key for some in self.all_versions}
        return {
            **super().get_context_data(**kwargs),
            "procedures": [(shown(some[0], held), some[1:]) for some in in_force],
            "retired": [some for some in self.all_versions if some[0].retired_at is not None],
            "may_keep": rules.may_keep_procedures(self.actor),
            "ready_made": any(plan.key not in known for plan in READY_MADE),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        self.try_to(
            lambda: actions.install_procedures(actor=self.actor),
            lambda made: _("%(count)d procedures are put into force.") % {"count": len(made)},
        )
        return redirect("newsroom:procedures")


class ProcedureScreen(ProcedureScreens):
    """One version as it was frozen; it can be retired, and be the beginning of the next."""

    template_name = "newsroom/procedure.html"

    @cached_property
    def procedure(self) -> Procedure:
        return self.version(self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.procedure)

    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("newsroom:procedures"), _("Procedures"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        procedure = self.procedure
        others = next(some for some in self.all_versions if procedure in some)
        return {
            **super().get_context_data(**kwargs),
            "shown": shown(procedure, queries.roles_held()),
            "versions": others,
            "may_keep": rules.may_keep_procedures(self.actor),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.try_to(
            lambda: actions.retire_procedure(actor=self.actor, procedure=self.procedure),
            _("Retired. No manuscript is handed in under it any more; those under way keep it."),
        )
        return redirect("newsroom:procedure", pk)


class ProcedureNewScreen(ProcedureScreens):
    """The next version of a procedure (`from`), or a procedure of its own. Nothing of an old version changes."""

    template_name = "newsroom/procedure_new.html"

    def may_open(self) -> Decision:
        return rules.may_keep_procedures(self.request.user)

    @cached_property
    def before(self) -> Procedure | None:
        number = self.request.GET.get("from", "")
        return self.version(int(number)) if number.isdecimal() and len(number) < 10 else None

    @cached_property
    def newest(self) -> int:
        """The version the next one would follow."""
        if self.before is None:
            return 0
        return next(some[0].version for some in self.all_versions if some[0].key == self.before.key)

    def get_page_title(self) -> str:
        if self.before is None:
            return _("New procedure")
        return _("New version of “%(name)s”") % {"name": self.before.name}

    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("newsroom:procedures"), _("Procedures"))]

    def forms(self, data: Any = None) -> tuple[ProcedureForm, Any]:
        general, steps = initial_of(self.before)
        form = ProcedureForm(data, initial=general)
        if self.before is not None:
            del form.fields["key"]
        return form, StepFormSet(data, initial=None if data else steps, prefix="step")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, steps = self.forms()
        context = {"form": form, "steps": steps, "before": self.before, "seen": self.newest}
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request: HttpRequest) -> HttpResponse:
        post = request.POST.copy()
        if "more" in post:
            form, steps = self.forms(one_more(post))
            return self.render(form=form, steps=steps)
        form, steps = self.forms(post)
        if not (form.is_valid() and steps.is_valid()):
            messages.error(request, _("Not in force yet: mend the marked places."))
            return self.render(422, form=form, steps=steps, judged=True)
        try:
            made = self.make(form.cleaned_data, steps.steps(), post.get("seen", ""))
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(422, form=form, steps=steps, judged=True)
        messages.success(request, _("“%(procedure)s” is in force. Manuscripts under way keep their version.") % {"procedure": made})
        for step in queries.steps_unheld(made, queries.roles_held()):
            messages.warning(request, unheld(step))
        return redirect("newsroom:procedure", made.pk)

    def make(self, good: Any, steps: Any, seen: str) -> Procedure:
        if self.before is not None:
            key, known = self.before.key, int(seen) if seen.isdecimal() and len(seen) < 6 else -1
        else:
            key, known = good["key"] or free_key({some[0].key for some in self.all_versions}), 0
        return actions.make_procedure(actor=self.actor, plan=plan_from(key, good, steps), seen=known)


def one_more(post: Any) -> Any:
    """What was typed, with a step at the end to be filled in."""
    there = post.get("step-TOTAL_FORMS", "")
    count = min(int(there), 29) if there.isdecimal() and len(there) < 4 else 0
    post["step-TOTAL_FORMS"] = str(count + 1)
    for name, value in (("kind", StepKind.REVIEW.value), ("ORDER", str(count + 1)), ("deadline_hours", "24")):
        post[f"step-{count}-{name}"] = value
    return post


def free_key(taken: set[str]) -> str:
    return next(key for number in range(1, len(taken) + 2) if (key := f"procedure-{number}") not in taken)


def unheld(step: Any) -> str:
    roles = "、".join(str(Role(role).label) for role in step.roles)
    return _("Nobody holds a role that signs “%(step)s” (%(roles)s): grant it, or manuscripts cannot be handed in.") % {
        "step": step.label,
        "roles": roles,
    }


def shown(procedure: Procedure, held: set[str]) -> dict[str, Any]:
    """What a version says, in words. held: roles somebody holds."""
    return {
        "procedure": procedure,
        "kinds": [OutletKind(kind).label for kind in procedure.outlet_kinds],
        "outlets": list(Outlet.objects.filter(pk__in=procedure.outlets)) if procedure.outlets else [],
        "steps": [
            (
                step,
                "、".join(str(Role(role).label) for role in step.roles),
                "、".join(str(CorrectionKind(kind).label) for kind in step.corrections),
            )
            for step in procedure.steps.all()
        ],
        "unheld": [unheld(step) for step in queries.steps_unheld(procedure, held)] if procedure.retired_at is None else [],
    }
