"""Writing: a new manuscript, its text, what is kept while typing, pictures, and a Word file as the first text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from rongmei.base.directory.models import Outlet, Unit
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen

from .. import actions, rules
from ..enums import WRITE, BylineRole, DraftKind
from ..forms import NewStoryForm, StoryForm
from ..forms.story import came_whole, initial_of, through_editor
from ..imports import read_word
from ..models import Draft, Manuscript
from ..text import Content, read_content
from .screens import StoryScreen

HALF = gettext_noop("Only half of the form arrived and nothing was changed: send it again.")


def _texts() -> QuerySet[Manuscript]:
    return Manuscript.objects.select_related("current", "unit")


class NewScreen(Screen):
    """From a blank page or from a Word document; the text goes on in the editor."""

    template_name = "newsroom/new.html"
    header_icon = "edit"

    def may_open(self) -> Decision:
        units = self.units
        return rules.may_begin(self.request.user, units[0].pk if units else 0)

    @cached_property
    def units(self) -> list[Unit]:
        """Where the person may begin a manuscript, the own unit first."""
        user: Any = self.request.user
        found = list(Unit.objects.filter(pk__in=user.unit_ids_for(*WRITE), valid_to=None).order_by("path"))
        home = getattr(user.person, "unit_id", None)
        return sorted(found, key=lambda unit: unit.pk != home)

    def get_page_title(self) -> str:
        return _("New manuscript")

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]

    def form(self, data: Any = None) -> NewStoryForm:
        initial = initial_of(Content("", body=[{"type": "paragraph", "value": ""}], byline=self.own_line()))
        units = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        return NewStoryForm(data, initial={**initial, "unit": self.units[0].pk, "targets": self.usual_targets()}, units=units)

    def own_line(self) -> list[dict[str, Any]]:
        """Whoever begins it is its correspondent until he says otherwise."""
        person = getattr(self.request.user, "person", None)
        return (
            [{"role": BylineRole.CORRESPONDENT.value, "name": person.name, "unit": str(person.unit or ""), "person": person.pk}]
            if person
            else []
        )

    def usual_targets(self) -> list[int]:
        """The unit's own outlets; where it has none nothing is ticked."""
        return list(Outlet.objects.filter(unit=self.units[0], closed_on=None).values_list("pk", flat=True)[:1])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.form()
        return {**super().get_context_data(**kwargs), "form": form, "media": form.media}

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.FILES.get("word"):
            return self.from_word(request.FILES["word"])
        if not came_whole(request.POST):
            messages.error(request, _(HALF))
            return self.render(422)
        form = self.form(request.POST)
        if not form.is_valid():
            messages.error(request, _("Not kept yet: mend the marked places."))
            return self.render(422, form=form)
        try:
            with transaction.atomic():
                manuscript = self.begin(form.cleaned_data["unit"], form.content(), form.cleaned_data["kind"], form.cleaned_data["targets"])
                actions.file_manuscript(actor=self.request.user, manuscript=manuscript, task=form.cleaned_data["plan_task"])
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(422, form=form)
        messages.success(request, _("Kept as %(number)s.") % {"number": manuscript.number})
        return redirect("newsroom:story", manuscript.pk)

    def begin(self, unit: Unit, content: Any, kind: str = "news", targets: Any = ()) -> Manuscript:
        return actions.begin_manuscript(actor=self.request.user, unit=unit, content=content, kind=kind, targets=targets)

    def from_word(self, file: Any) -> HttpResponse:
        user: Any = self.request.user
        try:
            read = read_word(file.read(), file.name)
            with transaction.atomic():
                held = [actions.add_asset(actor=user, file=SimpleUploadedFile(name, data)) for name, data in read.pictures]
                for block in read.body:
                    if block["type"] == "picture":
                        block["value"]["asset"] = held[block["value"].pop("picture")].pk
                headline = read.headline or file.name.rsplit(".", 1)[0]
                content = read_content({"headline": headline, "body": read.body, "byline": self.own_line()})
                manuscript = self.begin(self.units[0], content, targets=Outlet.objects.filter(pk__in=self.usual_targets()))
        except (Invalid, Refused) as problem:
            messages.error(self.request, str(problem))
            return self.render(422)
        messages.success(self.request, _("The document was taken over. Look through it; fonts and colours stayed behind."))
        return redirect("newsroom:write", manuscript.pk)


class AdaptScreen(StoryScreen):
    """A manuscript of its own for another kind of outlet, beginning with this one's text; it goes through its own procedure."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        manuscript = self.manuscript
        assert manuscript.current is not None
        content = manuscript.current.content()
        done, made = self.try_to(
            lambda: actions.begin_manuscript(
                actor=self.actor, unit=manuscript.unit, content=content, kind=manuscript.kind, adapted_from=manuscript
            ),
            _("An adaptation is begun. Say where it is meant to be published, and change its text."),
        )
        return redirect("newsroom:story", made.pk if done and made else pk)


class WriteScreen(StoryScreen):
    """The editor. A save names the revision it was made from; typing is kept every few seconds."""

    template_name = "newsroom/write.html"
    header_icon = "edit"

    def stories(self) -> QuerySet[Manuscript]:
        """A save looks at the text alone: the action reads it anew behind its lock, and asks the rules again."""
        return super().stories() if self.request.method == "GET" else _texts()

    def may_open(self) -> Decision:
        return rules.may_edit(self.request.user, self.manuscript)

    def get_page_title(self) -> str:
        return _("Write: %(headline)s") % {"headline": self.manuscript.headline}

    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("newsroom:story", args=[self.manuscript.pk]), self.manuscript.number)]

    @cached_property
    def kept(self) -> Draft | None:
        """What the person typed and did not save."""
        return self.manuscript.drafts.filter(owner=self.actor, kind=DraftKind.AUTOSAVE).select_related("base").first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        current, kept = self.manuscript.current, self.kept
        assert current is not None
        chosen = self.chosen_draft()
        form = kwargs.pop("form", None) or StoryForm(
            initial={**initial_of(chosen.content if chosen else current.content()), "plan_task": self.manuscript.plan_task_id}
        )
        base = kwargs.pop("base", None) or (chosen.base.number if chosen else current.number)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "media": form.media,
            "base": base,
            "kept": None if chosen or self.request.method == "POST" else kept,
            "stale": base != current.number,
            "will_void": [line.step.label for line in self.standing.steps if line.counts],
        }

    def chosen_draft(self) -> Draft | None:
        number = self.request.GET.get("draft", "")
        if not number.isdecimal():
            return None
        found = self.manuscript.drafts.filter(owner=self.actor, pk=int(number)).select_related("base").first()
        if found is None:
            raise Http404(number)
        return found

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not came_whole(request.POST):
            messages.error(request, _(HALF))
            return self.render(422)
        there = self.manuscript.plan_task_id
        form, base = StoryForm(request.POST, initial={"plan_task": there}), request.POST.get("base", "")
        number = int(base) if base.isdecimal() and len(base) < 10 else 0
        if not form.is_valid():
            messages.error(request, _("Not saved yet: mend the marked places."))
            return self.render(422, form=form, base=number)
        current = self.manuscript.current
        try:
            content = form.content()
            if current is not None and content == through_editor(current.content()):
                content = current.content()  # the editor spells some markup its own way; that is no change
            with transaction.atomic():
                saved = actions.save_text(
                    actor=self.actor, manuscript=self.manuscript, base=number, content=content, note=request.POST.get("note", "")
                )
                filed = actions.file_manuscript(actor=self.actor, manuscript=self.manuscript, task=form.cleaned_data["plan_task"])
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(422, form=form, base=number)
        if saved.aside is not None:
            messages.error(
                request, _("Somebody saved this text after you opened it. Yours is kept beside it: compare, and take over what is missing.")
            )
            return redirect(f"{reverse('newsroom:compare', args=[pk])}?draft={saved.aside.pk}")
        messages.success(
            request, _("Saved.") if saved.changed or filed.plan_task_id != there else _("Nothing was changed; every signature stands.")
        )
        return redirect("newsroom:story", pk)


class AutosaveScreen(StoryScreen):
    """Posted by the editor's script while somebody types. Answers JSON; touches no revision."""

    def stories(self) -> QuerySet[Manuscript]:
        return _texts()

    def may_open(self) -> Decision:
        return rules.may_keep_draft(self.request.user, self.manuscript)

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        if not came_whole(request.POST):
            return JsonResponse({"sentence": _(HALF)}, status=422)
        form, base = StoryForm(request.POST), request.POST.get("base", "")
        form.is_valid()
        try:
            draft = actions.autosave_text(
                actor=self.actor,
                manuscript=self.manuscript,
                base=int(base) if base.isdecimal() and len(base) < 10 else 0,
                content=form.draft(),
            )
        except (Invalid, Refused) as problem:
            return JsonResponse({"sentence": str(problem)}, status=422)
        return JsonResponse({"sentence": _("kept at %(time)s") % {"time": f"{timezone.localtime(draft.saved_at):%H:%M:%S}"}})


class DiscardScreen(StoryScreen):
    """Throw an own draft away."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        number = request.POST.get("draft", "")
        draft = self.manuscript.drafts.filter(pk=int(number)).first() if number.isdecimal() else None
        if draft is None:
            raise Http404(number)
        self.try_to(lambda: actions.discard_draft(actor=self.actor, draft=draft), _("Thrown away."))
        return redirect("newsroom:story", pk)


class AssetAddScreen(Screen):
    """A picture, film or file for the text being written. Answers JSON."""

    def may_open(self) -> Decision:
        return rules.may_see_newsroom(self.request.user)

    def post(self, request: HttpRequest) -> JsonResponse:
        file = request.FILES.get("file")
        try:
            if file is None:
                raise Invalid(_("No file came: choose it again."), _("file"))
            asset = actions.add_asset(actor=request.user, file=file)
        except (Invalid, Refused) as problem:
            return JsonResponse({"sentence": str(problem)}, status=422)
        return JsonResponse({"id": asset.pk, "name": asset.file_name, "sentence": ""})
