"""What a site does when the newsroom has published, corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from rongmei.base.history.actors import Actor
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Manuscript, Publication

from ..bodies import text_of
from ..grams import grams
from ..queries.search import outlet_facet, subject_facet, tsvector, unit_facet
from . import keeping

CHUNK = 500


@transaction.atomic
def note_change(*, actor: Actor, public_ids: Iterable[str]) -> None:
    """Index these addresses anew and forget every kept page that shows them, and every list. Called inside the newsroom's transaction."""
    wanted = list(public_ids)
    _drop(Publication.objects.filter(public_id__in=wanted).values_list("pk", flat=True))
    _index(Publication.objects.filter(public_id__in=wanted, state=PublicationState.LIVE))
    keeping.forget_stories({*wanted, *_in_other_languages(wanted)})


def _in_other_languages(public_ids: list[str]) -> list[str]:
    """A story's page names its adaptations into other languages, so it goes with them."""
    changed = Manuscript.objects.filter(publications__public_id__in=public_ids).values_list("pk", "adapted_from_id")
    roots = {original or own for own, original in changed}
    family = Q(manuscript__in=roots) | Q(manuscript__adapted_from__in=roots)
    return list(Publication.objects.filter(family).values_list("public_id", flat=True).distinct())


@transaction.atomic
def rebuild_index(*, actor: Actor) -> int:
    """The whole search index from the publications in force. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM pages_search")
    return _index(Publication.objects.filter(state=PublicationState.LIVE))


def _drop(numbers: Iterable[int]) -> None:
    column = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM pages_search WHERE {column} = %s", [(number,) for number in numbers])  # noqa: S608


def _index(found: QuerySet[Publication]) -> int:
    count = 0
    rows: list[tuple[int | str, ...]] = []
    for publication in found.prefetch_related("subjects", "units").order_by("pk").iterator(chunk_size=CHUNK):
        rows.append(_row(publication))
        count += 1
        if len(rows) >= CHUNK:
            _insert(rows)
            rows = []
    _insert(rows)
    return count


def _row(publication: Publication) -> tuple[int | str, ...]:
    """(number, day, title words, body words, facets). A unit also answers for the units above it."""
    title = grams(" ".join((publication.kicker, publication.headline, publication.subhead)))
    names = " ".join(line.get("name", "") for line in publication.byline)
    body = grams(" ".join((publication.summary, text_of(publication.body), names)))
    units = {int(number) for unit in publication.units.all() for number in unit.path.strip("/").split("/") if number}
    facets = [outlet_facet(publication.outlet_id), *(subject_facet(subject.pk) for subject in publication.subjects.all())]
    facets += [unit_facet(number) for number in sorted(units)]
    day = timezone.localtime(publication.first_published_at).date().toordinal()
    if connection.vendor == "sqlite":
        return (publication.pk, day, " ".join(title), " ".join(body), " ".join(facets))
    return (publication.pk, day, tsvector(title, body, facets))


def _insert(rows: list[tuple[int | str, ...]]) -> None:
    if not rows:
        return
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO pages_search (rowid, day, title, body, facets) VALUES (%s, %s, %s, %s, %s)"
            if sqlite
            else "INSERT INTO pages_search (id, day, words) VALUES (%s, %s, %s::tsvector)",
            rows,
        )
