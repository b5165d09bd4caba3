"""Columns and landing pages of a site: changed, hidden, put in another order, removed, laid out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from rongmei.base.directory.actions.changes import check, set_fields
from rongmei.base.history.actions import Subject, record
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..models import Section, SiteHome, TopicPage
from ..queries import home_of
from .keeping import forget_site

SECTION_FIELDS: Final = ("title", "intro", "subject", "unit", "outlet", "layout", "per_page")
NOT_CHECKED: Final = ("path", "depth", "content_type", "body")


@transaction.atomic
def change_section(*, actor: Actor, section: Section, **changes: Any) -> Section:
    """Name, line, question or layout of a column; its address stays. A draft of the page editor stays a draft. Raises Refused, Invalid."""
    section.refresh_from_db()
    home = home_of(section)
    rules.may_arrange_site(actor, home).require()
    detail = set_fields(section, changes, allowed=SECTION_FIELDS)
    if detail:
        check(section, without=NOT_CHECKED)
        write_through(section, detail["after"])
        tell(EventKind.SITE_PAGE_CHANGED, actor, home, {**detail, "after": {"page": section.title, **detail["after"]}})
    return section


@transaction.atomic
def show_in_menu(*, actor: Actor, page: Page, shown: bool) -> None:
    """A page that is not in the menu keeps its address and stays open. Raises Refused, Invalid."""
    home = _home_above(page)
    rules.may_arrange_site(actor, home).require()
    if page.show_in_menus != shown:
        page.show_in_menus = shown
        write_through(page, ["show_in_menus"])
        tell(EventKind.SITE_PAGE_CHANGED, actor, home, {"after": {"page": page.title, "show_in_menus": shown}})


@transaction.atomic
def move_in_menu(*, actor: Actor, page: Page, step: int) -> None:
    """One place up (-1) or down (1) among the site's pages; the first stays first. Raises Refused, Invalid."""
    home = _home_above(page)
    rules.may_arrange_site(actor, home).require()
    row = [other for other in Page.objects.child_of(home).order_by("path") if not issubclass(other.specific_class or Page, SiteHome)]
    place = next(number for number, other in enumerate(row) if other.pk == page.pk)
    if not 0 <= place + step < len(row) or step not in (-1, 1):
        return
    page.move(row[place + step], pos="left" if step < 0 else "right")
    tell(EventKind.SITE_PAGES_ORDERED, actor, home, {"after": {"page": page.title, "place": place + step + 1}})


@transaction.atomic
def remove_page(*, actor: Actor, page: Page) -> None:
    """Take a column or landing page away with what stands below it; its address answers 404. Stories are not touched.

    Raises Refused, Invalid: the home page of a site is not removed.
    """
    home = _home_above(page)
    rules.may_arrange_site(actor, home).require()
    title = page.title
    page.delete()
    tell(EventKind.SITE_PAGE_REMOVED, actor, home, {"before": {"page": title}})


@transaction.atomic
def lay_out(*, actor: Actor, page: SiteHome | Section | TopicPage, body: list[dict[str, Any]], at: dt.datetime | None = None) -> None:
    """A new layout, ``body`` in StreamField's form, now or at a time set (then until that time the old one stays). Raises Refused."""
    home = home_of(page)
    rules.may_arrange_site(actor, home).require()
    page.refresh_from_db()
    page.body = body
    page.go_live_at = at
    page.save_revision(user=actor if actor.pk else None).publish(skip_permission_checks=True)
    after = {"page": page.title, **({"at": moment(at)} if at else {})}
    tell(EventKind.SITE_PAGE_SCHEDULED if at else EventKind.SITE_PAGE_PUBLISHED, actor, home, {"after": after})


def _home_above(page: Page) -> SiteHome:
    """The site, and the page as it stands in the tree now: another page's move changes its place."""
    page.refresh_from_db()
    home = home_of(page)
    if home.pk == page.pk:
        raise Invalid(_("The front page of a site is neither hidden nor removed."), str(_("page")))
    return home


def write_through(page: Page, fields: Iterable[str]) -> None:
    """Into the page and into every draft newer than what is public, so that publishing a draft takes nothing back."""
    names = list(fields)
    page.save(update_fields=names)
    values = page.serializable_data()
    for draft in page.revisions.filter(pk__gte=page.live_revision_id or 0):
        draft.content.update({name: values[name] for name in names})
        draft.save(update_fields=["content"])


def moment(at: dt.datetime) -> str:
    """A time as history tells it: the office's."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def tell(kind: EventKind, actor: Actor, home: SiteHome, detail: dict[str, Any]) -> None:
    """History, and the site's kept pages go: whatever is told of a site changes what a reader sees."""
    record(kind, actor=actor, subject=Subject("sitehome", home.pk, home.title), detail=detail, unit_id=home.outlet.unit_id)
    forget_site(actor=actor, site=home)
