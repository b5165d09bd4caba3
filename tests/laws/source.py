"""The project's own files, as the laws see them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.db import models

BASE = Path(__file__).resolve().parents[2]
STOREYS = ("base", "content", "records", "reporting", "website")


@cache
def python_files(*, tests: bool = False, migrations: bool = False) -> tuple[Path, ...]:
    """Python files below rongmei/, config/ and tools/."""
    found = []
    for folder in ("rongmei", "config", "tools"):
        for path in sorted((BASE / folder).rglob("*.py")):
            parts = path.parts
            if (tests or ("tests" not in parts and path.name != "test_settings.py")) and (migrations or "migrations" not in parts):
                found.append(path)
    return tuple(found)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    return str(path.relative_to(BASE))


def kind_of(path: Path) -> str:
    """The file kind inside a room: "actions" for rongmei/base/ledger/actions/rows.py, "" outside rooms."""
    parts = path.relative_to(BASE).with_suffix("").parts
    return parts[3] if len(parts) > 3 and parts[0] == "rongmei" and parts[1] in STOREYS else ""


def room_of(path: Path) -> tuple[str, str]:
    """(storey, room); ("", "") outside rooms."""
    parts = path.relative_to(BASE).parts
    return (parts[1], parts[2]) if len(parts) > 3 and parts[0] == "rongmei" and parts[1] in STOREYS else ("", "")


def templates() -> Iterator[Path]:
    for path in sorted((BASE / "rongmei").rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            yield path


def own_apps() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("rongmei.")]


def own_models() -> list[type[models.Model]]:
    """Concrete models of the house, without automatic join tables and without models that only tests have."""
    return [model for app in own_apps() for model in app.get_models() if ".tests." not in model.__module__]


def floor(name: str) -> int:
    """Height of a dotted module name; third parties stand on the ground (-1)."""
    parts = name.split(".")
    return STOREYS.index(parts[1]) if parts[0] == "rongmei" and len(parts) > 1 and parts[1] in STOREYS else -1
