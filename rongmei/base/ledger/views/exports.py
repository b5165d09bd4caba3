"""A list as a file: exactly the rows the list on screen shows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from rongmei.base.history.decisions import Invalid

from .. import actions
from .lists import ListScreen


class ExportScreen(ListScreen):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = kwargs["form"]
        query = request.GET.urlencode()
        try:
            self.selection = self.asked()
            file = actions.export_rows(actor=request.user, ledger=self.ledger, rows=self.rows(), form=form, query=query)
        except Invalid as problem:
            messages.error(request, str(problem))
            return redirect(f"{reverse('ledger:list', args=[self.ledger.key])}?{query}")
        name = f"{self.ledger.label}{timezone.localdate():%Y%m%d}.{form}"
        response = FileResponse(file, as_attachment=True, filename=name)
        response["Cache-Control"] = "private, no-store"
        return response


EXPORT_URLS = [path("<slug:key>/export/<slug:form>/", ExportScreen.as_view(), name="export")]
