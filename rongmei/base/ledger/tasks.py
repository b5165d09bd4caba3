"""Work that is too long for a request."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django_tasks import task

from rongmei.base.history.actors import SYSTEM, Actor

from . import actions
from .imports.pace import is_large
from .models import ImportBatch


@task()
def check_import_task(batch_pk: int, actor_pk: int | None) -> None:
    """Check a long sheet. May run twice: the second run takes over, the preview is stored once."""
    actions.check_import(actor=_actor(actor_pk), batch=ImportBatch.objects.get(pk=batch_pk))


@task()
def apply_import_task(batch_pk: int, actor_pk: int | None) -> None:
    """Take a long sheet in. May run twice: applied twice is applied once."""
    actions.apply_import(actor=_actor(actor_pk), batch=ImportBatch.objects.get(pk=batch_pk))


def _actor(pk: int | None) -> Any:
    return SYSTEM if pk is None else get_user_model()._default_manager.get(pk=pk)


def check_soon(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Check now, or in the background when the sheet is long."""
    if not is_large(batch):
        return actions.check_import(actor=actor, batch=batch)
    with transaction.atomic():
        batch = actions.queue_check(actor=actor, batch=batch)
        check_import_task.enqueue(batch.pk, actor.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def apply_soon(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Take in now, or in the background when the sheet is long."""
    if not is_large(batch):
        return actions.apply_import(actor=actor, batch=batch)
    with transaction.atomic():
        actions.start_apply(actor=actor, batch=batch)
        apply_import_task.enqueue(batch.pk, actor.pk)
    return ImportBatch.objects.get(pk=batch.pk)
