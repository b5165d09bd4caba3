"""Columns that point to something: a unit, a person of the directory, a row of another small table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Q
from django.db.models.fields.related_lookups import RelatedIn
from django.utils.translation import gettext as _

from rongmei.base.directory.models import Person, Unit
from rongmei.base.sheets import cells

from ..enums import Op
from .base import Kind, ReadContext, Reader, Unreadable, words_of


class ReferenceKind(Kind):
    """Points to a row of another table by that table's name: its `__str__` field is given by `name_field` on the model."""

    name = "reference"
    ops: ClassVar[tuple[Op, ...]] = (Op.IS, Op.ANY_OF, Op.EMPTY, Op.FILLED)

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.ForeignKey)

    @property
    def target(self) -> type[models.Model]:
        return self.field.related_model  # type: ignore[return-value]

    @property
    def name_field(self) -> str:
        return getattr(self.target, "name_field", "name")

    def names(self) -> Iterable[tuple[int, str]]:
        """(pk, name) of everything it may point to."""
        rows = self.target._default_manager.all()
        if hasattr(self.target, "state"):
            rows = rows.exclude(state="voided")
        yield from rows.values_list("pk", self.name_field)

    def index(self, context: ReadContext) -> dict[str, list[int]]:
        """Normalised name → pks. Loaded once per context."""
        key = f"{self.target._meta.label}"
        if key not in context.indexes:
            found: dict[str, list[int]] = {}
            for pk, name in self.names():
                pks = found.setdefault(cells.fingerprint_text(name), [])
                if pk not in pks:
                    pks.append(pk)
            context.indexes[key] = found
        return context.indexes[key]

    def reader(self, context: ReadContext) -> Reader:
        index = self.index(context)
        meant = context.meant.get(self.column.field, {})
        label = str(self.field.verbose_name)
        seen: dict[Any, int] = {}

        def read(raw: Any) -> int:
            if raw in seen:
                return seen[raw]
            text = words_of(raw)
            text = meant.get(text, text)
            found = index.get(cells.fingerprint_text(text), [])
            if len(found) != 1:
                raise Unreadable(self.sentence(text, label, len(found)))
            seen[raw] = found[0]
            return found[0]

        return read

    def sentence(self, text: str, label: str, matches: int) -> str:
        if matches:
            return _("“%(found)s” fits %(matches)d entries of “%(label)s”: write the full name or the number.") % {
                "found": text[:40],
                "label": label,
                "matches": matches,
            }
        return _("“%(found)s” is not known as “%(label)s”: choose the one that is meant, or add it first.") % {
            "found": text[:40],
            "label": label,
        }

    def show(self, row: models.Model) -> str:
        target = getattr(row, self.field.name)
        return "" if target is None else str(getattr(target, self.name_field))

    def choices(self) -> list[tuple[str, str]]:
        return [("", "—"), *[(name, name) for _pk, name in self.names()]]

    def form_field(self) -> forms.Field:
        return forms.CharField(required=False, widget=forms.Select(choices=self.choices()))


WITHIN = "-"  # between a unit and the one it belongs to


def written_unit(name: str, above: str | None) -> str:
    """A unit so that nobody can mistake it: 宣传部-综合科."""
    return f"{above}{WITHIN}{name}" if above else name


@models.ForeignKey.register_lookup
class Gathered(RelatedIn):
    """`in` a subquery whose keys are few: PostgreSQL collects them before it looks at a row.

    Of a tree's prefix it cannot know how many units it covers and guesses one; of an array it guesses ten, which is near enough to walk
    the index on the day for a page of fifty instead of sorting every row that fits.
    """

    lookup_name = "gathered"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= ANY(ARRAY{rhs})" if connection.vendor == "postgresql" else str(super().get_rhs_op(connection, rhs))


class UnitKind(ReferenceKind):
    """A unit, written by full name, short name or alias; former names of renamed and merged units lead to the successor."""

    name = "unit"
    ops = (Op.IS, Op.UNDER, Op.ANY_OF, Op.EMPTY, Op.FILLED)
    tree = True

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.ForeignKey) and model_field.related_model is Unit

    def names(self) -> Iterable[tuple[int, str]]:
        for pk, name, short, aliases, above in Unit.objects.values_list("pk", "name", "short_name", "aliases", "parent__name"):
            for word in (name, short, *(aliases or []), above and f"{above}{WITHIN}{name}"):
                if word:
                    yield pk, word

    def cell(self, row: models.Model) -> Any:
        """With the unit it belongs to, where there is one: every department has its 综合科."""
        unit = getattr(row, self.field.name)
        return "" if unit is None else written_unit(unit.name, unit.parent.name if unit.parent_id is not None else None)

    def choices(self) -> list[tuple[str, str]]:
        units = Unit.objects.order_by("path").values_list("name", "parent__name")
        return [("", "—"), *[(written := written_unit(name, above), written) for name, above in units]]

    def lookup(self, path: str, op: Op, value: Any) -> Q:
        if op == Op.UNDER:
            # The unit's path is a prefix of the paths of all units below it.
            # As a subquery: building a filter asks the database nothing, and a unit that is gone matches no row. The units are found
            # first and once; comparing paths row by row would join and read every row.
            above = models.Subquery(Unit.objects.filter(pk=value).values("path")[:1])
            return Q((f"{path}__gathered", Unit.objects.order_by().filter(path__startswith=above).values("pk")))
        return super().lookup(path, op, value)


class PersonKind(ReferenceKind):
    """A person of the directory, by name or, where two share one, by campus number."""

    name = "person"

    @classmethod
    def fits(cls, model_field: models.Field[Any, Any]) -> bool:
        return isinstance(model_field, models.ForeignKey) and model_field.related_model is Person

    def names(self) -> Iterable[tuple[int, str]]:
        for pk, campus_id, name, aliases in Person.objects.values_list("pk", "campus_id", "name", "aliases"):
            for word in (campus_id, name, f"{name}（{campus_id}）", *(aliases or [])):
                if word:
                    yield pk, word

    def cell(self, row: models.Model) -> Any:
        person = getattr(row, self.field.name)
        return "" if person is None else f"{person.name}（{person.campus_id}）"

    def form_field(self) -> forms.Field:
        return forms.CharField(required=False, widget=forms.TextInput(attrs={"data-people": "1", "autocomplete": "off"}))
