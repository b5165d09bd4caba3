"""Articles that were public before this installation, taken over as they stood: with their day, without signatures of ours."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rongmei.base.directory.models import Outlet, Unit
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind

from .. import registry
from ..enums import BylineRole, ManuscriptState
from ..models import Asset, Manuscript, Procedure, Publication, Revision
from ..rules.archive import may_import_archive
from ..text import Content, count_words, fingerprint, parts_of
from ..text.blocks import asset_numbers, picture_values
from .traces import trace

KEY: Final = "archive"
NAME: Final = "旧站存档（未经本系统审校）"  # printed where the procedure of a text is printed, in the language of the record


@transaction.atomic
def import_archived_publication(
    *, actor: Actor, outlet: Outlet, unit: Unit, content: Content, published_at: dt.datetime, origin: str, units: Iterable[Unit] = ()
) -> Publication:
    """Put one old article on an outlet, dated as it was. ``origin`` (its old address) tells it apart: the same again returns what is there.

    The manuscript stands as published under the procedure "archive", which has no steps: it claims no review. Raises Refused, Invalid
    for an article dated in the future.
    """
    may_import_archive(actor).require()
    now = timezone.now()
    if published_at > now:
        raise Invalid(
            _("%(day)s lies in the future: an old article is dated when it appeared.") % {"day": timezone.localdate(published_at)},
            origin[:80],
        )
    _before_the_gate(outlet, published_at)
    public_id = archive_number(outlet, origin, published_at)
    there = Publication.objects.filter(public_id=public_id).order_by("-edition").first()
    if there is not None:
        return there
    manuscript = _manuscript(actor, unit, outlet, content, published_at, now, origin)
    publication = _publication(actor, manuscript, outlet, public_id, published_at)
    publication.units.set([unit, *units])
    trace(EventKind.STORY_ARCHIVED, actor, manuscript, origin=origin[:300], public_id=public_id, outlet=outlet.name)
    registry.publications_changed(public_id)
    return publication


def _before_the_gate(outlet: Outlet, published_at: dt.datetime) -> None:
    """The archive is no second door: once this product publishes on an outlet, what is dated later goes through review."""
    own = Publication.objects.filter(outlet=outlet).exclude(manuscript__procedure__key=KEY).order_by("first_published_at").first()
    if own is not None and published_at >= own.first_published_at:
        raise Refused(
            _("“%(outlet)s” has been published from here since %(day)s: what is dated later goes through review.")
            % {"outlet": outlet, "day": timezone.localdate(own.first_published_at)}
        )


def archive_number(outlet: Outlet, origin: str, published_at: dt.datetime) -> str:
    """20190512-a1b2c3d4e5: the day, and a fingerprint of outlet and old address."""
    mark = hashlib.sha256(f"{outlet.pk} {origin}".encode()).hexdigest()[:10]
    return f"{timezone.localdate(published_at):%Y%m%d}-{mark}"


def _procedure(actor: Actor, now: dt.datetime) -> Procedure:
    found, _made = Procedure.objects.get_or_create(key=KEY, version=1, defaults={"name": NAME, "made_at": now, "made_by_id": actor.pk})
    return found


def _manuscript(
    actor: Actor, unit: Unit, outlet: Outlet, content: Content, published_at: dt.datetime, now: dt.datetime, origin: str
) -> Manuscript:
    manuscript = Manuscript.objects.create(
        unit=unit,
        procedure=_procedure(actor, now),
        created_at=now,
        created_by_id=actor.pk,
        changed_at=now,
        submitted_at=now,
        submitted_by_id=actor.pk,
        first_published_at=published_at,
        state=ManuscriptState.PUBLISHED,
        note=origin[:500],
    )
    manuscript.targets.set([outlet])
    assets = Asset.objects.in_bulk(asset_numbers(content.body))
    shas = {str(pk): asset.sha256 for pk, asset in assets.items()}
    known: dict[str, Any] = {name: value for name, value in content.as_json().items() if name != "summary"}
    manuscript.current = Revision.objects.create(
        manuscript=manuscript,
        number=1,
        summary=content.summary,
        **known,
        shas=shas,
        words=count_words(content),
        fingerprint=fingerprint(content, shas),
        parts=parts_of(content, shas),
        writing=False,
        made_at=now,
        made_by_id=actor.pk,
    )
    manuscript.save(update_fields=["current"])
    return manuscript


def _publication(actor: Actor, manuscript: Manuscript, outlet: Outlet, public_id: str, published_at: dt.datetime) -> Publication:
    revision = manuscript.current
    assert revision is not None
    first = next(picture_values(revision.body), None)
    with override(revision.language):
        byline = [{**line, "role_label": str(BylineRole(line["role"]).label)} for line in revision.byline]
    publication = Publication.objects.create(
        public_id=public_id,
        outlet=outlet,
        manuscript=manuscript,
        revision=revision,
        kind=manuscript.kind,
        language=revision.language,
        kicker=revision.kicker,
        headline=revision.headline,
        subhead=revision.subhead,
        summary=revision.summary,
        body=revision.body,
        byline=byline,
        credits=[],
        words=revision.words,
        fingerprint=revision.fingerprint,
        procedure_name=NAME,
        lead_id=first["asset"] if first else None,
        first_published_at=published_at,
        published_at=published_at,
        published_by_id=actor.pk,
    )
    publication.assets.set([int(pk) for pk in revision.shas])
    publication.subjects.set(revision.subjects)
    return publication
