"""What import-linter cannot see: foreign keys given as text, migrations, templates. None of them goes up."""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatchcase

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.laws.source import BASE, STOREYS, floor, own_models, python_files, room_of, short, templates

pytestmark = pytest.mark.once

# Rooms of one storey that may stand on each other, higher first; all other rooms of a storey do not know each other.
STAIRS = {
    "base": ["planning", "ledger", "directory", "history", "sheets", "paper"],
    "content": ["press", "newsroom", "proofdesk", "proofing"],
    "reporting": ["summary", "figures"],
    "website": ["console", "pages"],
}


def height(module: str) -> tuple[int, int]:
    """(storey, step): a foreign key may point to the same room or to a lower height."""
    parts = module.split(".")
    stairs = STAIRS.get(parts[1], []) if floor(module) >= 0 and len(parts) > 2 else []
    step = len(stairs) - stairs.index(parts[2]) if stairs and parts[2] in stairs else 0
    return (floor(module), step)


def goes_down(source: str, target: str) -> bool:
    return source.split(".")[:3] == target.split(".")[:3] or height(target) < height(source)


def test_height_orders_storeys_and_stairs():
    assert goes_down("rongmei.records.learning.models", "rongmei.base.directory.models")
    assert goes_down("rongmei.base.ledger.models", "rongmei.base.directory.models")
    assert goes_down("rongmei.base.ledger.models", "django.contrib.auth.models")
    assert not goes_down("rongmei.base.directory.models", "rongmei.base.ledger.models")
    assert not goes_down("rongmei.records.learning.models", "rongmei.records.honours.models")
    assert not goes_down("rongmei.base.ledger.models", "rongmei.reporting.figures.models")


def test_no_foreign_key_goes_up():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models()
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is not None and not goes_down(model.__module__, field.related_model.__module__)
    ]
    assert upward == []


def test_no_migration_depends_upward():
    modules = {app.label: app.name for app in apps.get_app_configs()}
    upward = [
        f"{label}.{name} -> {dependency[0]}"
        for (label, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items()
        if modules[label].startswith("rongmei.")
        for dependency in migration.dependencies
        if dependency[0] != "__setting__" and dependency[0] in modules and not goes_down(modules[label], modules[dependency[0]])
    ]
    assert upward == []


TEMPLATE_USE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)["']|\{%\s*load\s+([^%]+?)\s*%\}""")


def test_no_template_uses_a_higher_room():
    rooms = {app.label: app.name for app in apps.get_app_configs()}
    upward = []
    for path in templates():
        source = f"rongmei.{'.'.join(room_of(path))}"
        for match in TEMPLATE_USE.finditer(path.read_text(encoding="utf-8")):
            names = [match[1].split("/")[0]] if match[1] else [word.split("_")[0] for word in match[2].split(" from ")[-1].split()]
            upward += [
                f"{short(path)} uses {match[1] or match[2]}"
                for name in names
                if rooms.get(name, "").startswith("rongmei.") and not goes_down(source, rooms[name])
            ]
    assert upward == []


# Rooms whose files are a library of their own, without Django: the contract on the order of files leaves them out.
LIBRARIES = {"rongmei.base.paper", "rongmei.base.sheets", "rongmei.content.proofing", "rongmei.base.sandbox"}


def test_every_room_is_held_to_the_order_of_files():
    contracts = tomllib.loads((BASE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    containers = next(contract["containers"] for contract in contracts if contract["id"] == "files")
    rooms = {
        ".".join(path.relative_to(BASE).parts[:3])
        for path in (BASE / "rongmei").glob("*/*/__init__.py")
        if path.parts[-3] in STOREYS and path.parts[-2] != "tests"
    }
    left = {room for room in rooms if not any(fnmatchcase(room, container) for container in containers)}
    assert left == LIBRARIES


def test_libraries_know_no_django():
    users = [
        short(path)
        for path in python_files()
        if f"rongmei.{'.'.join(room_of(path))}" in LIBRARIES and "import django" in path.read_text(encoding="utf-8")
    ]
    assert users == []
