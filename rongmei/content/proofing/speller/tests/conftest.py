"""The speller as the set-up makes it."""

from __future__ import annotations

import pytest

from rongmei.content.proofing import speller as package
from rongmei.content.proofing.speller import loading
from rongmei.content.proofing.speller.speller import NgramSpeller


@pytest.fixture(scope="session")
def speller() -> NgramSpeller:
    """Skipped with the reason where the tables were not made; `make test` makes them."""
    found = package.load(loading.PROJECT / "var" / loading.PLACE)
    if found.off:
        pytest.skip(found.off)
    assert isinstance(found, NgramSpeller)
    return found
