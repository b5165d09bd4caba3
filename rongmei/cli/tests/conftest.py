"""An office of the newsroom for its commands, apart from this machine's files and in English."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rongmei.content.newsroom.tests.office import Office


@pytest.fixture
def apart(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")


@pytest.fixture
def office(apart: None, db: None) -> Office:
    return Office()
