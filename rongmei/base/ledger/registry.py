"""All ledgers of this installation, by key. Rooms register; storeys above read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

from .declaration import Ledger, field_at

if TYPE_CHECKING:
    from .models import Entry

_ledgers: dict[str, Ledger] = {}
# Storeys above may hold rows fast (a signed summary cites them): each answers with a reason, or "" when it does not mind.
_holds: list[Callable[[Ledger, list[int]], dict[int, str]]] = []


def register(ledger_class: type[Ledger]) -> type[Ledger]:
    """Class decorator. Raises ImproperlyConfigured with the place when the declaration does not fit its model."""
    ledger = ledger_class()
    _check(ledger)
    _ledgers[ledger.key] = ledger
    return ledger_class


def _check(ledger: Ledger) -> None:
    where = f"{type(ledger).__module__}.{type(ledger).__qualname__}"
    if ledger.key in _ledgers:
        raise ImproperlyConfigured(f"{where}: the key {ledger.key!r} is taken by {_ledgers[ledger.key]!r}")
    names = {f.name for f in ledger.model._meta.get_fields()}
    _check_columns(ledger, names, where)
    for lines in ledger.lines:
        if lines.name not in names:
            raise ImproperlyConfigured(f"{where}: lines {lines.name!r} is no related name of {ledger.model.__name__}")
    for dim in ledger.dims:
        field_at(ledger.model, dim.path)
    for measure in ledger.measures:
        model = ledger.lines_map[measure.through].model if measure.through else ledger.model
        if measure.field != "pk":
            field_at(model, measure.field)


def _check_columns(ledger: Ledger, names: set[str], where: str) -> None:
    for column in ledger.columns:
        if column.field not in names:
            raise ImproperlyConfigured(f"{where}: column {column.field!r} is no field of {ledger.model.__name__}")
    for name in ("unit", ledger.time, ledger.title, *ledger.key_fields):
        if name not in ledger.column_map:
            raise ImproperlyConfigured(f"{where}: {name!r} (unit, time, title or key) is not one of the columns")


class UnknownLedger(LookupError):
    """No room declared a ledger of this key."""


def get(key: str) -> Ledger:
    """Raises UnknownLedger when no room declared it."""
    try:
        return _ledgers[key]
    except KeyError:
        raise UnknownLedger(key) from None


def has(key: str) -> bool:
    return key in _ledgers


def all_ledgers() -> Iterator[Ledger]:
    yield from sorted(_ledgers.values(), key=lambda ledger: (ledger.order, ledger.key))


def of(row: Entry) -> Ledger:
    """The ledger a row belongs to."""
    for ledger in _ledgers.values():
        if ledger.model is type(row):
            return ledger
    raise KeyError(type(row).__name__)


def hold_rows(asks: Callable[[Ledger, list[int]], dict[int, str]]) -> None:
    """Let a storey above say which rows are cited: pk → reason in the user's words."""
    _holds.append(asks)


@dataclass(frozen=True)
class ListLink:
    """A way from a filtered list to a storey above: "make a figure of this list"."""

    label: str
    url: str


_list_links: list[Callable[[Any, Ledger, str], ListLink | None]] = []


def offer_on_lists(link: Callable[[Any, Ledger, str], ListLink | None]) -> None:
    """Let a storey above stand over every list: (person, ledger, the list's query) → link, or None for who may not."""
    _list_links.append(link)


def list_links(actor: Any, ledger: Ledger, query: str) -> list[ListLink]:
    return [found for link in _list_links if (found := link(actor, ledger, query))]


def holds_on(ledger: Ledger, pks: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for asks in _holds:
        found.update(asks(ledger, pks))
    return found
