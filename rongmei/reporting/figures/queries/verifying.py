"""Whether what was kept is still what was counted: every reading's digest computed again and compared with sealed history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from rongmei.base.history.enums import EventKind
from rongmei.base.history.models import Event
from rongmei.base.history.queries import Altered

from ..engine import circumstances_of, digest_of
from ..models import Reading

AT_ONCE = 100  # a reading cites up to some hundred thousand rows: hundreds of kilobytes


class _Sealed(NamedTuple):
    """What history says of one reading."""

    pk: int
    figure: str
    digest: str
    circumstances: str


def verify_readings() -> Iterator[Altered]:
    """Readings altered, deleted or put in behind the product's back, each named. Nothing: all are as they were taken.

    Reads every reading once, a hundred at a time, whatever their number. Readings may be taken meanwhile.
    """
    there, known = Reading.objects.filter(whole=None).count(), 0
    sealed = _sealed()
    while part := list(islice(sealed, AT_ONCE)):
        found = Reading.objects.in_bulk([one.pk for one in part])
        ingredients = _ingredients(found)
        for one in part:
            reading = found.get(one.pk)
            known += reading is not None and reading.whole_id is None
            if reading is None:
                sentence = _("Reading %(pk)d of the figure “%(figure)s” stands in history and is gone from the table.")
            elif not _fits(reading, ingredients.get(reading.pk, []), one):
                sentence = _("Reading %(pk)d of the figure “%(figure)s” is not what was counted: it was altered.")
            else:
                continue
            yield Altered("reading", one.pk, sentence % {"pk": one.pk, "figure": one.figure})
    if there > known:
        yield from _put_in()


def _fits(reading: Reading, ingredients: Sequence[str], sealed: _Sealed) -> bool:
    if reading.digest != sealed.digest or digest_of(reading, ingredients) != sealed.digest:
        return False
    return sealed.circumstances in ("", circumstances_of(reading))  # "": taken before history kept them


def _sealed() -> Iterator[_Sealed]:
    for event in Event.objects.filter(kind=EventKind.READING_TAKEN).order_by("seq").iterator(AT_ONCE):
        for pk, figure, _value, digest, *more in event.data["readings"]:
            yield _Sealed(pk, figure, digest, more[0] if more else "")


def _ingredients(pks: Iterable[int]) -> dict[int, list[str]]:
    """Digests of the readings below each, in their order."""
    found: dict[int, list[str]] = {}
    for below in Reading.objects.filter(whole__in=list(pks)).order_by("pk").only("whole_id", "digest"):
        assert below.whole_id is not None
        found.setdefault(below.whole_id, []).append(below.digest)
    return found


def _put_in() -> Iterator[Altered]:
    """Readings history knows nothing of. Looked for only when there are more than it tells of. An ingredient too many shows in its whole."""
    known = {one.pk for one in _sealed()}
    for pk in Reading.objects.filter(whole=None).order_by("pk").values_list("pk", flat=True).iterator():
        if pk not in known:
            yield Altered("reading", pk, _("Reading %(pk)d was never taken: it was put in.") % {"pk": pk})
