from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions, rules
from rongmei.base.directory.forms import UniversityForm
from rongmei.base.directory.models import University, User
from rongmei.base.directory.queries import university
from rongmei.base.directory.views.base import ActionPage, told
from rongmei.base.history.decisions import Decision


class UniversityPage(ActionPage):
    """The university's names and what the masked edition hides."""

    form_class = UniversityForm
    template_name = "directory/university.html"
    title = gettext_lazy("University")
    header_icon = "home"
    done = gettext_lazy("Saved.")

    def rule(self, actor: User) -> Decision:
        return rules.may_set_university(actor)

    def get_initial(self) -> dict[str, Any]:
        if not University.objects.exists():
            return {}
        return {field: getattr(university(), field) for field in self.form_class.base_fields}

    def act(self, values: dict[str, Any]) -> str:
        actions.set_university(actor=self.actor, **values)
        return reverse("directory:university")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(events=told("university", 1), **kwargs)
