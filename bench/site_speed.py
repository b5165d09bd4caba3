"""Public pages: kept by us, rendered by us, and stock Wagtail pages of the same content; search against a raw FTS5 query. One run.

    .venv/bin/python bench/site_speed.py [--stories 1000] [--rounds 5]

kept        our page answered by Django from its file (no front cache); what nginx serves is this very file
rendered    the same page without the file
stock       a Wagtail page serving the same text: tree lookup, menu, breadcrumb, neighbours, Page.serve
search      our search of twenty words (count, best twenty, rows, highlights) beside the bare FTS5 query for the same twenty

CPU seconds of this process, so that a busy machine tells no lies; requests through the whole middleware, without sockets.
Wanted: kept ≥ 3 × stock, search p95 ≤ 3 × raw. DATABASE_URL chooses the database; it is made for the run and dropped after it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.test_settings")
sys.path.insert(0, str(ROOT))
ZONE, CHUNK = dt.timezone(dt.timedelta(hours=8)), 5_000
SYLLABLES = "学校教学科研师生文化建设会议活动图书馆学院大学新闻工作推进讲座项目团队青年志愿服务改革发展实践创新成果发布运动比赛优秀"


def text(rng: random.Random, length: int) -> str:
    return "".join(rng.choices(SYLLABLES, k=length))


def fill(stories: int, host: str = "testserver") -> Any:
    """A site of one outlet with its publications, each of its own manuscript, written past the newsroom: only reading is measured."""
    from wagtail.models import Site

    from rongmei.base.directory.enums import OutletKind
    from rongmei.base.directory.tests.factories import OutletFactory, UniversityFactory
    from rongmei.base.history.actors import SYSTEM
    from rongmei.content.newsroom.tests.factories import SubjectFactory
    from rongmei.website.pages import actions
    from rongmei.website.pages.actions.sites import Column

    Site.objects.filter(is_default_site=True).update(hostname=host)
    UniversityFactory(name="云岭大学")
    outlet = OutletFactory(name="新闻网", kind=OutletKind.SITE)
    subjects = [SubjectFactory(name=name) for name in ("要闻", "科研", "文化")]
    theme = actions.create_theme(actor=SYSTEM, name="红")
    columns = [Column(subject.name, f"c{number}", subject=subject.name) for number, subject in enumerate(subjects)]
    site = actions.create_site(actor=SYSTEM, title="新闻网", kind="news", outlet=outlet, theme=theme, columns=columns)
    rng = random.Random(7)
    for first in range(0, stories, CHUNK):
        publish(rng, outlet, subjects, range(first, min(first + CHUNK, stories)))
    actions.rebuild_index(actor=SYSTEM)
    return site


def publish(rng: random.Random, outlet: Any, subjects: list[Any], numbers: range) -> None:
    """Live stories, each minute 37 older than the one before; the subjects in turn."""
    from rongmei.content.newsroom.models import Manuscript, Publication, Revision

    start = dt.datetime(2026, 10, 1, tzinfo=ZONE)
    manuscripts = [Manuscript(unit=outlet.unit, created_at=start, changed_at=start) for _number in numbers]
    Manuscript.objects.bulk_create(manuscripts, batch_size=1000)
    given = {"number": 1, "fingerprint": "0" * 64, "made_at": start}
    revisions = [Revision(manuscript=row, headline=text(rng, 18), **given) for row in manuscripts]
    Revision.objects.bulk_create(revisions, batch_size=1000)
    rows = []
    for number, revision in zip(numbers, revisions, strict=True):
        day = start - dt.timedelta(minutes=37 * number)
        body = [{"type": "paragraph", "value": f"<p>{text(rng, 240)}。</p>"} for _ in range(3)]
        rows.append(
            Publication(
                public_id=f"b{number}", outlet=outlet, manuscript=revision.manuscript, revision=revision, kind="news", language="zh-hans",
                headline=revision.headline, body=body, byline=[], credits=[], words=720, fingerprint="0" * 64, procedure_name="x",
                first_published_at=day, published_at=day, state="live",
            )
        )  # fmt: skip
    Publication.objects.bulk_create(rows, batch_size=1000)
    through = Publication.subjects.through
    pairs = [through(publication=row, subject=subjects[number % 3]) for number, row in zip(numbers, rows, strict=True)]
    through._default_manager.bulk_create(pairs, batch_size=2000)


def stock_pages(site: Any) -> str:
    """The same texts as pages of the tree, below a page of their own; the address of the first."""
    from wagtail.models import Page

    from rongmei.website.pages.models import TopicPage

    rng = random.Random(7)
    parent = TopicPage(title="库存", slug="stock")
    site.add_child(instance=parent)
    for number in range(200):
        page = TopicPage(title=text(rng, 18), slug=f"s{number}", show_in_menus=number < 6)
        page.body = [{"type": "text", "value": {"heading": "", "text": "".join(f"<p>{text(rng, 240)}</p>" for _ in range(3))}}]
        parent.add_child(instance=page)
    assert Page.objects.count() > 200
    return "/stock/s100/"


def stock_view(request: Any, path: str) -> Any:
    """What a plain Wagtail site does for a page: route, menu, breadcrumb, neighbours, render."""
    from django.template import engines
    from wagtail.models import Page, Site

    site = Site.find_for_request(request)
    page, _args, _kwargs = site.root_page.localized.specific.route(request, [part for part in path.split("/") if part])
    context = {
        "page": page,
        "menu": site.root_page.get_children().live().in_menu(),
        "trail": page.get_ancestors().live()[1:],
        "before": page.get_prev_siblings().live().first(),
        "after": page.get_next_siblings().live().first(),
    }
    assert isinstance(page, Page)
    return engines["django"].from_string(STOCK).render(context, request)


STOCK = """{% load wagtailcore_tags %}<html><head><title>{{ page.title }}</title></head><body>
<nav>{% for one in menu %}<a href="{% pageurl one %}">{{ one.title }}</a>{% endfor %}</nav>
<nav>{% for one in trail %}<a href="{% pageurl one %}">{{ one.title }}</a>{% endfor %}</nav><h1>{{ page.title }}</h1>
{% for block in page.body %}{% include_block block %}{% endfor %}{% if before %}<a href="{% pageurl before %}">{{ before.title }}</a>{% endif %}
{% if after %}<a href="{% pageurl after %}">{{ after.title }}</a>{% endif %}</body></html>"""


def cpu(do: Callable[[], object], times: int) -> float:
    """Milliseconds of this process for one, the mean of `times`."""
    began = time.process_time()
    for _ in range(times):
        do()
    return (time.process_time() - began) * 1000 / times


def pages(site: Any, rounds: int) -> bool:
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import Client, RequestFactory

    client, factory = Client(), RequestFactory()
    address = stock_pages(site)
    addresses = {"story": "/news/2026/b500", "column": "/c1/", "home": "/"}
    ways: dict[str, list[float]] = {"stock": []} | {f"{way} {name}": [] for name in addresses for way in ("kept", "rendered")}
    kept_in = settings.BAKED_DIR
    for path in addresses.values():
        assert client.get(path).status_code == 200, path
    for _round in range(rounds):
        request = factory.get(address)
        ways["stock"].append(cpu(lambda request=request: HttpResponse(stock_view(request, address)), 30))
        for name, path in addresses.items():
            ways[f"kept {name}"].append(cpu(lambda path=path: client.get(path), 200))
            settings.BAKED_DIR = ""
            ways[f"rendered {name}"].append(cpu(lambda path=path: client.get(path), 10))
            settings.BAKED_DIR = kept_in
    found = {way: statistics.median(values) for way, values in ways.items()}
    for way, value in found.items():
        print(f"{way:18} {value:8.3f} ms CPU   {found['stock'] / value:8.2f} × stock Wagtail")
    return all(found["stock"] / found[f"kept {name}"] >= 3 for name in addresses)


def searching(site: Any) -> bool:
    from django.db import connection

    from rongmei.website.pages.queries.search import Question, search

    if connection.vendor != "sqlite":
        print("search: the raw side is FTS5; run on SQLite")
        return True
    rng = random.Random(11)
    words = ["".join(rng.choice(SYLLABLES) for _ in range(2)) for _ in range(60)]
    ours, raw = [], []
    with connection.cursor() as cursor:
        for word in words * 3:
            began = time.perf_counter()
            search(Question(word, (site.outlet_id,)))
            ours.append(time.perf_counter() - began)
            began = time.perf_counter()
            cursor.execute(
                "SELECT rowid FROM pages_search WHERE pages_search MATCH %s ORDER BY rank LIMIT 20", [f'{{title body}} : "{word}"']
            )
            cursor.fetchall()
            raw.append(time.perf_counter() - began)
    one, other = (sorted(times)[int(len(times) * 0.95)] * 1000 for times in (ours, raw))
    print(f"search p95 {one:.2f} ms, raw FTS5 {other:.2f} ms, ratio {one / other:.2f}")
    return one <= 3 * other


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests import databases

    setup_test_environment()
    databases.bring_up()
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.BAKED_DIR = Path(folder) / "baked"
            settings.WAGTAILADMIN_BASE_URL = "http://testserver"
            print(f"{options.stories} stories")
            site = fill(options.stories)
            fine = [pages(site, options.rounds), searching(site)]
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
