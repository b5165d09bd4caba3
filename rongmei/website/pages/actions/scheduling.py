"""Pages of a site that go public, or are taken down, at a time set in the page editor. One that fails stops only itself.

Wagtail's own command stops at the first page that does not save; this one publishes each in a transaction of its own.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from rongmei.base.directory.models import User
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import SiteHome
from ..queries import home_of
from .arranging import tell

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of one page whose time had come. ``reason``: why it was not published; empty when it was."""

    title: str
    reason: str = ""
    removed: bool = False


def publish_due_pages(*, actor: Actor, now: dt.datetime | None = None) -> list[PageOutcome]:
    """Publish what is due, take down what is over.

    Asked again at that moment: may who set the time still arrange the site, and can the page be saved? If not, the page stays as it is,
    the time is taken off it, and who set it is told.
    """
    now = now or timezone.now()
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    over = Page.objects.live().filter(expire_at__lte=now).order_by("expire_at", "pk")
    published = [outcome for pk in list(due.values_list("pk", flat=True)) if (outcome := _publish_one(actor, pk))]
    return published + [_take_down(actor, page) for page in list(over)]


def _publish_one(actor: Actor, pk: int) -> PageOutcome | None:
    try:
        with transaction.atomic():
            return _publish(actor, pk)
    except (Refused, Invalid) as problem:
        reason = str(problem)
    except ValidationError as problem:
        reason = " ".join(problem.messages)
    except Exception:  # whatever one page does, the others still go out
        log.exception("publishing page revision %s failed", pk)
        reason = _("An unexpected error: see the log of the server.")
    with transaction.atomic():
        return _hold(actor, pk, reason)


def _publish(actor: Actor, pk: int) -> PageOutcome | None:
    """None when somebody was faster, or the page is gone."""
    revision = Revision.objects.select_for_update().filter(pk=pk).exclude(approved_go_live_at=None).first()
    if revision is None or revision.content_object is None:
        return None
    page = revision.as_object()
    home = home_of(page)
    if isinstance(revision.user, User):
        rules.may_arrange_site(revision.user, home).require()
    page.full_clean(exclude=("path", "depth", "content_type"))
    revision.publish(user=revision.user, log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    tell(EventKind.SITE_PAGE_PUBLISHED, actor, home, {"after": {"page": page.title}})
    return PageOutcome(page.title)


def _hold(actor: Actor, pk: int, reason: str) -> PageOutcome:
    revision = Revision.objects.select_related("user").get(pk=pk)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    title = str(revision.object_str)
    try:
        page = revision.content_object
        tell(EventKind.SITE_PAGE_HELD, actor, home_of(page), {"after": {"page": title, "reason": reason[:500]}})
    except (SiteHome.DoesNotExist, AttributeError):
        log.warning("page revision %s belongs to no site", pk)
    address = revision.user.person.email if isinstance(revision.user, User) and revision.user.person else ""
    if address:
        subject = _("Not published at its time: %(page)s") % {"page": title}
        transaction.on_commit(partial(send_mail, subject, reason, None, [address], fail_silently=True))
    return PageOutcome(title, reason)


@transaction.atomic
def _take_down(actor: Actor, page: Page) -> PageOutcome:
    """A home page has no end; the editor does not offer one."""
    home = home_of(page)
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    tell(EventKind.SITE_PAGE_REMOVED, actor, home, {"before": {"page": page.title}})
    return PageOutcome(page.title, removed=True)
