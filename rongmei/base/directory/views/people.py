from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions, rules
from rongmei.base.directory.forms import (
    DayForm,
    LastDayForm,
    PeopleListForm,
    PersonChangeForm,
    PersonForm,
    PostForm,
    RankForm,
)
from rongmei.base.directory.models import Person, Post, User
from rongmei.base.directory.queries import people
from rongmei.base.directory.views.base import ActionPage, ConsolePage, ListPage, one, told
from rongmei.base.history.decisions import Decision

_TRAIL = [{"url": reverse_lazy("directory:people"), "label": gettext_lazy("People")}]


class People(ListPage):
    """Everybody, by name, number or unit."""

    form_class = PeopleListForm
    title = gettext_lazy("People")
    header_icon = "group"
    add_label = gettext_lazy("Add a person")

    def rule(self, actor: User) -> Decision:
        return rules.may_see_directory(actor)

    def add_rule(self) -> Decision:
        return rules.may_keep_directory(self.actor)

    def add_url(self) -> str:
        return reverse("directory:person_add")

    def import_url(self) -> str:
        return reverse("directory:people_import") if rules.may_keep_directory(self.actor) else ""

    def found(self, form: Any) -> QuerySet[Any]:
        return people(text=form.value("q") or "", unit=form.value("unit"), left=bool(form.value("left")))

    def columns(self) -> list[str]:
        return [_("name of the person"), _("campus number"), _("unit"), _("post today"), _("place in the order"), _("account")]

    def row(self, thing: Person) -> list[tuple[Any, str]]:
        account, post = getattr(thing, "account", None), thing.post_on(timezone.localdate())
        return [
            (thing.name, reverse("directory:person", args=[thing.pk])),
            (thing.campus_id, ""),
            (thing.unit or "", reverse("directory:unit", args=[thing.unit_id]) if thing.unit_id else ""),
            (post or "", ""),
            ((post.rank if post else None) or "", ""),
            (account.username if account else "", ""),
        ]


class PersonMixin:
    """Pages about one person."""

    kwargs: dict[str, Any]
    trail = _TRAIL

    @cached_property
    def person(self) -> Person:
        return one(Person.objects.select_related("unit"), pk=self.kwargs["pk"])

    def person_url(self) -> str:
        return reverse("directory:person", args=[self.person.pk])

    def steps(self) -> list[dict[str, Any]]:
        return [{"url": self.person_url(), "label": self.person.name}]


class PersonPage(PersonMixin, ConsolePage):
    """A person: posts held, the account with its roles, what happened to them."""

    template_name = "directory/person.html"
    header_icon = "user"

    def rule(self, actor: User) -> Decision:
        return rules.may_see_directory(actor)

    def get_page_title(self) -> str:
        return self.person.name

    def steps(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.person
        account = User.objects.filter(person=person).prefetch_related("role_grants__unit").first()
        see_accounts = rules.may_see_accounts(self.actor)
        return super().get_context_data(
            person=person,
            posts=person.posts.select_related("unit"),
            account=account,
            today=timezone.localdate(),
            keep=rules.may_keep_directory(self.actor),
            particulars=rules.may_see_particulars(self.actor, person),
            see_accounts=see_accounts,
            manage_accounts=rules.may_manage_accounts(self.actor),
            outlets=person.outlets.filter(closed_on=None),
            events=told("person", person.pk) if rules.may_see_particulars(self.actor, person).allowed else [],
            **kwargs,
        )


class _KeepPage(ActionPage):
    def rule(self, actor: User) -> Decision:
        return rules.may_keep_directory(actor)


class PersonAdd(_KeepPage):
    form_class = PersonForm
    trail = _TRAIL
    title = gettext_lazy("Add a person")
    done = gettext_lazy("The person was added.")

    def act(self, values: dict[str, Any]) -> str:
        return reverse("directory:person", args=[actions.add_person(actor=self.actor, **values).pk])


class PersonChange(PersonMixin, _KeepPage):
    form_class = PersonChangeForm
    title = gettext_lazy("Change")
    done = gettext_lazy("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {field: getattr(self.person, field) for field in self.form_class.base_fields}

    def act(self, values: dict[str, Any]) -> str:
        actions.change_person(actor=self.actor, person=self.person, **values)
        return self.person_url()


class PersonLeft(PersonMixin, _KeepPage):
    form_class = DayForm
    title = gettext_lazy("Has left the university")
    explanation = gettext_lazy("Open posts end on that day. Disable the account separately.")
    danger = True
    done = gettext_lazy("Noted.")

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.mark_left(actor=self.actor, person=self.person, **values)
        return self.person_url()


class PostAdd(PersonMixin, _KeepPage):
    form_class = PostForm
    title = gettext_lazy("Add a post held")
    done = gettext_lazy("The post was recorded.")

    def get_initial(self) -> dict[str, Any]:
        return {"unit": self.person.unit_id}

    def act(self, values: dict[str, Any]) -> str:
        actions.hold_post(actor=self.actor, person=self.person, **values)
        return self.person_url()


class _OfOnePost(PersonMixin, _KeepPage):
    @cached_property
    def post_held(self) -> Post:
        return one(Post.objects.all(), pk=self.kwargs["post"], person=self.person)


class PostRank(_OfOnePost):
    form_class = RankForm
    title = gettext_lazy("Place in the order of leaders")
    done = gettext_lazy("Saved.")

    def get_initial(self) -> dict[str, Any]:
        return {"rank": self.post_held.rank}

    def act(self, values: dict[str, Any]) -> str:
        actions.rank_post(actor=self.actor, post=self.post_held, **values)
        return self.person_url()


class PostEnd(_OfOnePost):
    form_class = LastDayForm
    title = gettext_lazy("End of a post")
    done = gettext_lazy("The end was recorded.")

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": self.post_held.to_on or timezone.localdate()}

    def act(self, values: dict[str, Any]) -> str:
        actions.end_post(actor=self.actor, post=self.post_held, **values)
        return self.person_url()
