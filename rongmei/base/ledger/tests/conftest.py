from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from .world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path, settings: Settings) -> None:
    """Uploads and the history anchor of a test go where pytest cleans up."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.HISTORY_ANCHOR = tmp_path / "anchor"
