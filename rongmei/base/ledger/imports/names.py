"""What people read for the references in staged values: number → name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..declaration import Ledger


class Names:
    """Names behind the references of one ledger; one query per column and set of numbers not known yet."""

    def __init__(self, ledger: Ledger) -> None:
        self.kinds = {name: kind for name, kind in ledger.kind_map.items() if kind.field.is_relation}
        self._known: dict[str, dict[int, str]] = {name: {} for name in self.kinds}

    def learn(self, name: str, pks: Iterable[int | None]) -> None:
        known = self._known[name]
        lacking = {pk for pk in pks if pk is not None} - known.keys()
        if not lacking:
            return
        kind: Any = self.kinds[name]
        targets = kind.target._default_manager.filter(pk__in=lacking) if len(lacking) < 5_000 else kind.target._default_manager.all()
        known.update((pk, str(text)) for pk, text in targets.values_list("pk", kind.name_field))

    def of(self, name: str, pk: int | None) -> str:
        return self._known[name].get(pk, "") if pk is not None else ""
