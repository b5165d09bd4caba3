"""Handing a list out as a file."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rongmei.base.history import actions as history
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import exports, queries, rules
from ..declaration import Ledger
from ..models import Entry

WRITERS = {"xlsx": exports.write_xlsx, "csv": exports.write_csv}


@transaction.atomic
def export_rows(*, actor: Any, ledger: Ledger, rows: QuerySet[Entry], form: str, query: str = "") -> IO[bytes]:
    """A list as a file (form "xlsx" or "csv"), of the rows the person may see, ready to be read from its start.

    query: the address of the list, for history. Raises Refused; Invalid for an unknown form or a text that fits no cell.
    """
    rules.may_see_ledgers(actor).require()
    if form not in WRITERS:
        raise Invalid(_("“%(form)s” is no form a list is exported in: xlsx or csv.") % {"form": form[:20]})
    seen = queries.with_lines(ledger, queries.visible(actor, rows).select_related(*queries.related(ledger)))
    file = tempfile.SpooledTemporaryFile(max_size=4 * 2**20)  # noqa: SIM115 -- the caller closes it
    count = WRITERS[form](ledger, seen.iterator(chunk_size=1_000), file)
    detail = {"form": form, "rows": count, "query": query[:2000]}
    history.record(EventKind.EXPORT_MADE, actor=actor, subject=history.Subject("ledger", ledger.key, str(ledger.label)), detail=detail)
    file.seek(0)
    return file
