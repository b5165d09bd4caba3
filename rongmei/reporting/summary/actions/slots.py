"""Binding slots: what stands in each live place of the text."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind
from rongmei.base.ledger import registry
from rongmei.base.ledger.declaration import in_chinese
from rongmei.reporting.figures.engine import Value, compute_many
from rongmei.reporting.figures.enums import FigureKind, FigureState
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope

from .. import rules
from ..enums import Binding, NameKind, WhenZero
from ..models import Summary, SummarySlot
from ..names import candidates as name_candidates
from ..names import names_of
from ..proposals import CONFIDENT, TEXT, YEAR, Candidate, Proposer, ending_that_follows, propose_name, ranked
from ..reading import FoundSlot, Guess, MaskOf
from ..wording import Form, Worded, choose_form, render, render_like

YEARS = (-1, 9)  # a summary speaks of the coming year, and of years past


@dataclass(frozen=True)
class SlotChoice:
    """What a person decided for a slot. Only the fields of the chosen binding matter."""

    binding: Binding
    figure: str = ""  # key
    form: str = ""
    digits: int | None = None
    years_back: int = 0
    as_published: bool = False  # with years_back: what went out then, not what is counted today
    when_zero: str = WhenZero.FLAG
    name_kind: str = ""
    name_id: int | None = None
    rows_column: str = ""
    rows_pattern: str = "{}"
    rows_most: int = 3
    text: str = ""
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """Model fields of the slot. Raises Invalid for a figure, form, name or column that is none."""
        found: dict[str, Any] = {
            "binding": self.binding,
            "figure": None,
            "form": "",
            "digits": None,
            "years_back": self._years(),
            "as_published": self.as_published and self.years_back > 0,
            "when_zero": WhenZero(self.when_zero) if self.when_zero in WhenZero.values else WhenZero.FLAG,
            "name_kind": "",
            "name_id": None,
            "note": self.note[:300],
        }
        if self.binding in (Binding.FIGURE, Binding.ROWS):
            found["figure"] = _figure(self.figure)
        if self.binding == Binding.FIGURE:
            found["form"], found["digits"] = _form(self.form), self.digits
        elif self.binding == Binding.ROWS:
            found.update(self._rows(found["figure"]))
        elif self.binding == Binding.NAME:
            if self.name_kind not in NameKind.values:
                raise Invalid(_("whose name stands there is missing: choose the university, a unit or a person."), str(_("Protected name")))
            found["name_kind"], found["name_id"] = self.name_kind, self.name_id
        elif self.binding == Binding.TEXT:
            found["text"] = self.text[:200]
        return found

    def _years(self) -> int:
        if self.binding not in (Binding.YEAR, Binding.FIGURE, Binding.ROWS):
            return 0
        first = YEARS[0] if self.binding == Binding.YEAR else 0
        if first <= self.years_back <= YEARS[1]:
            return self.years_back
        raise Invalid(
            _("%(years)s years back cannot be told: choose a number from %(first)s to %(last)s.")
            % {"years": self.years_back, "first": first, "last": YEARS[1]},
            str(_("Years back")),
        )

    def _rows(self, figure: Figure) -> dict[str, Any]:
        if figure.kind != FigureKind.LEDGER or not registry.has(figure.ledger):
            raise Invalid(_("only a figure counted from a ledger has rows to list."), figure.label)
        ledger = registry.get(figure.ledger)
        if self.rows_column not in ledger.kind_map:
            known = "、".join(f"{name}（{ledger.label_of(name)}）" for name in ledger.kind_map)
            raise Invalid(
                _("“%(column)s” is no column of the ledger: choose from %(known)s.") % {"column": self.rows_column, "known": known},
                figure.label,
            )
        return {
            "rows_column": self.rows_column,
            "rows_pattern": self.rows_pattern[:40] or "{}",
            "rows_most": max(1, min(self.rows_most, 50)),
        }


def _figure(key: str) -> Figure:
    figure = Figure.objects.filter(key=key).exclude(state=FigureState.RETIRED).first()
    if figure is None:
        raise Invalid(_("there is no figure “%(key)s”: choose one from the catalogue.") % {"key": key[:60]}, str(_("Figure")))
    return figure


def _form(form: str) -> str:
    try:
        return Form(form or Form.EXACT).value
    except ValueError:
        known = "、".join(f.value for f in Form)
        raise Invalid(
            _("“%(form)s” is no form of a number: choose from %(known)s.") % {"form": form[:20], "known": known}, str(_("Figure"))
        ) from None


@transaction.atomic
def bind_slot(*, actor: Any, summary: Summary, ref: str, choice: SlotChoice) -> SummarySlot:
    """Decide what stands in a slot. Raises Invalid (no such slot, figure, form or name), Refused."""
    summary = Summary.objects.select_for_update().get(pk=summary.pk)
    rules.may_change(actor, summary).require()
    slot = SummarySlot.objects.select_for_update(of=("self",)).filter(summary=summary, ref=ref).first()
    if slot is None:
        raise Invalid(_("this summary has no slot “%(ref)s”.") % {"ref": ref[:20]}, summary.title)
    before = _settled(slot)
    _settle(summary, slot, choice)
    _touch(summary)
    _record(actor, summary, slot, before)
    return slot


@transaction.atomic
def add_slot(*, actor: Any, summary: Summary, choice: SlotChoice) -> SummarySlot:
    """A new slot for the editor; it counts once its reference stands in the text."""
    summary = Summary.objects.select_for_update().get(pk=summary.pk)
    rules.may_change(actor, summary).require()
    slot = SummarySlot(summary=summary, ref=f"n{secrets.token_hex(4)}", position=summary.slots.count(), **choice.fields())
    slot.save()
    _record(actor, summary, slot, {})
    return slot


@transaction.atomic
def bind_proposed(*, actor: Any, summary: Summary, at_least: float = CONFIDENT) -> list[str]:
    """Bind every open slot whose best proposal is good enough; the references of those that were bound."""
    summary = Summary.objects.select_for_update().get(pk=summary.pk)
    rules.may_change(actor, summary).require()
    good = [
        (slot, slot.proposals[0])
        for slot in summary.slots.filter(binding=Binding.OPEN)
        if slot.proposals and slot.proposals[0]["score"] >= at_least
    ]
    bound = []
    for slot, choice in choices_of(summary, good):
        before = _settled(slot)
        _settle(summary, slot, choice)
        _record(actor, summary, slot, before)
        bound.append(slot.ref)
    if bound:
        _touch(summary)
    return bound


@transaction.atomic
def refresh_proposals(*, actor: Any, summary: Summary) -> int:
    """Look for figures again, for the slots still open: after new figures were defined. Returns how many slots have a proposal."""
    summary = Summary.objects.select_for_update().get(pk=summary.pk)
    rules.may_change(actor, summary).require()
    found = propose_for(summary)
    history.record(
        EventKind.SUMMARY_CHANGED, actor=actor, subject=history.Subject("summary", summary.pk, summary.title), detail={"proposals": found}
    )
    return found


def choice_of(summary: Summary, slot: SummarySlot, proposal: dict[str, Any]) -> SlotChoice:
    """A proposal as a decision."""
    return choices_of(summary, [(slot, proposal)])[0][1]


def choices_of(summary: Summary, chosen: Sequence[tuple[SummarySlot, dict[str, Any]]]) -> list[tuple[SummarySlot, SlotChoice]]:
    """Proposals as decisions: numbers in the words of last year's document where these are true this year, else in the nearest that are."""
    keys = {proposal["key"] for _slot, proposal in chosen}
    figures, scope = list(Figure.objects.filter(key__in=keys)), Scope(summary.start, summary.end)
    values = {back: compute_many(figures, scope.shift(-back)) for back in {proposal.get("years_back", 0) for _slot, proposal in chosen}}
    return [(slot, _choice(summary, slot, proposal, values[proposal.get("years_back", 0)])) for slot, proposal in chosen]


def _choice(summary: Summary, slot: SummarySlot, proposal: dict[str, Any], values: Mapping[str, Value]) -> SlotChoice:
    key = proposal["key"]
    if key == TEXT:
        return SlotChoice(Binding.TEXT, text=slot.original)
    if key == YEAR:
        return SlotChoice(Binding.YEAR, years_back=_years_back(summary, slot))
    if proposal["kind"] == Binding.NAME:
        kind, _colon, number = key.partition(":")
        return SlotChoice(Binding.NAME, name_kind=kind, name_id=int(number) if number else None)
    phrase, found = choose_form(slot.original), values.get(key)
    form, digits = (phrase.form, phrase.digits) if phrase else (Form.EXACT, None)
    if found is not None and found.amount:
        same = render(Decimal(found.amount), form, at_least=found.at_least, digits=digits)
        worded = same if isinstance(same, Worded) else render_like(phrase, Decimal(found.amount), at_least=found.at_least)
        if worded is not same and isinstance(worded, Worded):
            form, digits = worded.form, None
    return SlotChoice(Binding.FIGURE, figure=key, form=form.value, digits=digits, years_back=proposal.get("years_back", 0))


def _years_back(summary: Summary, slot: SummarySlot) -> int:
    """How far a written year lay before the year last year's summary told of; below zero for what was still to come."""
    written = int(slot.original) if slot.original.isdecimal() else summary.year - 1
    return min(max(summary.year - 1 - written, YEARS[0]), YEARS[1])


def propose_for(summary: Summary) -> int:
    """Proposals of the open slots, from the catalogue and the directory. Stored with the slots; returns how many have one."""
    slots = list(summary.slots.filter(binding=Binding.OPEN))
    if not slots:
        return 0
    proposer, names = Proposer(figure_candidates(summary), summary.year - 1), name_candidates()
    labels = {str(c.key): c.label for c in proposer.candidates} | {n.key: n.name for n in names}
    labels[TEXT] = str(_("plain text"))
    count = 0
    for slot in slots:
        labels[YEAR] = str(_("the year %(year)s")) % {"year": summary.year - _years_back(summary, slot)}
        found = found_of(slot)
        if found is None:
            continue
        figures, named = proposer.propose(found), []
        if found.is_mask and found.mask_of != MaskOf.DIGITS:
            named = propose_name(found, names)
        kinds = dict.fromkeys((p.key for p in figures), Binding.FIGURE) | dict.fromkeys((p.key for p in named), Binding.NAME)
        slot.proposals = [
            {
                "kind": str(kinds[p.key]),
                "key": p.key,
                "label": _("%(label)s, the year before") % {"label": labels[p.key]} if p.years_back else labels.get(p.key, p.key),
                "score": round(p.score, 3),
                "why": p.why,
                "years_back": p.years_back,
            }
            for p in (ranked([*figures, *named]) if named else figures)
        ]
        count += bool(slot.proposals)
    SummarySlot.objects.bulk_update(slots, ["proposals"], batch_size=200)
    return count


def figure_candidates(summary: Summary) -> list[Candidate]:
    """The catalogue with last year's and this year's values: a value that fits what was written speaks for a figure."""
    figures: Sequence[Figure] = list(Figure.objects.exclude(state=FigureState.RETIRED))
    scope = Scope(summary.start, summary.end)
    this, last = compute_many(figures, scope), compute_many(figures, scope.shift(-1))

    def amount(found: Any) -> Decimal | None:
        return None if found.amount is None else Decimal(found.amount)

    return [
        Candidate(f.key, f.label, f.unit_word, tuple(f.synonyms), amount(last[f.key]), amount(this[f.key]), _topics(f)) for f in figures
    ]


def _topics(figure: Figure) -> tuple[str, ...]:
    """What the text would be about where this figure stands: its chapter of the catalogue, its ledger."""
    ledger = registry.get(figure.ledger) if figure.ledger and registry.has(figure.ledger) else None
    return tuple(name for name in (figure.chapter if ledger else "", in_chinese(ledger.label) if ledger else "") if name)


def first_binding(year: int, found: FoundSlot) -> dict[str, Any]:
    """What can be settled without asking: years move on with the summary, dates and ordinals stay as they are written."""
    if found.kind_guess == Guess.YEAR and found.original.isdecimal() and 0 <= year - 1 - int(found.original) <= 9:
        return {"binding": Binding.YEAR, "years_back": year - 1 - int(found.original)}
    if found.kind_guess == Guess.YEAR and found.original.isdecimal() and int(found.original) >= year:
        return {"binding": Binding.OPEN}  # what was planned then for the year that is told now: somebody must reword it
    if found.kind_guess in (Guess.DATE, Guess.ORDINAL, Guess.YEAR) and not found.is_mask:
        return {"binding": Binding.TEXT, "text": found.original[:200]}
    return {"binding": Binding.OPEN}


def found_json(found: FoundSlot) -> dict[str, Any]:
    """What reading saw, for the database."""
    data = dataclasses.asdict(found)
    for name in ("low", "high"):
        data[name] = None if data[name] is None else str(data[name])
    for name in ("form", "mask_of", "kind_guess"):
        data[name] = None if data[name] is None else str(data[name])
    data["heading_trail"] = list(found.heading_trail)
    return data


def found_of(slot: SummarySlot) -> FoundSlot | None:
    """The inverse of found_json; None for a slot somebody made in the editor."""
    if not slot.found:
        return None
    data = dict(slot.found)
    return FoundSlot(
        **{
            **data,
            "low": None if data["low"] is None else Decimal(data["low"]),
            "high": None if data["high"] is None else Decimal(data["high"]),
            "form": Form(data["form"]) if data["form"] else None,
            "mask_of": MaskOf(data["mask_of"]) if data["mask_of"] else None,
            "kind_guess": Guess(data["kind_guess"]),
            "heading_trail": tuple(data["heading_trail"]),
        }
    )


def _settle(summary: Summary, slot: SummarySlot, choice: SlotChoice) -> None:
    for name, value in choice.fields().items():
        setattr(slot, name, value)
    if slot.binding == Binding.NAME:
        ref = (slot.name_kind, slot.name_id)
        name = names_of([ref], summary.end).get(ref, "")
        masked = bool(slot.found.get("is_mask"))
        # **大学 hides only the beginning of 云岭大学: the ending stands in the text already and is not written again.
        slot.text = ending_that_follows(name, int(slot.found["mask_length"]), str(slot.found["after"])) if masked else ""
    slot.save()


def _settled(slot: SummarySlot) -> dict[str, Any]:
    return {
        "binding": str(slot.binding),
        "figure": slot.figure.key if slot.figure else "",
        "form": slot.form,
        "name": f"{slot.name_kind}:{slot.name_id or ''}" if slot.name_kind else "",
        "text": slot.text,
        "years_back": slot.years_back,
        "as_published": slot.as_published,
        "when_zero": str(slot.when_zero),
    }


def _record(actor: Any, summary: Summary, slot: SummarySlot, before: dict[str, Any]) -> None:
    detail = {"ref": slot.ref, "before": before, "after": _settled(slot), "note": slot.note}
    history.record(EventKind.SUMMARY_SLOT_BOUND, actor=actor, subject=history.Subject("summary", summary.pk, summary.title), detail=detail)


def _touch(summary: Summary) -> None:
    Summary.objects.filter(pk=summary.pk).update(changed_at=timezone.now())
