"""What the page editor tells us: a page of a site went public, was taken down, moved or deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from rongmei.base.history.enums import EventKind

from .. import actions
from ..models import SiteHome


def published(request: HttpRequest, page: Page) -> None:
    """“Publish” in the editor publishes, or sets a time that lies ahead."""
    note(request, page, EventKind.SITE_PAGE_SCHEDULED if page.scheduled_revision else EventKind.SITE_PAGE_PUBLISHED)


def note(request: HttpRequest, page: Page, kind: EventKind) -> None:
    actions.note_page(actor=request.user, page=page, kind=kind)


def many(request: HttpRequest, pages: list[Any]) -> None:
    """A bulk action of the page list."""
    if any(isinstance(page, Page) for page in pages):
        actions.forget_everything(actor=request.user)


def deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A site is not deleted with one click: its addresses stand in other people's texts. Any other page goes, and is told of."""
    if isinstance(page.specific, SiteHome) or SiteHome.objects.descendant_of(page).exists():
        messages.error(request, _("A site is not deleted here: unpublish its pages, or close down its outlet."))
        return redirect("sites:index")
    if request.method == "POST":
        note(request, page, EventKind.SITE_PAGE_REMOVED)
    return None
