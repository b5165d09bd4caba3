from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from .office import Office, turns


@pytest.fixture(autouse=True)
def apart(settings, tmp_path: Path) -> Iterator[None]:
    """Each test its own anchor and files; sentences in English, so that tests read as the code does."""
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


@pytest.fixture
def office(db) -> Iterator[Office]:
    """Whatever a test does with it, whose turn each manuscript is must have been noted as it is found."""
    yield Office()
    noted, found = turns()
    assert noted == found
