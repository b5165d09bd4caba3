"""Files around an import: the empty form, the file as uploaded, the rows that were not taken in."""

from __future__ import annotations

import tempfile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase

from .. import exports
from ..models import StagedRow
from .import_pages import BatchScreen
from .screen import LedgerScreen


def file_response(file: Any, name: str) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class TemplateScreen(LedgerScreen):
    """An empty form of this ledger to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = tempfile.SpooledTemporaryFile(max_size=2**20)  # noqa: SIM115 -- the response closes it
        exports.write_template(self.ledger, file)
        file.seek(0)
        return file_response(file, f"{self.ledger.label}模板.xlsx")


class SourceScreen(BatchScreen):
    """The file as it was uploaded."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return file_response(self.batch.file.open("rb"), self.batch.file_name)


class RejectedScreen(BatchScreen):
    """The rows that wait, with the reasons beside them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        outcomes = (StagedRow.Outcome.WAITING, StagedRow.Outcome.DUPLICATE, StagedRow.Outcome.DROPPED)
        rows = StagedRow.objects.filter(batch=self.batch, outcome__in=outcomes).order_by("row_no")
        file = tempfile.SpooledTemporaryFile(max_size=2**20)  # noqa: SIM115 -- the response closes it
        exports.write_rejected(self.ledger, self.batch, rows.iterator(chunk_size=1_000), file)
        file.seek(0)
        return file_response(file, f"{self.batch.file_name.rsplit('.', 1)[0]}-未入库.xlsx")
