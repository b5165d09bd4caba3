"""Making and changing sites, their columns and landing pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from rongmei.base.directory.actions import register_outlet
from rongmei.base.directory.actions.changes import check, set_fields, tidy
from rongmei.base.directory.enums import OutletKind
from rongmei.base.directory.models import Outlet, Unit
from rongmei.base.history.actors import Actor
from rongmei.base.history.decisions import Invalid
from rongmei.base.history.enums import EventKind

from .. import rules
from ..enums import ListLayout, SiteKind
from ..models import Section, SiteHome, Theme, TopicPage
from ..queries import home_of
from ..starting import first_layout
from .arranging import NOT_CHECKED, moment, tell, write_through
from .keeping import forget_everything

CHANGEABLE: Final = ("title", "theme", "language", "motto", "description", "footer")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the wizard asks for it."""

    title: str
    slug: str = ""
    subject: str = ""
    unit: Unit | None = None
    outlet: Outlet | None = None
    layout: str = ListLayout.MIXED
    intro: str = ""


@transaction.atomic
def create_site(
    *,
    actor: Actor,
    title: str,
    kind: SiteKind | str,
    theme: Theme,
    outlet: Outlet | None = None,
    unit: Unit | None = None,
    host: str = "",
    path: str = "",
    language: str = "zh-hans",
    motto: str = "",
    description: str = "",
    footer: str = "",
    columns: Sequence[Column] = (),
    layout: list[dict[str, Any]] | None = None,
) -> SiteHome:
    """A whole site, open to readers at once: home page with the layout of its kind (or ``layout``, in StreamField's form), columns, address.

    Without an ``outlet`` one of the site's name is entered in the register, run by ``unit``.
    ``host`` for an own host name, ``path`` for a place below the main site, neither for the main site itself (once).
    Raises Refused, Invalid.
    """
    rules.may_keep_sites(actor).require()
    outlet = outlet or _new_outlet(actor, title, unit)
    _check_free(outlet)
    site, parent, slug = _ground(tidy(host).lower(), tidy(path).lower())
    home = SiteHome(
        title=tidy(title), slug=slug, kind=SiteKind(kind), outlet=outlet, theme=theme, language=language, motto=tidy(motto),
        description=tidy(description), footer=tidy(footer), show_in_menus=False,
    )  # fmt: skip
    check(home, without=NOT_CHECKED)
    parent.add_child(instance=home)
    if site is not None:
        site.root_page = home
        site.site_name = home.title
        site.save()
    sections = [_add_section(home, column) for column in columns]
    home.body = layout if layout is not None else first_layout(home, sections)
    home.save_revision(user=actor if actor.pk else None).publish(skip_permission_checks=True)
    tell(
        EventKind.SITE_CREATED,
        actor,
        home,
        {"after": {"title": home.title, "host": host, "path": path, "columns": [c.title for c in columns]}},
    )
    forget_everything(actor=actor)
    home.refresh_from_db()
    return home


def _new_outlet(actor: Actor, title: str, unit: Unit | None) -> Outlet:
    """Entered in the register under the site's name, with the register's own rules."""
    if unit is None:
        raise Invalid(_("Choose an outlet of the register, or the unit that will run a new one."), str(_("outlet")))
    return register_outlet(actor=actor, name=tidy(title), kind=OutletKind.SITE, unit=unit)


def _check_free(outlet: Outlet) -> None:
    if outlet.closed_on is not None or SiteHome.objects.filter(outlet=outlet).exists():
        raise Invalid(_("“%(outlet)s” is closed or has a site already: choose another outlet.") % {"outlet": outlet}, str(_("outlet")))


def _ground(host: str, path: str) -> tuple[Site | None, Any, str]:
    """(Wagtail site to root at the new page or None, parent of the new page, its slug)."""
    root = Page.objects.get(depth=1)
    main = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    has_main = main is not None and SiteHome.objects.filter(pk=main.root_page_id).exists()
    if path:
        return _below(main if has_main else None, path)
    if host:
        rules.host_fits(host).require()
        if Site.objects.filter(hostname=host).exclude(pk=main.pk if main and not has_main else 0).exists():
            raise Invalid(_("There is already a site at “%(host)s”.") % {"host": host}, str(_("host name")))
        return Site(hostname=host, port=80), root, slugify(host.replace(".", "-"))
    if has_main:
        raise Invalid(_("There is a main site already: give the new one a host name or a path."), str(_("path")))
    return main or Site(hostname="localhost", port=80, is_default_site=True), root, "main"


def _below(main: Site | None, path: str) -> tuple[None, Any, str]:
    if main is None:
        raise Invalid(_("A site by path stands below the main site: make the main site first."), str(_("path")))
    fits = rules.path_fits(path)
    if not fits:
        raise Invalid(fits.reason, str(_("path")))
    parent = Page.objects.get(pk=main.root_page_id)
    if parent.get_children().filter(slug=path).exists():
        raise Invalid(_("There is already a page at “/%(path)s/”.") % {"path": path}, str(_("path")))
    return None, parent.specific, path


@transaction.atomic
def change_site(*, actor: Actor, site: SiteHome, **changes: Any) -> SiteHome:
    """Name, theme, language, lines. The layout of the home page is changed in the page editor. Raises Refused, Invalid."""
    rules.may_keep_sites(actor).require()
    detail = set_fields(site, changes, allowed=CHANGEABLE)
    if detail:
        check(site, without=NOT_CHECKED)
        write_through(site, detail["after"])
        tell(EventKind.SITE_CHANGED, actor, site, detail)
    return site


@transaction.atomic
def create_section(*, actor: Actor, site: SiteHome, column: Column) -> Section:
    """One more column, at once in the menu. Raises Refused, Invalid."""
    rules.may_arrange_site(actor, site).require()
    section = _add_section(site, column)
    tell(EventKind.SITE_PAGE_PUBLISHED, actor, site, {"after": {"page": section.title}})
    return section


@transaction.atomic
def create_topic(*, actor: Actor, site: SiteHome, title: str, slug: str, body: list[dict[str, Any]], intro: str = "") -> TopicPage:
    """A landing page made of blocks, ``body`` in StreamField's form. Raises Refused, Invalid."""
    rules.may_arrange_site(actor, site).require()
    topic = TopicPage(title=tidy(title), slug=_free_slug(site, slug, title), intro=tidy(intro), show_in_menus=True)
    check(topic, without=NOT_CHECKED)
    site.add_child(instance=topic)
    topic.body = body
    topic.save_revision(user=actor if actor.pk else None).publish(skip_permission_checks=True)
    tell(EventKind.SITE_PAGE_PUBLISHED, actor, site, {"after": {"page": topic.title}})
    topic.refresh_from_db()
    return topic


@transaction.atomic
def note_page(*, actor: Actor, page: Page, kind: EventKind) -> None:
    """The page editor has published, taken down, moved or deleted a page of a site: history, and kept pages go."""
    try:
        site = home_of(page)
    except SiteHome.DoesNotExist:
        return
    waiting = page.scheduled_revision if kind == EventKind.SITE_PAGE_SCHEDULED else None
    at = {"at": moment(waiting.approved_go_live_at)} if waiting else {}
    tell(kind, actor, site, {"after": {"page": page.title, **at}})


def _add_section(site: SiteHome, column: Column) -> Section:
    section = Section(
        title=tidy(column.title), slug=_free_slug(site, column.slug, column.title), subject=tidy(column.subject), unit=column.unit,
        outlet=column.outlet, layout=column.layout, intro=tidy(column.intro), show_in_menus=True,
    )  # fmt: skip
    check(section, without=NOT_CHECKED)
    site.add_child(instance=section)
    return section


def _free_slug(site: SiteHome, wanted: str, title: str) -> str:
    slug = slugify(wanted) or slugify(title, allow_unicode=True) or "page"
    if slug in rules.TAKEN:
        slug = f"{slug}-1"
    taken = set(site.get_children().values_list("slug", flat=True))
    number = 1
    found = slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
