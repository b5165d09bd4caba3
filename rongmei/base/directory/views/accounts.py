from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory import actions, rules
from rongmei.base.directory.forms import AccountForm, AccountListForm, GrantForm
from rongmei.base.directory.models import Person, RoleGrant, User
from rongmei.base.directory.queries import accounts, other_administrators
from rongmei.base.directory.views.base import ActionPage, ConsolePage, ListPage, one, told
from rongmei.base.history.decisions import Decision, Invalid, Refused

_TRAIL = [{"url": reverse_lazy("directory:accounts"), "label": gettext_lazy("Accounts")}]


class Accounts(ListPage):
    """Who can sign in, as what."""

    form_class = AccountListForm
    title = gettext_lazy("Accounts")
    header_icon = "key"
    add_label = gettext_lazy("Open an account")

    def rule(self, actor: User) -> Decision:
        return rules.may_see_accounts(actor)

    def add_rule(self) -> Decision:
        return rules.may_manage_accounts(self.actor)

    def add_url(self) -> str:
        return reverse("directory:account_add")

    def found(self, form: Any) -> QuerySet[Any]:
        return accounts(text=form.value("q") or "", role=form.value("role") or "", disabled=bool(form.value("disabled")))

    def columns(self) -> list[str]:
        return [_("name of the person"), _("user name"), _("roles held"), _("second factor"), _("last sign-in"), _("state")]

    def row(self, thing: Any) -> list[tuple[Any, str]]:
        today = timezone.localdate()
        held = "、".join(str(grant) for grant in thing.role_grants.all() if grant.holds_on(today))
        last = timezone.localtime(thing.last_login).strftime("%Y-%m-%d %H:%M") if thing.last_login else _("never")
        return [
            (thing.display_name, reverse("directory:account", args=[thing.pk])),
            (thing.username, ""),
            (held, ""),
            (_("yes") if thing.has_factor else _("no"), ""),
            (last, ""),
            ("" if thing.is_active else _("disabled"), ""),
        ]


class AccountMixin:
    """Pages about one account."""

    kwargs: dict[str, Any]
    trail = _TRAIL

    @cached_property
    def account(self) -> User:
        return one(User.objects.select_related("person__unit"), pk=self.kwargs["pk"])

    def account_url(self) -> str:
        return reverse("directory:account", args=[self.account.pk])

    def steps(self) -> list[dict[str, Any]]:
        return [{"url": self.account_url(), "label": self.account.display_name}]


class AccountPage(AccountMixin, ConsolePage):
    """An account: roles past and present, and what can be done with it."""

    template_name = "directory/account.html"
    header_icon = "key"

    def rule(self, actor: User) -> Decision:
        return rules.may_see_accounts(actor)

    def get_page_title(self) -> str:
        return self.account.display_name

    def steps(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, today = self.account, timezone.localdate()
        others = other_administrators(user)
        grants = [
            {"grant": g, "runs": g.to_on is None or g.to_on > today, "end": rules.may_end_role(self.actor, g, other_administrators=others)}
            for g in user.grants()
        ]
        return super().get_context_data(
            account=user,
            grants=grants,
            manage=rules.may_manage_accounts(self.actor),
            disable=rules.may_disable_account(self.actor, user, other_administrators=others),
            enable=rules.may_enable_account(self.actor, user),
            reset=rules.may_reset_access(self.actor, user),
            has_factor=accounts(disabled=True).get(pk=user.pk).has_factor,  # type: ignore[attr-defined]
            events=told("user", user.pk),
            **kwargs,
        )


class _ManagePage(ActionPage):
    def rule(self, actor: User) -> Decision:
        return rules.may_manage_accounts(actor)

    def hand_over(self, new: actions.NewAccount) -> HttpResponse:
        """The one page that shows the initial password; it is kept nowhere and not shown again."""
        context = self.get_context_data(new=new, account_url=reverse("directory:account", args=[new.user.pk]))
        return TemplateResponse(self.request, "directory/hand_over.html", context)


class AccountAdd(_ManagePage):
    form_class = AccountForm
    trail = _TRAIL
    title = gettext_lazy("Open an account")
    submit_label = gettext_lazy("Open the account")

    def get_initial(self) -> dict[str, Any]:
        person = Person.objects.filter(campus_id=self.request.GET.get("person", "")).first()
        return {"person": person, "username": person.campus_id.lower()} if person else {}

    def form_valid(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        try:
            new = actions.create_account(actor=self.actor, username=values["username"], person=values["person"], roles=form.roles())
        except (Invalid, Refused) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.hand_over(new)


class Grant(AccountMixin, _ManagePage):
    form_class = GrantForm
    title = gettext_lazy("Grant a role")
    submit_label = gettext_lazy("Grant")
    done = gettext_lazy("The role was granted.")

    def act(self, values: dict[str, Any]) -> str:
        actions.grant_role(actor=self.actor, user=self.account, **values)
        return self.account_url()


class _Confirm(AccountMixin, _ManagePage):
    """One question, one button."""

    form_class = forms.Form

    def act(self, values: dict[str, Any]) -> str:
        self.confirmed()
        return self.account_url()

    def confirmed(self) -> None:
        raise NotImplementedError


class GrantEnd(_Confirm):
    title = gettext_lazy("End a role")
    submit_label = gettext_lazy("End it now")
    danger = True
    done = gettext_lazy("The role has ended.")

    @cached_property
    def grant(self) -> RoleGrant:
        return one(RoleGrant.objects.select_related("user"), pk=self.kwargs["grant"], user=self.account)

    @property
    def explanation(self) -> str:  # type: ignore[override]
        return _("%(user)s will no longer be %(role)s.") % {"user": self.account, "role": self.grant}

    def confirmed(self) -> None:
        actions.end_role(actor=self.actor, grant=self.grant)


class Disable(_Confirm):
    title = gettext_lazy("Disable the account")
    submit_label = gettext_lazy("Disable")
    explanation = gettext_lazy("Every open session ends at once. History and roles stay on record.")
    danger = True
    done = gettext_lazy("The account is disabled.")

    def confirmed(self) -> None:
        actions.disable_account(actor=self.actor, user=self.account)


class Enable(_Confirm):
    title = gettext_lazy("Enable the account")
    submit_label = gettext_lazy("Enable")
    done = gettext_lazy("The account is enabled again.")

    def confirmed(self) -> None:
        actions.enable_account(actor=self.actor, user=self.account)


class ResetFactor(_Confirm):
    title = gettext_lazy("Remove the second factor")
    submit_label = gettext_lazy("Remove")
    explanation = gettext_lazy("For a lost telephone. Make sure that you speak with the right person. Sessions end.")
    danger = True
    done = gettext_lazy("The second factor was removed.")

    def confirmed(self) -> None:
        actions.reset_second_factor(actor=self.actor, user=self.account)


class ResetPassword(AccountMixin, _ManagePage):
    form_class = forms.Form
    title = gettext_lazy("Issue a new initial password")
    submit_label = gettext_lazy("Issue it")
    explanation = gettext_lazy("The old password stops working and every open session ends.")
    danger = True

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.hand_over(actions.reset_password(actor=self.actor, user=self.account))
        except Refused as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
