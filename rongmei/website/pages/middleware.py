"""The fast way: a kept page is answered from its file before anything else is asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from . import baked_files

GetResponse = Callable[[HttpRequest], HttpResponse]
# A page may be corrected at any moment: a browser asks each time, and is told "not modified" by its tag.
CACHE: Final = "public, no-cache"
# The address holds a fingerprint of the content.
FOR_EVER: Final = "public, max-age=31536000, immutable"


class BakedPagesMiddleware:
    """GET and HEAD without a query, of a page that is kept; everything else goes on. nginx does the same in front (docs/manual/sites.md)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING"):
            kept = _kept(request)
            if kept is not None:
                return kept
        return self.get_response(request)


def _kept(request: HttpRequest) -> HttpResponse | None:
    try:
        file = baked_files.file_for(request.get_host(), request.path_info)
    except DisallowedHost:
        return None
    if not file:
        return None
    path = baked_files.folder() / file
    try:
        content, changed = path.read_bytes(), path.stat()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    tag = f'"{changed.st_mtime_ns:x}-{changed.st_size:x}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(content if request.method == "GET" else b"", content_type=baked_files.media_type(file))
        response["Content-Length"] = str(changed.st_size)
    response["ETag"] = tag
    return dressed(response, file)


def dressed(response: HttpResponse, file: str) -> HttpResponse:
    """The headers every public answer carries."""
    response["Cache-Control"] = FOR_EVER if Path(file).name.startswith("theme-") else CACHE
    response["Content-Security-Policy"] = _policy()
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = settings.SECURE_REFERRER_POLICY
    response["X-Frame-Options"] = settings.X_FRAME_OPTIONS
    if settings.SECURE_HSTS_SECONDS:
        response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return response


@cache
def _policy() -> str:
    return build_policy()
