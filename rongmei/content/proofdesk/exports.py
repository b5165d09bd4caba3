"""A pass as a file."""

from __future__ import annotations

from .models import DeskText, ProofRun

FORMATS: tuple[str, ...] = ()


def export_run(run: ProofRun, text: DeskText | None, to: str) -> tuple[bytes, str]:
    raise NotImplementedError
