"""A filter is built in one place only."""

from __future__ import annotations

import re
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent
# Q objects, lookups on the ledger's model and row states belong to rongmei.base.ledger.selection.
FORBIDDEN = re.compile(r"\bQ\(|__gte|__lte|state=RowState|confirmed_at__|kind\.lookup")


def test_nobody_in_this_room_builds_a_filter_on_rows():
    found = []
    for path in sorted(ROOM.rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts or path.name == "models.py":
            continue
        found += [
            f"{path.name}:{number}: {line.strip()}"
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if FORBIDDEN.search(line)
        ]
    assert found == []
