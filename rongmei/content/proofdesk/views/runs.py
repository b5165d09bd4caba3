"""What a pass found: in place where the text lies on the desk, with what stands around it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen

from .. import actions, queries, registry, rules
from ..enums import Answer, FindingKind, FindingLevel, ProofStep
from ..exports import FORMATS, export_run
from ..models import DeskText, KeptFinding, ProofRun
from ..presenters import Piece, pieces_of


class RunScreen(Screen):
    """The findings of one pass, with filters; each can be accepted, ignored with a reason, taught."""

    template_name = "proofdesk/run.html"
    header_icon = "edit"

    @cached_property
    def run(self) -> ProofRun:
        found = ProofRun.objects.select_related("made_by__person").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    def may_open(self) -> Decision:
        return queries.may_see_run(self.request.user, self.run)

    def get_page_title(self) -> str:
        return self.run.subject_label

    def get_trail(self) -> list[tuple[str, str]]:
        page = registry.subject_of(self.run.subject_kind).page(self.run.subject_id)
        above = [(reverse("proofdesk:desk"), _("Proof desk"))]
        return [*above, (page, self.run.subject_label)] if page and self.text is None else above

    @cached_property
    def text(self) -> DeskText | None:
        return queries.text_of_desk(self.run.subject_id) if self.run.subject_kind == actions.texts.KIND else None

    def shown(self) -> tuple[list[KeptFinding], str, str]:
        """The findings after the filters, and the filters themselves."""
        level, kind = self.request.GET.get("level", ""), self.request.GET.get("kind", "")
        found = [
            one
            for one in self.run.findings.select_related("answered_by__person")
            if (not level or one.level == level) and (not kind or one.kind == kind)
        ]
        return found, level, kind

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        findings, level, kind = self.shown()
        last = queries.last_run(self.run.subject_kind, self.run.subject_id)
        return {
            **super().get_context_data(**kwargs),
            "run": self.run,
            "text": self.text,
            "newest": last is not None and last.pk == self.run.pk,
            "findings": findings,
            "lines": self.lines(findings),
            "counts": queries.counts(self.run),
            "levels": FindingLevel.choices,
            "kinds": [one for one in FindingKind.choices if one[0] in set(self.run.findings.values_list("kind", flat=True))],
            "level": level,
            "kind": kind,
            "may_answer": registry.subject_of(self.run.subject_kind).may_answer(user, self.run.subject_id),
            "may_work": rules.may_work_on_text(user, self.text) if self.text is not None else None,
            "formats": FORMATS,
            "may_book": rules.may_book(user),
            "issues": queries.issues_to_book() if rules.may_book(user) else [],
            "steps": ProofStep.choices,
        }

    def lines(self, findings: Sequence[KeptFinding]) -> list[list[Piece]]:
        """The text with its findings in place; empty where it has changed since."""
        passages = registry.subject_of(self.run.subject_kind).passages(self.run.subject_id)
        return [] if queries.is_other_text(self.run, passages) else pieces_of(passages, findings)


class AnswerEndpoint(Screen):
    """A decision on one finding, from the page (a form) or its script (asks for JSON)."""

    @cached_property
    def finding(self) -> KeptFinding:
        found = KeptFinding.objects.select_related("run").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    def may_open(self) -> Decision:
        return queries.may_see_run(self.request.user, self.finding.run)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        script = "application/json" in request.headers.get("Accept", "")
        try:
            finding, sentence = self.decide(request, pk)
        except (Invalid, Refused) as problem:
            if script:
                return JsonResponse({"sentence": str(problem)}, status=403 if isinstance(problem, Refused) else 422)
            messages.error(request, str(problem))
            finding = self.finding
        else:
            if script:
                said = {"answer": str(finding.answer), "label": str(finding.get_answer_display()), "chosen": finding.chosen}
                return JsonResponse({**said, "reason": finding.reason, "sentence": sentence})
            if sentence:
                messages.success(request, sentence)
        return redirect(f"{reverse('proofdesk:run', args=[finding.run_id])}#f{finding.pk}")

    def decide(self, request: HttpRequest, pk: int) -> tuple[KeptFinding, str]:
        written = request.POST.get("answer", "")
        if written == Answer.OPEN:
            return actions.reopen_finding(actor=request.user, pk=pk), ""
        if written not in Answer.values:
            raise Invalid(_("Accept the remark or ignore it with a reason."))
        made = actions.answer_finding(
            actor=request.user,
            pk=pk,
            answer=Answer(written),
            reason=request.POST.get("reason", ""),
            chosen=request.POST.get("chosen"),
        )
        return made, ""


class BookScreen(RunScreen):
    """Enter what was accepted in the error book."""

    template_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        issue = queries.issue_of(request.POST.get("issue", ""))
        if issue is None:
            messages.error(request, _("Choose the issue the errors belong to."))
            return redirect("proofdesk:run", pk)
        step = request.POST.get("step", "")
        self.try_to(
            lambda: actions.book_findings(
                actor=request.user, run=self.run, issue=issue, step=step if step in ProofStep.values else ProofStep.FIRST
            ),
            lambda made: _("%(count)d errors are entered; they count when they are confirmed.") % {"count": len(made)},
        )
        return redirect("proofdesk:run", pk)


class ExportScreen(RunScreen):
    """The remarks as a file: a marked Word file, or a table."""

    template_name = "-"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["to"] not in FORMATS:
            raise Http404(kwargs["to"])
        try:
            data, media_type = export_run(self.run, self.text, kwargs["to"])
        except Invalid as problem:
            messages.error(request, str(problem))
            return redirect("proofdesk:run", self.run.pk)
        actions.note_export(actor=request.user, run=self.run, to=kwargs["to"])
        response = HttpResponse(data, content_type=media_type)
        name = f"{self.run.subject_label}（{_('proofread')}）.{kwargs['to']}"
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        response["Cache-Control"] = "private, no-store"
        return response
