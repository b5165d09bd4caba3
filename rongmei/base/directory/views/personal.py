"""What is held about a person: for the administrator, when the person asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions, rules
from rongmei.base.directory.forms import EraseForm
from rongmei.base.directory.models import User
from rongmei.base.directory.queries.personal import account_of, documents_answered_for, events_about
from rongmei.base.directory.views.base import ActionPage, ConsolePage
from rongmei.base.directory.views.people import PersonMixin
from rongmei.base.history.decisions import Decision


class PersonData(PersonMixin, ConsolePage):
    """GET says how much there is; POST gives it out as a file, which history notes."""

    template_name = "directory/personal.html"
    header_icon = "lock"
    title = gettext_lazy("Personal data")

    def rule(self, actor: User) -> Decision:
        return rules.may_give_out_personal_data(actor)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        data = actions.export_person(actor=self.actor, person=self.person)
        response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
        response.headers["Content-Disposition"] = f'attachment; filename="person-{self.person.pk}.json"'
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = account_of(self.person)
        return super().get_context_data(
            person=self.person,
            happened=events_about(self.person, account).count(),
            documents=documents_answered_for(self.person),
            **kwargs,
        )


class PersonErase(PersonMixin, ActionPage):
    """A number in place of the name."""

    form_class = EraseForm
    title = gettext_lazy("Erase")
    submit_label = gettext_lazy("Erase for good")
    explanation = gettext_lazy(
        "Name, campus number, telephone, e-mail, posts and the account's names are replaced by a number and cannot be brought back. "
        "Records keep counting. History keeps what was written in it."
    )
    danger = True
    done = gettext_lazy("The person was erased.")

    def rule(self, actor: User) -> Decision:
        return rules.may_give_out_personal_data(actor)

    def act(self, values: dict[str, Any]) -> str:
        actions.erase_person(actor=self.actor, person=self.person, **values)
        return self.person_url()
