"""Is a Word file set as GB/T 9704 asks? Used by our tests, and by people before they send a file up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation: where, what was found, what the standard asks, how to mend it; `clause` is the clause of GB/T 9704—2012."""

    rule: str
    where: str
    found: str
    expected: str
    clause: str
    mend: str


def check_9704(docx_bytes: bytes) -> list[Finding]:
    """All deviations, in reading order. The caller opens uploads in the sandbox: this function trusts the zip."""
    raise NotImplementedError
