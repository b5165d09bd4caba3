"""The builder's form: what was typed into pickers, turned into a definition, and the controls to show for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Unit
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.declaration import Ledger
from rongmei.base.ledger.enums import Op
from rongmei.base.ledger.selection import Condition

from .models import Figure

CONDITIONS_AT_MOST = 40
_LISTS = (Op.ANY_OF, Op.NONE_OF)
_ALONE = (Op.EMPTY, Op.FILLED)
PLAIN = ("key", "label", "chapter", "kind", "ledger", "measure", "period", "since", "expr", "unit_word", "basis", "part_of", "remark")


@dataclass
class ConditionRow:
    """One condition as it stands in the form: what is chosen, and what can be chosen."""

    index: int
    dim: str = ""
    op: str = ""
    values: list[str] = field(default_factory=list)
    ops: tuple[tuple[str, str], ...] = ()
    control: str = "none"  # none | select | multiple | date | number | text
    options: tuple[tuple[str, str], ...] = ()

    @property
    def value(self) -> str:
        return "、".join(self.values) if self.op in _LISTS else (self.values[0] if self.values else "")

    def stored(self) -> dict[str, Any]:
        """For read_conditions; lists typed as text are split at 、 , ; and line ends."""
        if self.op in _ALONE:
            return {"dim": self.dim, "op": self.op}
        if self.op not in _LISTS:
            return {"dim": self.dim, "op": self.op, "value": self.values[0] if self.values else ""}
        values = self.values
        if self.control != "multiple":
            values = [part.strip() for text in values for part in re.split(r"[、,，;；\n]", text)]
        return {"dim": self.dim, "op": self.op, "value": [value for value in values if value]}


@dataclass
class FigureForm:
    """What the builder holds between two looks: plain fields and rows of conditions. Nothing typed is ever lost."""

    values: dict[str, str]
    synonyms: str = ""
    rows: list[ConditionRow] = field(default_factory=list)

    @classmethod
    def from_post(cls, data: QueryDict) -> FigureForm:
        """Also carries out "add a condition" and "take it away", the two buttons that only change the form."""
        form = cls({name: data.get(name, "").strip() for name in PLAIN}, data.get("synonyms", ""))
        indexes = sorted({int(found[1]) for name in data if (found := re.fullmatch(r"c-(\d{1,3})-dim", name))})
        gone = data.get("take_away", "")
        for index in indexes[:CONDITIONS_AT_MOST]:
            if str(index) == gone or not data.get(f"c-{index}-dim"):
                continue
            values = [value for value in data.getlist(f"c-{index}-value") if value.strip()]
            form.rows.append(ConditionRow(index, data.get(f"c-{index}-dim", ""), data.get(f"c-{index}-op", ""), values))
        if data.get("add"):
            form.rows.append(ConditionRow(max(indexes, default=-1) + 1, data.get("add", "")))
        return form._shaped()

    @classmethod
    def from_figure(cls, figure: Figure) -> FigureForm:
        values = {name: str(getattr(figure, name) or "") for name in PLAIN if name != "part_of"}
        values["part_of"] = figure.part_of.key if figure.part_of else ""
        form = cls(values, "、".join(figure.synonyms))
        for index, stored in enumerate(figure.conditions):
            raw = stored.get("value")
            listed = raw if isinstance(raw, list) else [] if raw is None else [raw]
            form.rows.append(ConditionRow(index, stored["dim"], stored["op"], [_written(one) for one in listed]))
        return form._shaped()

    @classmethod
    def from_list(cls, ledger: Ledger | None, conditions: Sequence[Condition] = ()) -> FigureForm:
        """A new figure, or the list somebody filtered, about to become one."""
        figure = Figure(ledger=ledger.key if ledger else "", conditions=[one.stored(ledger) for one in conditions if ledger])
        if ledger and ledger.measures:
            figure.measure = ledger.measures[0].name  # its unit word follows from it, also when another measure is chosen
        return cls.from_figure(figure)

    @property
    def ledger(self) -> Ledger | None:
        key = self.values.get("ledger", "")
        return registry.get(key) if registry.has(key) else None

    def definition(self) -> dict[str, Any]:
        """Arguments of actions.define_figure and change_figure."""
        synonyms = [word.strip() for word in re.split(r"[、,，;；\n]", self.synonyms) if word.strip()]
        kept: Mapping[str, str] = self.values
        return {**kept, "since": kept["since"] or None, "synonyms": synonyms, "conditions": [row.stored() for row in self.rows]}

    def draft(self) -> Figure:
        """The figure as typed so far, for the preview; raises Invalid for a date that is none."""
        since = None
        if self.values["since"]:
            try:
                since = dt.date.fromisoformat(self.values["since"])
            except ValueError:
                raise Invalid(_("“%(found)s” is not a day: write it like 2022-03-05.") % {"found": self.values["since"][:20]}) from None
        plain = {name: self.values[name] for name in ("key", "label", "kind", "ledger", "measure", "period", "expr", "unit_word")}
        figure = Figure(**plain, since=since, conditions=[row.stored() for row in self.rows])
        if self.values["basis"]:
            figure.basis = self.values["basis"]
        return figure

    def _shaped(self) -> FigureForm:
        """Give each row its operations and its control; a dimension the ledger lacks leaves the form."""
        ledger = self.ledger
        self.rows = [_shape(row, ledger) for row in self.rows if ledger is not None and row.dim in ledger.dim_map]
        return self


def _written(value: Any) -> str:
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _shape(row: ConditionRow, ledger: Ledger) -> ConditionRow:
    kind = ledger.dim_kind(row.dim)
    row.ops = tuple((str(op), kind.word_of(op)) for op in kind.ops)
    if row.op not in dict(row.ops):
        row.op = row.ops[0][0]
    if row.op in _ALONE:
        row.control = "none"
        return row
    row.options = _options(kind)
    if row.options:
        row.control = "multiple" if row.op in _LISTS else "select"
    elif row.op in _LISTS:
        row.control = "text"
    else:
        row.control = "date" if kind.name == "date" else "number" if kind.numeric else "text"
    return row


def _options(kind: Any) -> tuple[tuple[str, str], ...]:
    """(stored value, shown) of what can be picked; empty where it is typed."""
    if kind.name == "choice":
        return tuple((str(value), str(label)) for value, label in kind.field.flatchoices if value not in ("", None))
    if kind.name == "yesno":
        return (("是", _("yes")), ("否", _("no")))
    if kind.name == "unit":
        return tuple((str(unit.pk), f"{'　' * unit.depth}{unit.name}") for unit in Unit.objects.order_by("path"))
    if kind.name == "reference":
        return tuple((str(pk), name) for pk, name in kind.names())
    return ()
