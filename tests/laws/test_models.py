"""Every model has a factory; every field is classified for personal data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import models

from tests.factories import factories
from tests.laws.source import own_models

CLASSES = ("public", "internal", "personal", "sensitive")
DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "personal_data.yml").read_text(encoding="utf-8"))


@pytest.mark.once
def test_every_model_has_a_factory():
    made = factories()
    assert [model._meta.label for model in own_models() if model not in made] == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_the_factory_makes_a_row_that_the_database_takes(model: type[models.Model]):
    made = factories()[model].create()
    assert type(made)._default_manager.filter(pk=made.pk).exists()


def classified(label: str) -> dict[str, str]:
    return {field: name for name, fields in DATA["models"].get(label, {}).items() for field in fields}


@pytest.mark.once
@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_field_is_classified_for_personal_data(model: type[models.Model]):
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many) if field.name != "id"}
    given = DATA["every_row"] if {"key_hash", "search_text"} <= fields else {}
    known = classified(model._meta.label) | {field: name for name, names in given.items() for field in names}
    assert sorted(fields - set(known)) == [], f"add to tests/personal_data.yml, under {model._meta.label}"
    assert sorted(set(known) - fields) == []


@pytest.mark.once
def test_classes_are_the_four_that_the_page_explains():
    used = {name for fields in DATA["models"].values() for name in fields} | set(DATA["every_row"]) | set(DATA["apps"].values())
    assert used <= set(CLASSES)


@pytest.mark.once
def test_every_app_of_others_is_classified():
    labels = {app.label for app in apps.get_app_configs() if not app.name.startswith("rongmei.") and list(app.get_models())}
    assert sorted(labels - set(DATA["apps"])) == []
