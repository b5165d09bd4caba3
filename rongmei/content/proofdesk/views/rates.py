"""差错率: every issue against its limit, and what errors count for here."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Decision, Invalid, Refused
from rongmei.base.ledger.views.screen import Screen
from rongmei.content.proofing.rate import Scheme, plain

from .. import actions, queries, rules
from ..enums import ProofStep, Publication

MARKS = ("verified", "second-hand", "general")


class RatesScreen(Screen):
    """A year: by kind of publication, by issue, by person, by step."""

    template_name = "proofdesk/rates.html"
    header_icon = "warning"

    def may_open(self) -> Decision:
        return rules.may_see_rates(self.request.user)

    def get_page_title(self) -> str:
        return _("Error rates")

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("proofdesk:desk"), _("Proof desk"))]

    @cached_property
    def year(self) -> int:
        written = self.request.GET.get("year", "")
        return int(written) if written.isdecimal() and len(written) == 4 else timezone.localdate().year

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = queries.rates(self.year)
        steps = dict(ProofStep.choices)
        return {
            **super().get_context_data(**kwargs),
            "year": self.year,
            "years": (self.year - 1, self.year + 1),
            "kinds": queries.by_kind(found),
            "rates": found,
            "people": queries.by_person(self.year),
            "steps": [{**row, "label": steps[row["step"]]} for row in queries.by_step(self.year)],
            "publications": Publication.choices,
        }


class SchemeScreen(Screen):
    """What an error of each sort counts for in one kind of publication, with its source."""

    template_name = "proofdesk/scheme.html"
    header_icon = "warning"

    def may_open(self) -> Decision:
        return rules.may_see_rates(self.request.user)

    def get_page_title(self) -> str:
        return _("What errors count for: %(kind)s") % {"kind": Publication(self.publication).label}

    def get_trail(self) -> list[tuple[str, str]]:
        return [(reverse("proofdesk:desk"), _("Proof desk")), (reverse("proofdesk:rates"), _("Error rates"))]

    @cached_property
    def publication(self) -> str:
        if self.kwargs["publication"] not in Publication.values:
            raise Http404(self.kwargs["publication"])
        return str(self.kwargs["publication"])

    @cached_property
    def scheme(self) -> Scheme:
        return queries.scheme_of(self.publication)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.POST
        scheme = self.scheme
        return {
            **super().get_context_data(**kwargs),
            "scheme": scheme,
            "limit": typed.get("limit", plain(scheme.limit)),
            "source": typed.get("source", scheme.source),
            "in_year": typed.get("year", scheme.year),
            "reason": typed.get("reason", ""),
            "may_set": rules.may_set_weights(self.request.user),
            "marks": [(mark, known(mark)) for mark in MARKS],
            "sorts": [
                {
                    "key": sort.key,
                    "name": sort.name,
                    "weights": typed.get(f"weights:{sort.key}", " / ".join(plain(weight) for _upto, weight in sort.steps)),
                    "most": typed.get(f"most:{sort.key}", plain(sort.most) if sort.most is not None else ""),
                    "same": typed.get(f"same:{sort.key}", sort.same or ""),
                    "mark": typed.get(f"mark:{sort.key}", sort.mark),
                    "unverified": sort.mark == "general",
                }
                for sort in scheme.sorts.values()
            ],
        }

    def post(self, request: HttpRequest, publication: str) -> HttpResponse:
        try:
            data = self.written()
            actions.set_scheme(actor=request.user, publication=self.publication, data=data, reason=request.POST.get("reason", ""))
        except (Invalid, Refused) as problem:
            messages.error(request, str(problem))
            return self.render(status=422)
        messages.success(request, _("Saved."))
        return redirect("proofdesk:scheme", self.publication)

    def written(self) -> dict[str, Any]:
        """The form in the shape of the shipped file; what the form does not show stays as it is."""
        scheme, post = self.scheme, self.request.POST
        year = post.get("year", "")
        if not year.isdecimal():
            raise Invalid(_("“%(year)s” is not a year: write it like 2026.") % {"year": year[:10]}, _("year"))
        return {
            "name": scheme.name,
            "source": post.get("source", "").strip() or scheme.source,
            "year": int(year),
            "mark": scheme.mark,
            "limit": number(post.get("limit", ""), _("limit")),
            "area": {kind: float(share) for kind, share in scheme.area.items()},
            "places": {place: float(factor) for place, factor in scheme.places.items()},
            "important": float(scheme.important),
            "sorts": {key: self.written_sort(key) for key in scheme.sorts},
        }

    def written_sort(self, key: str) -> dict[str, Any]:
        sort, post = self.scheme.sorts[key], self.request.POST
        weights = [number(part, sort.name) for part in post.get(f"weights:{key}", "").replace("／", "/").split("/")]
        if len(weights) != len(sort.steps):
            raise Invalid(
                _("%(found)d numbers found, %(expected)d expected: one for each length, parted by /.")
                % {"found": len(weights), "expected": len(sort.steps)},
                sort.name,
            )
        data: dict[str, Any] = {"name": sort.name, "mark": post.get(f"mark:{key}", sort.mark), "per_page": sort.per_page}
        data["by_length"] = [[upto, weight] for (upto, _old), weight in zip(sort.steps, weights, strict=True)]
        if data["mark"] not in MARKS:
            data["mark"] = sort.mark
        for name in ("most", "same"):
            if written := post.get(f"{name}:{key}", "").strip():
                data[name] = number(written, sort.name) if name == "most" else int(number(written, sort.name))
        return data


def number(written: str, place: str) -> float:
    """A weight as typed: 0.5, 1, 2."""
    try:
        value = Decimal(written.strip())
    except ArithmeticError:
        raise Invalid(_("“%(found)s” is not a number: write it like 0.5.") % {"found": written.strip()[:10]}, place) from None
    if not value.is_finite() or not 0 <= value <= 1000:
        raise Invalid(_("“%(found)s” is not a number: write it like 0.5.") % {"found": written.strip()[:10]}, place)
    return float(value)


def known(mark: str) -> str:
    """How well a figure's source was read."""
    return {"verified": _("read in the original"), "second-hand": _("quoted elsewhere")}.get(mark, _("general knowledge, not verified"))
