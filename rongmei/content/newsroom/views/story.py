"""One manuscript: its text, who signed what, who must look again and why, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Outlet, Person
from rongmei.base.history.decisions import Decision, Denied
from rongmei.base.history.presenters import sentence_of
from rongmei.base.history.queries import events_of
from rongmei.base.ledger.views.screen import Screen
from rongmei.base.planning.queries import open_tasks

from .. import actions, queries, registry, rules
from ..enums import CorrectionKind, PublicationState
from ..exports.sheet import PART_NAMES
from ..forms.assets import RightsForm
from ..models import Asset, Publication, WithdrawalConfirmation
from ..queries.proofs import passes_of
from .screens import StoryScreen


@dataclass(frozen=True)
class OutletLine:
    """A target: may it be published there now, what is live there, and where readers open it ("" where no site of ours shows it)."""

    outlet: Outlet
    decision: Decision
    live: Publication | None
    address: str


class ShowScreen(StoryScreen):
    template_name = "newsroom/story.html"

    def get_page_title(self) -> str:
        return f"{self.manuscript.number} {self.manuscript.headline}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actor, manuscript, standing = self.request.user, self.manuscript, self.standing
        present = standing.present
        sign = rules.may_sign(actor, manuscript, standing=standing)
        return {
            **super().get_context_data(**kwargs),
            "text": manuscript.current,
            "lines": [(line, [PART_NAMES[part] for part in line.changed]) for line in standing.steps],
            "sign_offs": list(manuscript.sign_offs.all()),
            "sign": sign,
            "capacities": rules.capacities(actor, manuscript, present) if present and sign else [],
            "back": rules.may_return(actor, manuscript, to=None, standing=standing) if present else Denied(""),
            "earlier": [line.step for line in standing.steps if present and line.step.order < present.order],
            "since": queries.since(manuscript),
            "late": queries.is_late(manuscript, standing, timezone.now()),
            "signers": queries.signers_of(manuscript, standing),
            "events": [(event, sentence_of(event)) for event in events_of("manuscript", manuscript.pk)],
            "drafts": manuscript.drafts.filter(owner=actor) if actor.pk else [],
            **self.may(),
            **self.published(),
        }

    def may(self) -> dict[str, Any]:
        """The decision for every button."""
        actor, manuscript = self.request.user, self.manuscript
        release = rules.may_release(actor, manuscript, standing=self.standing)
        procedures = queries.procedures_covering(manuscript.targets.all()) if manuscript.procedure is None else []
        return {
            "edit": rules.may_edit(actor, manuscript),
            "filing": (filing := rules.may_file(actor, manuscript)),
            "tasks": list(open_tasks(timezone.localdate())) if filing else [],
            "comment": rules.may_comment(actor, manuscript),
            "remarks": queries.remarks_on(manuscript),
            "passes": passes_of(manuscript),
            "submit": rules.may_submit(actor, manuscript),
            "decline": rules.may_decline(actor, manuscript),
            "drop": rules.may_drop(actor, manuscript),
            "reopen": rules.may_reopen(actor, manuscript),
            "correct": rules.may_correct(actor, manuscript),
            "target": rules.may_target(actor, manuscript),
            "adapt": rules.may_begin(actor, manuscript.unit_id),
            "close": rules.may_close_correction(actor, manuscript),
            "withdraw": rules.may_withdraw(actor, manuscript),
            "unschedule": rules.may_unschedule(actor, manuscript),
            "release": release,
            "authorisers": self.authorisers() if release else [],
            "procedures": procedures,
            "procedure": queries.goes_without_saying(procedures),
            "correction_kinds": CorrectionKind.choices,
        }

    def authorisers(self) -> list[Person]:
        """Who could authorise the missing steps by word of mouth."""
        people = Person.objects.filter(account__is_active=True, left_on=None).select_related("account")
        roles = {role for step in self.standing.missing for role in step.roles}
        holders = people.filter(account__role_grants__role__in=roles).distinct()
        return [p for p in holders if rules.may_release(self.request.user, self.manuscript, p, standing=self.standing)]

    def published(self) -> dict[str, Any]:
        actor, manuscript, now = self.request.user, self.manuscript, timezone.now()
        publications = list(manuscript.publications.select_related("outlet", "urgent").order_by("-published_at"))
        live = {p.outlet_id: p for p in publications if p.state == "live"}
        addresses = registry.addresses_of(list(live.values()))
        releases = list(manuscript.urgent_releases.select_related("authoriser"))
        targets = list(manuscript.targets.all())
        return {
            "outlets": [
                OutletLine(
                    outlet,
                    rules.may_publish(actor, manuscript, outlet, now, standing=self.standing),
                    there := live.get(outlet.pk),
                    addresses.get(there.pk, "") if there else "",
                )
                for outlet in targets
            ],
            "publications": publications,
            "meant_for": [(outlet, outlet in targets) for outlet in Outlet.objects.filter(closed_on=None).order_by("kind", "name")],
            "note": rules.may_note_republication(actor, manuscript),
            "elsewhere": [(one, rules.may_bring_up_to_date(actor, one)) for one in queries.republications_of(manuscript)],
            "in_force": [publication for publication in publications if publication.state != PublicationState.CORRECTED],
            "other_outlets": Outlet.objects.filter(closed_on=None).exclude(pk__in=live).order_by("kind", "name"),
            "assets": Asset.objects.filter(pk__in=[int(pk) for pk in manuscript.current.shas]) if manuscript.current else [],
            "releases": [(release, rules.may_countersign(actor, release), release.due_at < now) for release in releases],
            "confirmations": [
                (row, rules.may_confirm_down(actor, row))
                for row in WithdrawalConfirmation.objects.filter(withdrawal__manuscript=manuscript).select_related(
                    "withdrawal__manuscript", "publication__outlet", "republication", "confirmed_by__person"
                )
            ],
        }


class AboutAssetScreen(Screen):
    """Whose a picture or file is, what may be done with it, who is shown and agreed, and where its middle is."""

    template_name = "newsroom/asset.html"
    header_icon = "image"

    @cached_property
    def asset(self) -> Asset:
        found = Asset.objects.prefetch_related("manuscripts__current", "holders").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    def may_open(self) -> Decision:
        return rules.may_use_asset(self.request.user, self.asset)

    def get_page_title(self) -> str:
        return str(self.asset)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("newsroom:index"), _("Manuscripts"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        used_in = [one for one in self.asset.manuscripts.all() if rules.may_see(self.request.user, one)]
        form = RightsForm(initial={name: getattr(self.asset, name) for name in RightsForm.base_fields})
        may = rules.may_describe_asset(self.request.user, self.asset)
        return {**super().get_context_data(**kwargs), "asset": self.asset, "used_in": used_in, "form": form, "may": may}

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        form = RightsForm(request.POST)
        if not form.is_valid():
            return self.render(422, form=form)
        done, _made = self.try_to(lambda: actions.describe_asset(actor=request.user, asset=self.asset, **form.cleaned_data), _("Kept."))
        return redirect("newsroom:about_asset", pk) if done else self.render(422, form=form)


class AssetScreen(Screen):
    """The original of a picture or file, for whoever may see a story it belongs to."""

    def asset(self) -> Asset:
        found = Asset.objects.prefetch_related("manuscripts", "holders").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(self.kwargs["pk"])
        return found

    def may_open(self) -> Decision:
        return rules.may_use_asset(self.request.user, self.asset())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asset = self.asset()
        shown = asset.kind != "file"
        try:
            response = FileResponse(asset.file.open("rb"), as_attachment=not shown, filename=asset.file_name, content_type=asset.media_type)
        except FileNotFoundError:
            raise Http404(_("The file of “%(name)s” is gone.") % {"name": asset}) from None
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response
