"""From a summary's text and slots to the document a reader gets, with everything that is not in order named slot by slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from rongmei.base.ledger import queries as ledger_queries
from rongmei.reporting.figures.engine import Value, recall_pairs, selection_of
from rongmei.reporting.figures.enums import FigureKind, FigureState
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.queries import published_values
from rongmei.reporting.figures.scope import Scope

from . import document_json
from .body import read_body
from .document import Document, Slot, SlotKind, Text
from .enums import Binding, SummaryState, WhenZero
from .models import Summary, SummarySlot
from .names import NameRef, names_of
from .sentences import leave_out
from .wording import Form, Refusal, choices, plain_number, render

KINDS = {
    Binding.OPEN: SlotKind.OPEN,
    Binding.FIGURE: SlotKind.FIGURE,
    Binding.NAME: SlotKind.NAME,
    Binding.YEAR: SlotKind.FIGURE,
    Binding.ROWS: SlotKind.ROWS,
    Binding.TEXT: SlotKind.FIGURE,
}


@dataclass
class Standing:
    """How a slot stands now: what a reader reads, the value behind it, what is wrong with it (empty: nothing)."""

    slot: SummarySlot
    shown: str
    value: Value | None = None
    problem: str = ""
    warning: str = ""
    left_out: bool = False

    @property
    def blocks_signing(self) -> bool:
        return bool(self.problem)


@dataclass
class Assembled:
    """The document and how every slot in it stands. `used` are the refs that occur in the text, in reading order."""

    document: Document
    standings: dict[str, Standing]
    used: list[str] = field(default_factory=list)

    @property
    def open(self) -> list[Standing]:
        return [s for s in self.in_order() if s.slot.binding == Binding.OPEN]

    @property
    def problems(self) -> list[Standing]:
        return [s for s in self.in_order() if s.problem]

    def in_order(self) -> list[Standing]:
        return [self.standings[ref] for ref in self.used if ref in self.standings]


def scope_of(summary: Summary, slot: SummarySlot) -> Scope:
    return Scope(summary.start, summary.end).shift(-slot.years_back)


def slots_in_text(summary: Summary) -> list[SummarySlot]:
    """The slots that occur in the text, in reading order."""
    slots = {slot.ref: slot for slot in summary.slots.select_related("figure")}
    refs = _refs(Document((), read_body(summary.body, lambda ref: Slot(ref, SlotKind.OPEN, ""))))
    return [slots[ref] for ref in refs if ref in slots]


def assemble(summary: Summary, counted: Mapping[int, Value] | None = None) -> Assembled:
    """The document as it stands now: one query per ledger, whatever the number of slots. A signed one is read back as it was signed.

    counted: slot number → value, when the figures in the text have just been counted; nothing is counted then.
    """
    slots = list(summary.slots.select_related("figure"))
    if counted is not None:
        slots = [slot for slot in slots if slot.pk in counted or slot.binding != Binding.FIGURE or not slot.figure]
    standings = {slot.ref: stand for slot, stand in zip(slots, stand_all(summary, slots, counted), strict=True)}
    if summary.state != SummaryState.DRAFTING:
        document = document_json.load(summary.frozen)
        for inline in document.slots():
            if inline.ref in standings:
                standings[inline.ref].shown = inline.shown
        return Assembled(document, standings, _refs(document))
    return _put_together(summary, standings)


def _put_together(summary: Summary, standings: dict[str, Standing]) -> Assembled:
    def slot_of(ref: str) -> Slot:
        stand = standings.get(ref)
        if stand is None:
            return Slot(ref, SlotKind.OPEN, "？", note=_("This slot is gone: delete it from the text."))
        label = stand.slot.figure.label if stand.slot.figure else ""
        title = "；".join(part for part in (label, stand.warning) if part)
        return Slot(ref, KINDS[Binding(stand.slot.binding)], stand.shown, title, stand.problem)

    whole = read_body(summary.body, slot_of)
    used: list[str] = []
    draft = Document((Text(summary.title),), whole)
    for ref in _refs(draft):
        used.append(ref)
    blocks = leave_out(whole, frozenset(ref for ref, stand in standings.items() if stand.left_out))
    signed_on = (Text(f"{summary.dated.year}年{summary.dated.month}月{summary.dated.day}日"),) if summary.dated else ()
    signed_by = (Text(summary.signature),) if summary.signature else ()
    return Assembled(Document((Text(summary.title),), blocks, signed_by, signed_on), standings, used)


def _refs(document: Document) -> list[str]:
    return list(dict.fromkeys(slot.ref for slot in document.slots()))


def stand_all(summary: Summary, slots: Sequence[SummarySlot], counted: Mapping[int, Value] | None = None) -> list[Standing]:
    """How each slot stands. Figures are computed together, unless they are `counted` already."""
    bound = [slot for slot in slots if slot.binding == Binding.FIGURE and slot.figure]
    values = dict(counted or {})
    if counted is None:
        values = dict(zip((slot.pk for slot in bound), recall_pairs([(_figure(s), scope_of(summary, s)) for s in bound]), strict=True))
    values.update(_published(summary, [slot for slot in bound if slot.as_published and slot.years_back]))
    refs: list[NameRef] = [(slot.name_kind, slot.name_id) for slot in slots if slot.binding == Binding.NAME]
    names = names_of(refs, summary.end) if refs else {}
    return [_stand(summary, slot, values.get(slot.pk), names) for slot in slots]


def _published(summary: Summary, slots: Sequence[SummarySlot]) -> dict[int, Value]:
    """Slot number → the value that went out then, whatever is counted today. Three queries for each number of years back."""
    found: dict[int, Value] = {}
    for years in {slot.years_back for slot in slots}:
        these = [slot for slot in slots if slot.years_back == years]
        known = published_values([_figure(slot) for slot in these], Scope(summary.start, summary.end).shift(-years))
        for slot in these:
            one = known.get(_figure(slot).pk)
            missing = _("Nothing was published for that year: enter the published value, or show the recounted one.")
            found[slot.pk] = Value(one.amount, at_least=one.at_least) if one else Value(None, problem=missing)
    return found


def _figure(slot: SummarySlot) -> Figure:
    assert slot.figure is not None
    return slot.figure


def _stand(summary: Summary, slot: SummarySlot, value: Value | None, names: dict[NameRef, str]) -> Standing:
    if slot.binding == Binding.FIGURE and value is not None:
        return stand_figure(slot, value)
    if slot.binding == Binding.NAME:
        name = names.get((slot.name_kind, slot.name_id))
        problem = "" if name else _("The name is no longer in the directory: choose another one.")
        shown = name.removesuffix(slot.text) if name else slot.original
        return Standing(slot, shown or "？", problem=problem)
    if slot.binding == Binding.YEAR:
        return Standing(slot, str(summary.year - slot.years_back))
    if slot.binding == Binding.ROWS:
        return _stand_rows(summary, slot)
    if slot.binding == Binding.TEXT:
        return Standing(slot, slot.text)
    return Standing(slot, slot.original or "？", problem=_("Not bound yet: choose a figure or a name, or declare it plain text."))


def stand_figure(slot: SummarySlot, value: Value) -> Standing:
    """A figure in the form that was chosen for it; a form that would say more than is true is refused and the true number shown."""
    figure = _figure(slot)
    stand = Standing(slot, slot.original or "？", value)
    if value.amount is None or value.amount == 0:
        return _stand_nothing(stand, value)
    amount = Decimal(value.amount)
    worded = render(amount, Form(slot.form or Form.EXACT), at_least=value.at_least, digits=slot.digits)
    if isinstance(worded, Refusal):
        offered = choices(amount, value.at_least)
        stand.shown = plain_number(amount)
        stand.problem = worded.reason + (
            _(" Possible: %(forms)s.") % {"forms": "、".join(text for _f, text in offered[:5])} if offered else ""
        )
    else:
        stand.shown = worded.text
    if figure.state != FigureState.APPROVED and not stand.problem:
        stand.problem = _("The definition of “%(figure)s” is not approved by a second person yet.") % {"figure": figure.label}
    if value.waiting:
        stand.warning = _("%(count)d more records wait for confirmation.") % {"count": value.waiting}
    return stand


def _stand_nothing(stand: Standing, value: Value) -> Standing:
    rule = WhenZero(stand.slot.when_zero)
    if value.amount == 0 and rule == WhenZero.LEAVE_OUT:
        stand.shown, stand.left_out = "0", True
    elif value.amount == 0 and rule == WhenZero.PRINT:
        stand.shown = "0"
    elif value.amount == 0:
        stand.shown = "0"
        stand.problem = _("The figure is 0: leave the sentence out, print 0 or reword it.")
    else:
        stand.problem = value.problem or _("The figure has no value for this period.")
    return stand


def _stand_rows(summary: Summary, slot: SummarySlot) -> Standing:
    """A list of what the rows name: 被《A报》《B报》等报道."""
    figure = _figure(slot)
    if figure.kind != FigureKind.LEDGER:
        return Standing(slot, "？", problem=_("Only a figure counted from a ledger has rows to list."))
    selection = selection_of(figure, scope_of(summary, slot))
    ledger = selection.ledger
    if slot.rows_column not in ledger.kind_map:
        return Standing(slot, "？", problem=_("The column to be listed is gone: choose another one."))
    kind = ledger.kind_map[slot.rows_column]
    seen: dict[str, None] = {}
    rows = selection.rows().select_related(*ledger_queries.related(ledger)).order_by(ledger.time, "pk")
    for row in rows[:5000]:
        text = kind.show(row)
        if text:
            seen.setdefault(text)
    if not seen:
        left_out = slot.when_zero == WhenZero.LEAVE_OUT
        return Standing(slot, "", problem="" if left_out else _("There is no record to list."), left_out=left_out)
    pattern = slot.rows_pattern if "{}" in slot.rows_pattern else "{}"
    shown = [pattern.replace("{}", text) for text in list(seen)[: slot.rows_most or 3]]
    # Between names in 《》 or “” no comma is set (GB/T 15834—2011 通行用法, second-hand).
    joint = "" if pattern[-1] in "》”" else "、"
    return Standing(slot, joint.join(shown) + ("等" if len(seen) > len(shown) else ""))
