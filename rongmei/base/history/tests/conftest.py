from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_anchor(settings, tmp_path: Path) -> Path:
    """Each test its own anchor file."""
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    return settings.HISTORY_ANCHOR
