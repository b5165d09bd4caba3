"""Two revisions side by side, or a draft kept aside beside the present text; and who answers for a sentence."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from ..models import Draft, Revision
from ..queries.tracing import trace_sentence
from ..text import Content
from ..text.comparing import compare_texts
from .screens import StoryScreen


class _OneStory(StoryScreen):
    def get_trail(self) -> list[tuple[str, str]]:
        return [*super().get_trail(), (reverse("newsroom:story", args=[self.manuscript.pk]), self.manuscript.number)]


class CompareScreen(_OneStory):
    """?from=1&to=3, by default the last two; ?draft=…: an own draft against the present text."""

    template_name = "newsroom/compare.html"

    def get_page_title(self) -> str:
        return _("What was changed")

    @cached_property
    def revisions(self) -> list[Revision]:
        return list(self.manuscript.revisions.select_related("made_by__person").order_by("number"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.draft()
        later = self.revisions[-1] if draft else self.chosen("to", self.revisions[-1])
        earlier = later if draft else self.chosen("from", self.revisions[max(0, self.revisions.index(later) - 1)])
        after = Content(**draft.content) if draft else later.content()
        return {
            **super().get_context_data(**kwargs),
            "revisions": self.revisions,
            "earlier": earlier,
            "later": later,
            "draft": draft,
            "lines": compare_texts(earlier.content(), after),
        }

    def chosen(self, name: str, otherwise: Revision) -> Revision:
        number = self.request.GET.get(name, "")
        if not number:
            return otherwise
        found = next((one for one in self.revisions if str(one.number) == number), None)
        if found is None:
            raise Http404(number)
        return found

    def draft(self) -> Draft | None:
        number = self.request.GET.get("draft", "")
        if not number:
            return None
        found = self.manuscript.drafts.filter(owner=self.actor, pk=int(number)).first() if number.isdecimal() else None
        if found is None:
            raise Http404(number)
        return found


class TraceScreen(_OneStory):
    """Who wrote a sentence, who signed a text that held it, who never saw it, and what became of it."""

    template_name = "newsroom/trace.html"

    def get_page_title(self) -> str:
        return _("Who answers for a sentence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = self.request.GET.get("sentence", "").strip()[:500]
        trace, problem = None, ""
        if sentence:
            published = self.manuscript.publications.select_related("revision").order_by("-pk").first()
            try:
                trace = trace_sentence(self.manuscript, sentence, revision=published.revision if published else None)
            except Invalid as invalid:
                problem = invalid.sentence
        return {**super().get_context_data(**kwargs), "sentence": sentence, "trace": trace, "problem": problem}
