"""Keeping rendered pages as files, and forgetting them when what they show has changed.

Order matters. Keeping: read the clock, render, write the file and its row, commit, read the clock again; if it has moved, the file goes.
Changing: move the clock and name the files in the transaction, delete the files after the commit. Whichever way the two meet, no file
outlives what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import F, Q

from rongmei.base.history.actors import Actor

from .. import baked_files
from ..enums import BakedKind
from ..models import Baked, BakedUse, SiteClock, SiteHome
from ..queries.clock import tick


def keep_page(*, actor: Actor, site: SiteHome, file: str, kind: BakedKind, content: bytes, shown: Iterable[str], since: int) -> bool:
    """Keep one rendered page; ``since`` is the clock's tick from before it was rendered. False when something changed meanwhile."""
    if tick() != since:
        return False
    with transaction.atomic():
        baked, made = Baked.objects.get_or_create(file=file, defaults={"site": site, "kind": kind})
        if not made:
            baked.uses.all().delete()
        BakedUse.objects.bulk_create(BakedUse(baked=baked, public_id=public_id) for public_id in set(shown))
    baked_files.write(file, content)
    if tick() == since:
        return True
    baked_files.remove([file])
    return False


@transaction.atomic
def forget_site(*, actor: Actor, site: SiteHome) -> int:
    """Every kept page of a site: its look, menu or a landing page has changed. Returns how many."""
    return _forget(Q(site=site))


@transaction.atomic
def forget_everything(*, actor: Actor) -> None:
    """All kept pages of all sites; the folder goes as a whole."""
    _move_clock()
    Baked.objects.all().delete()
    transaction.on_commit(baked_files.remove_all)


def forget_stories(public_ids: Iterable[str]) -> int:
    """A step of note_change: pages that show these stories, and every list of every site."""
    using = BakedUse.objects.filter(public_id__in=list(public_ids)).values("baked_id")
    return _forget(Q(kind=BakedKind.LIST) | Q(pk__in=using))


def _forget(which: Q) -> int:
    _move_clock()
    found = dict(Baked.objects.filter(which).values_list("pk", "file"))
    Baked.objects.filter(pk__in=found).delete()
    transaction.on_commit(partial(baked_files.remove, list(found.values())))
    return len(found)


def _move_clock() -> None:
    if not SiteClock.objects.filter(pk=1).update(tick=F("tick") + 1):
        SiteClock.objects.bulk_create([SiteClock(pk=1, tick=1)], ignore_conflicts=True)
