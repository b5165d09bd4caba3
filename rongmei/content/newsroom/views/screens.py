"""What the screens of one manuscript share."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision
from rongmei.base.ledger.views.screen import Screen

from .. import queries, rules
from ..models import Manuscript
from ..standing import Standing, standing_of


class StoryScreen(Screen):
    """A screen about one manuscript the person may see."""

    header_icon = "doc-full-inverse"

    def stories(self) -> QuerySet[Manuscript]:
        """Manuscripts with what the screen reads of them."""
        return queries.with_standing(Manuscript.objects.select_related("created_by__person"))

    @cached_property
    def manuscript(self) -> Manuscript:
        found = self.stories().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.manuscript)

    @property
    def actor(self) -> Any:
        """Whoever is signed in: the console lets nobody else through."""
        return self.request.user

    def may_open(self) -> Decision:
        return rules.may_see(self.request.user, self.manuscript)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "manuscript": self.manuscript, "standing": self.standing}
