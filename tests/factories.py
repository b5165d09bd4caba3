"""The factories of all rooms, found by convention: `<room>/tests/factories.py` holds one for every model of the room."""

from __future__ import annotations

import importlib
import importlib.util
import inspect

import factory
from django.apps import apps
from django.db import models


def factories() -> dict[type[models.Model], type[factory.django.DjangoModelFactory]]:
    """Model → factory of the model's own room; of two for one model the first that the file defines."""
    found: dict[type[models.Model], type[factory.django.DjangoModelFactory]] = {}
    for app in apps.get_app_configs():
        name = f"{app.name}.tests.factories"
        if not app.name.startswith("rongmei.") or ".tests" in app.name or importlib.util.find_spec(f"{app.name}.tests") is None:
            continue
        if importlib.util.find_spec(name) is None:
            continue
        for value in vars(importlib.import_module(name)).values():
            model = value._meta.model if inspect.isclass(value) and issubclass(value, factory.Factory) else None
            if model is not None and model._meta.app_label == app.label:
                found.setdefault(model, value)
    return found
