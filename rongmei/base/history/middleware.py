from __future__ import annotations

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rongmei.base.history.actors import REQUEST_ID

_GIVEN = re.compile(r"[0-9a-f-]{8,36}")


class RequestIdMiddleware:
    """Gives each request a number, kept in every event it leaves and sent back as ``X-Request-ID``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = REQUEST_ID.set(given if _GIVEN.fullmatch(given) else str(uuid.uuid4()))
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = REQUEST_ID.get()
        finally:
            REQUEST_ID.reset(token)
        return response
