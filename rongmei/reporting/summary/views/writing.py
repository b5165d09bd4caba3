"""Writing a summary: starting it, its text, its slots, and a Word file that comes back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, ObjectList

from rongmei.base.directory.models import Person, Unit
from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger import queries as ledger_queries
from rongmei.base.ledger import registry as ledgers
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.models import Entry
from rongmei.base.ledger.querystring import query_of
from rongmei.base.ledger.views.screen import Screen
from rongmei.reporting.figures.engine import selection_of
from rongmei.reporting.figures.enums import FigureKind, FigureState
from rongmei.reporting.figures.models import Figure

from .. import actions, rules
from ..assembling import Standing, scope_of, stand_all
from ..enums import Binding, NameKind, WhenZero
from ..models import Summary, SummarySlot
from ..reading import WordRefused, read_docx
from ..returned import Returned, compare_returned
from ..richtext import shown_slots
from ..wording import EXAMPLES, Form, choices, render
from .screens import SummaryScreen

MAX_WORD_BYTES = 30 * 1024 * 1024


class NewScreen(Screen):
    """From last year's Word file, or from nothing."""

    template_name = "summary/new.html"
    header_icon = "doc-full"

    def may_open(self) -> Decision:
        return rules.may_write(self.request.user)

    def get_page_title(self) -> str:
        return _("New summary")

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("summary:index"), _("Annual summaries"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "year": self.request.POST.get("year") or dt.date.today().year}

    def post(self, request: HttpRequest) -> HttpResponse:
        year = request.POST.get("year", "")
        file = request.FILES.get("file")
        try:
            if not year.isdecimal():
                raise Invalid(_("“%(year)s” is not a year: write it like 2026.") % {"year": year[:10]}, _("year"))
            if file is None:
                summary = actions.create_summary(actor=request.user, year=int(year), title=request.POST.get("title", ""))
            else:
                if (file.size or 0) > MAX_WORD_BYTES:
                    raise Invalid(_("the file is larger than 30 MB: take the pictures out or compress them."), file.name or "")
                data = file.read()
                read = read_docx(data)
                summary = actions.create_from_document(actor=request.user, year=int(year), read=read, name=file.name or "", data=data)
                for note in read.notes:
                    messages.info(request, note)
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(status=422)
        except WordRefused as problem:
            messages.error(request, problem.sentence)
            return self.render(status=422)
        return redirect("summary:show", summary.pk)


class WriteScreen(SummaryScreen):
    """The editor: headings, paragraphs, tables, pictures, and chips in the sentences."""

    template_name = "summary/write.html"

    def may_open(self) -> Decision:
        return rules.may_change(self.request.user, self.summary)

    def get_page_title(self) -> str:
        return _("Write")

    @cached_property
    def panel(self) -> Any:
        return ObjectList([FieldPanel("body")]).bind_to_model(Summary)

    def get_form(self, data: Any = None) -> Any:
        form_class = self.panel.get_form_class()
        return form_class(data, instance=self.summary, for_user=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.get_form()
        with shown_slots({ref: stand.shown for ref, stand in self.assembled.standings.items()}):
            panel = self.panel.get_bound_panel(instance=self.summary, request=self.request, form=form)
            rendered = panel.render_form_content()
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "panel": rendered,
            "media": panel.media + form.media,
            "version": kwargs.get("version", self.summary.version),
            "editor": {
                "figures": reverse("summary:figures", args=[self.summary.pk]),
                "slots": reverse("summary:slot_add", args=[self.summary.pk]),
                "names": reverse("summary:name_search", args=[self.summary.pk]),
                "words": editor_words(),
            },
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if "body-count" not in request.POST:  # Wagtail's blocks take it for granted
            return self.incomplete(pk)
        form = self.get_form(request.POST)
        version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
        if not form.is_valid():
            messages.error(request, _("The text is not saved yet: mend the marked places."))
            return self.render_to_response(self.get_context_data(pk=pk, form=form, version=version), status=422)
        stored = Summary.objects.get(pk=pk)
        try:
            actions.change_body(actor=request.user, summary=stored, body=form.cleaned_data["body"], version=version)
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render_to_response(self.get_context_data(pk=pk, form=form, version=version), status=409)
        messages.success(request, _("Saved."))
        return redirect("summary:show", pk)


def editor_words() -> dict[str, str]:
    """Words the editor's script shows."""
    return {
        "insert": _("Insert a live figure or a name"),
        "search": _("Search figures"),
        "searchNames": _("Search units and people"),
        "figure": _("Figure"),
        "name": _("Protected name"),
        "form": _("Form"),
        "take": _("Insert"),
        "cancel": _("Cancel"),
        "none": _("Nothing found."),
        "university": str(NameKind.UNIVERSITY.label),
        "universityShort": str(NameKind.UNIVERSITY_SHORT.label),
        "failed": _("That did not work. Try again."),
        # Of Wagtail's editor, where its own translation lacks them.
        "Blocks": _("Blocks"),
        "Split block": _("Split block"),
    }


class FiguresEndpoint(SummaryScreen):
    """Figures for the chooser: value now, and every form that is true of it."""

    def may_open(self) -> Decision:
        return rules.may_change(self.request.user, self.summary)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        words = request.GET.get("q", "").split()
        figures = Figure.objects.exclude(state=FigureState.RETIRED).order_by("chapter", "key")
        wanted = [f for f in figures if all(w in f"{f.label}{f.key}{''.join(f.synonyms)}{f.chapter}" for w in words)][:30]
        slots = [
            SummarySlot(pk=-i, summary=self.summary, binding=Binding.FIGURE, figure=f, form=Form.EXACT) for i, f in enumerate(wanted, 1)
        ]
        found = []
        for figure, stand in zip(wanted, stand_all(self.summary, slots), strict=True):
            found.append({"key": figure.key, "label": figure.label, "unit": figure.unit_word, "chapter": figure.chapter, **offered(stand)})
        return JsonResponse({"figures": found})


def offered(stand: Standing) -> dict[str, Any]:
    """The value and the forms a chooser offers."""
    value = stand.value
    if value is None or value.amount is None:
        return {"value": "", "problem": stand.problem, "forms": [{"form": "exact", "text": "—"}]}
    forms = [{"form": str(form), "text": text} for form, text in choices(value.amount, value.at_least)]
    if stand.slot.figure is not None and stand.slot.figure.basis == "rate":
        worded = render(value.amount, Form.PERCENT)
        forms.insert(0, {"form": "percent", "text": getattr(worded, "text", "")})
    return {"value": stand.shown, "problem": stand.problem, "forms": forms or [{"form": "exact", "text": stand.shown}]}


class NamesEndpoint(SummaryScreen):
    """Units and people for the chooser."""

    def may_open(self) -> Decision:
        return rules.may_change(self.request.user, self.summary)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        text = request.GET.get("q", "").strip()[:40]
        units = Unit.objects.filter(name__icontains=text).order_by("path")[:15]
        people = Person.objects.filter(name__icontains=text).order_by("name")[:15] if text else ()
        names = [{"kind": "unit", "id": u.pk, "label": u.name} for u in units]
        names += [{"kind": "person", "id": p.pk, "label": f"{p.name}（{p.campus_id}）"} for p in people]
        return JsonResponse({"names": names})


class AddSlotEndpoint(SummaryScreen):
    """A chip made in the editor."""

    def may_open(self) -> Decision:
        return rules.may_change(self.request.user, self.summary)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            slot = actions.add_slot(actor=request.user, summary=self.summary, choice=choice_from(request.POST))
        except (Invalid, Refused) as problem:
            return JsonResponse({"sentence": str(problem)}, status=422)
        stand = stand_all(self.summary, [slot])[0]
        return JsonResponse({"ref": slot.ref, "shown": stand.shown, "problem": stand.problem})


def choice_from(post: Any) -> actions.SlotChoice:
    """A decision as a form sends it."""
    name = post.get("name", "")
    kind, _colon, number = name.partition(":")
    binding = post.get("binding", "")
    if binding not in Binding.values:
        raise Invalid(_("Choose what stands here: a figure, a name, the year, a list or plain text."))
    return actions.SlotChoice(
        Binding(binding),
        figure=post.get("figure", ""),
        form=post.get("form", ""),
        digits=int(post["digits"]) if post.get("digits", "").lstrip("-").isdecimal() else None,
        years_back=int(post["years_back"]) if post.get("years_back", "").removeprefix("-").isdecimal() else 0,
        as_published=bool(post.get("as_published")),
        when_zero=post.get("when_zero", ""),
        name_kind=kind,
        name_id=int(number) if number.isdecimal() else None,
        rows_column=post.get("rows_column", ""),
        rows_pattern=post.get("rows_pattern", "{}"),
        rows_most=int(post["rows_most"]) if post.get("rows_most", "").isdecimal() else 3,
        text=post.get("text", ""),
        note=post.get("note", ""),
    )


class SlotScreen(SummaryScreen):
    """One slot: what it is bound to, what it could be bound to, and the records behind it."""

    template_name = "summary/slot.html"

    @cached_property
    def slot(self) -> SummarySlot:
        found = SummarySlot.objects.select_related("figure").filter(summary=self.summary, ref=self.kwargs["ref"]).first()
        if found is None:
            raise Http404(self.kwargs["ref"])
        return found

    def get_page_title(self) -> str:
        return self.slot.figure.label if self.slot.figure else _("Slot “%(text)s”") % {"text": self.slot.original}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stand = self.assembled.standings[self.slot.ref]
        figure = self.slot.figure
        context: dict[str, Any] = {
            **super().get_context_data(**kwargs),
            "slot": self.slot,
            "stand": stand,
            "figures": Figure.objects.exclude(state=FigureState.RETIRED).order_by("chapter", "key"),
            "bindings": [choice for choice in Binding.choices if choice[0] != Binding.OPEN],
            "zero_rules": WhenZero.choices,
            "forms": [(str(form), _("as in %(example)s") % {"example": example}) for form, example in EXAMPLES.items()],
            "offered": offered(stand)["forms"] if stand.value else [],
            "names": [("university", NameKind.UNIVERSITY.label), ("university_short", NameKind.UNIVERSITY_SHORT.label)]
            + [(f"unit:{pk}", name) for pk, name in Unit.objects.order_by("path").values_list("pk", "name")],
        }
        if figure is not None and figure.kind == FigureKind.LEDGER and ledgers.has(figure.ledger):
            context.update(self.rows(figure))
        return context

    def rows(self, figure: Figure) -> dict[str, Any]:
        """The records behind the number: the same selection, narrowed to what the person may see, and how many that are not."""
        selection = selection_of(figure, scope_of(self.summary, self.slot))
        ledger = selection.ledger
        rows = selection.rows()
        seen = ledger_queries.visible(self.request.user, rows).select_related(*ledger_queries.related(ledger)).order_by(ledger.time, "pk")
        columns = [name for name, column in ledger.column_map.items() if column.in_list]
        page = seen[:200]
        return {
            "ledger": ledger,
            "total": rows.count(),
            "seen": seen.count(),
            "headers": [ledger.label_of(name) for name in columns],
            "lines": [(row, [_cell(ledger, name, row) for name in columns]) for row in page],
            "list_query": query_of(ledger, selection.conditions, selection.start, selection.end, state="confirmed"),
            "columns": [(name, ledger.label_of(name)) for name in ledger.kind_map],
        }

    def post(self, request: HttpRequest, pk: int, ref: str) -> HttpResponse:
        done, _slot = self.try_to(lambda: self.bind(request), _("Settled."))
        if done and "next" in request.POST:
            return redirect(f"{reverse('summary:show', args=[pk])}#open")
        return redirect("summary:slot", pk, ref) if not done else redirect(f"{reverse('summary:show', args=[pk])}#slot-{ref}")

    def bind(self, request: HttpRequest) -> SummarySlot:
        proposal = request.POST.get("proposal", "")
        if proposal.isdecimal() and int(proposal) < len(self.slot.proposals):
            choice = actions.slots.choice_of(self.summary, self.slot, self.slot.proposals[int(proposal)])
        elif "plain" in request.POST:
            choice = actions.SlotChoice(Binding.TEXT, text=self.slot.original)
        else:
            choice = choice_from(request.POST)
        return actions.bind_slot(actor=request.user, summary=self.summary, ref=self.slot.ref, choice=choice)


def _cell(ledger: Ledger, name: str, row: Entry) -> tuple[str, str]:
    """A cell's words and its class, as in the ledger's own list."""
    kind = ledger.kind_map[name]
    text = kind.show(row)
    if name == ledger.title:
        return text, "rm-title"
    return text, "rm-number" if kind.numeric else "rm-day" if kind.name == "date" else "rm-short" if len(text) < 8 else ""


class ProposalsScreen(SummaryScreen):
    """Accept all good proposals; look for proposals again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "refresh" in request.POST:
            self.try_to(
                lambda: actions.refresh_proposals(actor=request.user, summary=self.summary),
                lambda count: _("%(count)d open slots have a proposal.") % {"count": count},
            )
        else:
            self.try_to(
                lambda: actions.bind_proposed(actor=request.user, summary=self.summary),
                lambda bound: _("%(count)d slots are bound.") % {"count": len(bound)},
            )
        return redirect("summary:show", pk)


class ReturnedScreen(SummaryScreen):
    """An edited export comes back: which figures were changed by hand, which words."""

    template_name = "summary/returned.html"

    def get_page_title(self) -> str:
        return _("Check a returned Word file")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("returned", None)
        return {**super().get_context_data(**kwargs), "standings": self.assembled.standings}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get("adopt"):
            ref, text, note = request.POST["adopt"], request.POST.get("text", ""), request.POST.get("note", "")
            self.try_to(lambda: self.adopt(ref, text, note), _("Taken over as plain text, with its reason."))
            return redirect("summary:show", pk)
        file = request.FILES.get("file")
        if file is None:
            messages.error(request, _("Choose the Word file that came back."))
            return self.render(status=422)
        try:
            found: Returned = compare_returned(file.read(), self.assembled.document)
        except WordRefused as problem:
            messages.error(request, problem.sentence)
            return self.render(status=422)
        labels = [(c, self.assembled.standings.get(c.ref)) for c in found.changed_slots]
        return self.render(returned=found, changed=labels, name=file.name)

    def adopt(self, ref: str, text: str, note: str) -> SummarySlot:
        if not note.strip():
            raise Invalid(_("A reason is missing: say why the number is not the counted one."))
        choice = actions.SlotChoice(Binding.TEXT, text=text, note=note)
        return actions.bind_slot(actor=self.request.user, summary=self.summary, ref=ref, choice=choice)


class HeadingScreen(SummaryScreen):
    """Title, period, signature and date."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.try_to(lambda: self.change(request), _("Saved."))
        return redirect("summary:show", pk)

    def change(self, request: HttpRequest) -> Summary:
        days = {}
        for name, text in ((name, request.POST.get(name, "")) for name in ("start", "end", "dated")):
            try:
                days[name] = dt.date.fromisoformat(text) if text else None
            except ValueError:
                raise Invalid(_("“%(text)s” is not a day.") % {"text": text[:20]}, name) from None
        return actions.change_heading(
            actor=request.user,
            summary=self.summary,
            title=request.POST.get("title", ""),
            signature=request.POST.get("signature", ""),
            dated=days["dated"],
            start=days["start"] or self.summary.start,
            end=days["end"] or self.summary.end,
        )
