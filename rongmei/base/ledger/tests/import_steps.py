"""Short cuts of the import tests: the steps every test takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import imports
from rongmei.base.ledger.models import ImportBatch, StagedRow

PARTS = ("new", "changed", "same", "duplicate", "waiting", "dropped")


def clips() -> Any:
    return registry.get("test-clips")


def received(actor: Any, path: Path) -> ImportBatch:
    return imports.receive_import(actor=actor, ledger=clips(), file=path)


def checked(actor: Any, path: Path, **settled: Any) -> ImportBatch:
    batch = received(actor, path)
    settled = {"year": batch.year, "unit": batch.unit_id, **settled}
    batch = imports.map_import(actor=actor, batch=batch, **settled)
    return imports.check_import(actor=actor, batch=batch)


def applied(actor: Any, path: Path, **settled: Any) -> ImportBatch:
    return imports.apply_import(actor=actor, batch=checked(actor, path, **settled))


def parts(batch: ImportBatch) -> dict[str, int]:
    """The counts that are not zero; their sum is asserted to be the rows of the sheet."""
    batch.refresh_from_db()
    assert sum(batch.counts[name] for name in PARTS) == batch.counts["rows"]
    return {name: batch.counts[name] for name in PARTS if batch.counts[name]}


def staged(batch: ImportBatch, row_no: int) -> StagedRow:
    return StagedRow.objects.get(batch=batch, row_no=row_no)
