"""An old article, and what taking a pile of them over would do."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from ..models import OldAddress, SiteHome

LONGEST_ADDRESS: Final = 250
_DAY: Final = re.compile(r"((?:19|20)\d{2})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?:\D{1,4}(\d{1,2}):(\d{2}))?")


@dataclass
class OldArticle:
    """``address``: path and query as they were, without host. ``pictures``: source in the text → bytes and name, for those found."""

    address: str
    headline: str
    html: str
    published_at: dt.datetime | None = None
    author: str = ""
    subject: str = ""
    place: str = ""  # where it was read: file, line; named in every sentence about it
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    missing_pictures: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        text = "\x1f".join([self.headline, str(self.published_at), self.author, self.html])
        return hashlib.sha256(text.encode()).hexdigest()

    def problem(self) -> str:
        """Why it cannot be taken over, as a key of PROBLEMS; "" when it can."""
        if not self.headline.strip():
            return "headline"
        if self.published_at is None:
            return "date"
        if self.published_at > timezone.now():
            return "future"
        if len(self.address) > LONGEST_ADDRESS:
            return "address"
        return "" if self.html.strip() else "text"


@dataclass
class Plan:
    """What would happen: new articles, those that are there already, those that cannot be taken, links and pictures that lead nowhere."""

    new: list[OldArticle] = field(default_factory=list)
    there: list[OldArticle] = field(default_factory=list)
    refused: list[tuple[OldArticle, str]] = field(default_factory=list)
    dead: list[tuple[str, str]] = field(default_factory=list)  # (address of the article, where the link leads)

    def as_json(self) -> dict[str, Any]:
        return {
            "new": len(self.new),
            "there": len(self.there),
            "refused": [{"place": article.place, "address": article.address, "problem": problem} for article, problem in self.refused],
            "dead_links": [{"address": address, "link": link} for address, link in self.dead],
        }


def plan_of(site: SiteHome, articles: Iterable[OldArticle]) -> Plan:
    """Compare with what the site has taken over already; an address twice in the pile counts once."""
    known = set(OldAddress.objects.filter(site=site).values_list("address", flat=True))
    plan, seen = Plan(), set[str]()
    for article in articles:
        problem = article.problem()
        if problem:
            plan.refused.append((article, problem))
        elif article.address in known or article.address in seen:
            plan.there.append(article)
        else:
            plan.new.append(article)
        seen.add(article.address)
    alive = {Redirect.normalise_path(address) for address in known | seen}
    for article in (*plan.new, *plan.there):
        plan.dead += [(article.address, link) for link in dead_links(article, alive)]
    return plan


_LINK: Final = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*["']([^"'#]+)""", re.IGNORECASE)


def dead_links(article: OldArticle, alive: set[str]) -> list[str]:
    """Links of the article to its own old site that lead to nothing taken over, and pictures that were not found."""
    found = []
    for link in _LINK.findall(article.html):
        target = urlsplit(urljoin(f"https://old.invalid{article.address}", link.strip()))
        if target.scheme not in ("http", "https") or target.hostname != "old.invalid":
            continue
        path = target.path + (f"?{target.query}" if target.query else "")
        if Redirect.normalise_path(path) not in alive and path != "/":
            found.append(path)
    return [*dict.fromkeys(found), *article.missing_pictures]


def moment_of(text: str) -> dt.datetime | None:
    """The first day in a text, with its time where one follows: 2019-05-12 08:30, 2019年5月12日, 2019/5/12."""
    for match in _DAY.finditer(text):
        year, month, day, hour, minute = (int(part or 0) for part in match.groups())
        try:
            return dt.datetime(
                year, month, day, hour if hour < 24 else 0, minute if minute < 60 else 0, tzinfo=timezone.get_current_timezone()
            )
        except ValueError:
            continue
    return None
