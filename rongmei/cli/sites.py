"""Public sites: the list, taking an old site over, the search index."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.decisions import Invalid
from rongmei.cli.frame import Command, Context, Group, Result
from rongmei.website.pages import actions
from rongmei.website.pages.enums import OldFormat
from rongmei.website.pages.imports import OldArticle, plan_of, read_folder, read_table, read_wordpress
from rongmei.website.pages.models import SiteHome
from rongmei.website.pages.queries.sites import places

SHOWN = 50
PROBLEMS: dict[str, Any] = {
    "headline": gettext_lazy("no headline was found"),
    "date": gettext_lazy("no date was found"),
    "future": gettext_lazy("its date lies in the future"),
    "address": gettext_lazy("its address is longer than 250 characters"),
    "text": gettext_lazy("it has no text"),
}


def list_sites(options: argparse.Namespace, context: Context) -> Result:
    found = [
        {"site": place.home.title, "id": place.home.pk, "address": f"{place.base}/", "outlet": str(place.home.outlet)} for place in places()
    ]
    return Result(found, [f"{line['id']:>5}  {line['site']}  {line['address']}" for line in found])


def _site(name: str) -> SiteHome:
    found = list(SiteHome.objects.select_related("outlet__unit").filter(title=name))
    if not found and name.isdecimal():
        found = list(SiteHome.objects.select_related("outlet__unit").filter(pk=int(name)))
    if len(found) != 1:
        raise Invalid(_("there is no one site “%(name)s”: see `rongmei site list`.") % {"name": name[:60]}, "--site")
    return found[0]


def import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help=_("folder of HTML pages, CSV table or WordPress export"))
    parser.add_argument("--site", required=True, metavar=_("NAME"), help=_("name or number of the site, see `rongmei site list`"))
    parser.add_argument("--from", dest="source", required=True, choices=OldFormat.values, help=_("what PATH is"))
    parser.add_argument("--files", type=Path, default=None, help=_("for WordPress: a copy of wp-content/uploads"))
    parser.add_argument("--dry-run", action="store_true", help=_("show what would happen, write nothing"))


def import_site(options: argparse.Namespace, context: Context) -> Result:
    """Read, compare, take over what is new, report what leads nowhere. Run again, it adds nothing."""
    site, actor = _site(options.site), context.actor()
    if not options.path.exists() or options.path.is_dir() != (options.source == OldFormat.HTML):
        raise Invalid(_("a folder is expected with --from html, a file otherwise."), str(options.path))
    readers: dict[str, Callable[[], Iterable[OldArticle]]] = {
        OldFormat.HTML: lambda: read_folder(options.path),
        OldFormat.CSV: lambda: read_table(options.path),
        OldFormat.WXR: lambda: read_wordpress(options.path, options.files),
    }
    plan = plan_of(site, readers[options.source]())
    moved = 0
    if not options.dry_run:
        moved = len(actions.move_articles(actor=actor, site=site, plan=plan, source=options.source, unit=site.outlet.unit))
    data = {**plan.as_json(), "moved": moved, "dry_run": options.dry_run}
    counts = {"new": len(plan.new), "there": len(plan.there), "refused": len(plan.refused), "dead": len(plan.dead), "moved": moved}
    lines = [
        _(
            "%(new)d new, %(there)d taken over before, %(refused)d that cannot be taken, %(dead)d links that lead nowhere; %(moved)d taken over"
        )
        % counts
    ]
    lines += [f"{article.place}: {PROBLEMS[problem]}" for article, problem in plan.refused[:SHOWN]]
    lines += [f"{address} → {link}" for address, link in plan.dead[:SHOWN]]
    return Result(data, lines)


def reindex(options: argparse.Namespace, context: Context) -> Result:
    count = actions.rebuild_index(actor=context.actor())
    actions.forget_everything(actor=context.actor())
    return Result({"indexed": count}, [_("%(count)d stories indexed; kept pages are rendered anew.") % {"count": count}])


def due(options: argparse.Namespace, context: Context) -> Result:
    """What a timer calls every minute: pages whose time has come."""
    outcomes = actions.publish_due_pages(actor=context.actor())
    data = {
        "published": [one.title for one in outcomes if not one.reason and not one.removed],
        "removed": [one.title for one in outcomes if one.removed],
        "held": [{"page": one.title, "reason": one.reason} for one in outcomes if one.reason],
    }
    return Result(data, [f"{one.title}\t{one.reason}".rstrip() for one in outcomes])


COMMAND = Group(
    "site",
    gettext_lazy("Public sites: the list, pages at their time, taking an old site over, the search index."),
    (
        Command("list", gettext_lazy("The sites and their addresses."), list_sites),
        Command(
            "import",
            gettext_lazy("Take the articles of an old site over, with redirects from their old addresses."),
            import_site,
            import_arguments,
        ),
        Command("due", gettext_lazy("Publish the pages of sites whose time has come, take down those that are over; for a timer."), due),
        Command("reindex", gettext_lazy("Build the search index anew and render every page anew."), reindex),
    ),
)
