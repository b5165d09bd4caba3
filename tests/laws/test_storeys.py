"""What import-linter cannot see: foreign keys given as text, migrations, templates. None of them goes up."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.laws.source import floor, own_models, room_of, short, templates

pytestmark = pytest.mark.once

# Rooms of one storey that may stand on each other, higher first; all other rooms of a storey do not know each other.
STAIRS = {
    "base": ["planning", "ledger", "directory", "history"],
    "content": ["press", "newsroom", "proofing"],
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
