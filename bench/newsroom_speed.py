"""The newsroom: a long story opened and saved beside a stock Wagtail snippet, and its lists at 100 and at 10 000 open manuscripts. One run.

    .venv/bin/python bench/newsroom_speed.py [--stories 10000] [--rounds 9]

open, save  a story of 3 000 characters in twelve paragraphs in our editor, as an editor; every save changes the text, so that it is a new
            revision with fingerprints, history and writers. Beside it a snippet of the same fields and blocks in Wagtail's own edit view
            (revisions and draft state), opened and saved as a draft by somebody who may
lists       the list of manuscripts, those that wait for the person, one state, a search that finds all and one that finds one (the same
            number of lines at both sizes), the last page, topics and home, as a section chief who signs the second of three reviews; half
            of the open manuscripts are with their authors, half in review

CPU seconds of this process, the sides in turn, the median. Wanted: open and save ≤ 1.2 × stock; the same queries at both sizes; a list at
10 000 within 1.5 × of the same list at 100 where both show as many lines (the column says how many). DATABASE_URL chooses the database; it
is made for the run and dropped after it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.test_settings")
sys.path.insert(0, str(ROOT))
FEW, PARAGRAPHS, WANTED, GROWN = 100, 12, 1.2, 1.5
SENTENCE = "学校召开教学工作推进会，各学院交流了本科课程建设的做法，与会师生围绕实践教学、课程思政和学业评价展开讨论。"
BACKEND = "django.contrib.auth.backends.ModelBackend"
LOOKS = {
    "list": "/console/stories/",
    "waiting for me": "/console/stories/?waiting",
    "waiting, last": "/console/stories/?waiting&p=99999",
    "one state": "/console/stories/?state=draft",
    "search all": "/console/stories/?q=推进会第",
    "search one": "/console/stories/?q=推进会第77次",
    "last page": "/console/stories/?p=99999",
    "topics": "/console/stories/topics/",
    "home": "/console/",
}


def words(number: int) -> str:
    """250 characters."""
    return (f"第{number}段：" + SENTENCE * 6)[:250]


def stock_snippet() -> Any:
    """A snippet as Wagtail's documentation makes one: the same fields, stock blocks, revisions and draft state."""
    from django.db import connection, models
    from wagtail import blocks
    from wagtail.admin.panels import FieldPanel
    from wagtail.fields import StreamField
    from wagtail.models import DraftStateMixin, RevisionMixin
    from wagtail.snippets.models import register_snippet

    class StockStory(DraftStateMixin, RevisionMixin, models.Model):  # type: ignore[misc]
        kicker = models.CharField(max_length=120, blank=True)
        headline = models.CharField(max_length=200)
        subhead = models.CharField(max_length=200, blank=True)
        summary = models.TextField(blank=True)
        sources = models.TextField(blank=True)
        byline = StreamField(
            [("person", blocks.StructBlock([(name, blocks.CharBlock(required=False)) for name in ("role", "name", "unit", "campus_id")]))],
            blank=True,
        )
        body = StreamField(
            [
                ("paragraph", blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"])),
                ("heading", blocks.StructBlock([("text", blocks.CharBlock()), ("level", blocks.ChoiceBlock([("2", "2"), ("3", "3")]))])),
                ("quote", blocks.StructBlock([("text", blocks.TextBlock()), ("source", blocks.CharBlock(required=False))])),
            ]
        )
        panels = [FieldPanel(name) for name in ("kicker", "headline", "subhead", "byline", "body", "summary", "sources")]

        class Meta:
            app_label = "ledgertests"

        def __str__(self) -> str:
            return self.headline

    register_snippet(StockStory)
    return StockStory, connection


def posted(number: int) -> dict[str, str]:
    """What a browser posts for the story; both sides have the same fields."""
    found = {"headline": "学校召开教学工作推进会", "kicker": "", "subhead": "", "summary": "", "sources": "", "language": "zh-hans"}
    found |= {"units": "", "people": "", "note": "", "byline-count": "1", "body-count": str(PARAGRAPHS)}
    found |= {"byline-0-deleted": "", "byline-0-order": "0", "byline-0-type": "person", "byline-0-id": ""}
    found |= {"byline-0-value-role": "correspondent", "byline-0-value-name": "李通讯", "byline-0-value-unit": "文学院"}
    found["byline-0-value-campus_id"] = ""
    for index in range(PARAGRAPHS):
        text = words(number if index == PARAGRAPHS // 2 else index)
        block = {"key": f"a{index}", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        value = json.dumps({"blocks": [block], "entityMap": {}})
        found |= {f"body-{index}-deleted": "", f"body-{index}-order": str(index), f"body-{index}-type": "paragraph"}
        found |= {f"body-{index}-id": "", f"body-{index}-value": value}
    return found


def body() -> list[dict[str, str]]:
    return [{"type": "paragraph", "value": f"<p>{words(index)}</p>"} for index in range(PARAGRAPHS)]


def cpu(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


def editing(office: Any, model: Any, rounds: int) -> bool:
    from django.apps import apps
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Permission
    from django.test import Client

    create_permissions(apps.get_app_config("ledgertests"), verbosity=0)

    manuscript = office.draft(by=office.editor, headline="学校召开教学工作推进会", body=body(), targets=())
    stock = model.objects.create(headline="学校召开教学工作推进会", body=body(), live=False)
    stock.save_revision()
    keeper = office.user("head")
    keeper.user_permissions.add(*Permission.objects.filter(content_type__app_label="ledgertests", codename__endswith="stockstory"))
    ours, other = Client(), Client()
    ours.force_login(office.editor, backend=BACKEND)
    other.force_login(keeper, backend=BACKEND)
    page, stock_page = f"/console/stories/{manuscript.pk}/write/", f"/console/snippets/ledgertests/stockstory/edit/{stock.pk}/"
    times: dict[str, list[float]] = {name: [] for name in ("open ours", "open stock", "save ours", "save stock")}

    def ask(client: Client, address: str, data: dict[str, str] | None = None) -> None:
        response = client.get(address) if data is None else client.post(address, data)
        assert response.status_code == (200 if data is None else 302), (address, response.status_code, response.content.decode()[-3000:])

    for number in range(rounds + 1):
        data = posted(100 + number)
        base = {"base": str(manuscript.revisions.order_by("-number")[0].number)}
        times["open ours"].append(cpu(lambda: ask(ours, page)))
        times["open stock"].append(cpu(lambda: ask(other, stock_page)))
        times["save ours"].append(cpu(lambda data=data, base=base: ask(ours, page, data | base)))
        times["save stock"].append(cpu(lambda data=data: ask(other, stock_page, data)))
    assert manuscript.revisions.count() == rounds + 2, "every save is a revision"
    assert stock.revisions.count() == rounds + 2, "every save is a revision"
    found = {name: statistics.median(values[1:]) for name, values in times.items()}
    fine = True
    for verb in ("open", "save"):
        ratio = found[f"{verb} ours"] / found[f"{verb} stock"]
        fine &= ratio <= WANTED
        print(
            f"{verb}: ours {found[f'{verb} ours'] * 1000:.1f} ms, stock {found[f'{verb} stock'] * 1000:.1f} ms CPU, {ratio:.2f} × (wanted ≤ 1.2)"
        )
    return fine


def fill(office: Any, procedure: Any, more: int, start: int) -> None:
    """Open manuscripts past the actions: half drafts, half in review with none, one or two of three signatures."""
    from django.utils import timezone

    from rongmei.base.directory.tests.factories import UnitFactory
    from rongmei.content.newsroom.models import Manuscript, Revision, SignOff, Turn, Writer
    from rongmei.content.newsroom.text import fingerprint, parts_of

    now, steps = timezone.now(), list(procedure.steps.order_by("order"))
    units = [office.unit, office.bureau, *(UnitFactory(name=f"学院{start}-{n}") for n in range(3))]
    signers = [office.editor.person, office.chief.person, office.deputy_head.person]
    content = office.content(headline="学校召开教学工作推进会", body=body())
    mark, parts = fingerprint(content, {}), parts_of(content, {})
    rows = []
    for number in range(start, start + more):
        in_review = number % 2 == 0
        submitted = {"procedure": procedure, "submitted_at": now, "round": 1, "state": "submitted"} if in_review else {"state": "draft"}
        at = now - dt.timedelta(minutes=number)
        rows.append(Manuscript(unit=units[number % 5], created_at=at, changed_at=at, created_by=office.correspondent, **submitted))
    Manuscript.objects.bulk_create(rows, batch_size=1000)
    given = {**content.as_json(), "words": 3000, "fingerprint": mark, "parts": parts, "made_at": now}
    texts = [
        Revision(manuscript=row, number=1, **(given | {"headline": f"学校召开教学工作推进会第{start + n}次"})) for n, row in enumerate(rows)
    ]
    Revision.objects.bulk_create(texts, batch_size=500)
    for row, text in zip(rows, texts, strict=True):
        row.current = text
    Manuscript.objects.bulk_update(rows, ["current"], batch_size=500)
    Writer.objects.bulk_create([Writer(manuscript=row, person=office.correspondent.person) for row in rows], batch_size=1000)
    reviewed = [(row, text, (n // 2) % 3) for n, (row, text) in enumerate(zip(rows, texts, strict=True)) if row.state == "submitted"]
    signed = [
        SignOff(manuscript=row, revision=text, step=step, round=1, decision="approve", person=person, person_name=person.name, fingerprint=mark, at=now)
        for row, text, given in reviewed
        for step, person in list(zip(steps, signers, strict=True))[:given]
    ]  # fmt: skip
    SignOff.objects.bulk_create(signed, batch_size=1000)
    turns = [Turn(manuscript=row, step=steps[given], due_at=now + dt.timedelta(hours=24)) for row, _text, given in reviewed]
    Turn.objects.bulk_create(turns, batch_size=1000)
    apart = Turn.kept_apart.through
    people = [[office.correspondent.person, *signers[:given]] for _row, _text, given in reviewed]
    pairs = [apart(turn=turn, person=person) for turn, known in zip(turns, people, strict=True) for person in known]
    apart._default_manager.bulk_create(pairs, batch_size=1000)


def lists(office: Any, stories: int, rounds: int) -> bool:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from rongmei.content.newsroom.tests.office import turns

    procedure, client = office.procedure(), Client()
    client.force_login(office.chief, backend=BACKEND)
    found: dict[str, list[tuple[float, int, int]]] = {name: [] for name in LOOKS}
    filled = 0
    for size in (FEW, stories):
        fill(office, procedure, size - filled, filled)
        filled = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        noted, found_now = turns()
        assert noted.keys() == found_now.keys(), "a turn for each manuscript in review"
        assert all(noted[pk][::2] == found_now[pk][::2] for pk in noted), "noted as the actions would"
        for name, address in LOOKS.items():
            assert client.get(address).status_code == 200, address
            spent = statistics.median(cpu(lambda address=address: client.get(address)) for _ in range(rounds))
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found[name].append((spent, len(queries), client.get(address).content.count(b'<td class="rm-title">')))
    fine = True
    print(f"{'look':16} {FEW:>9} {stories:>9}   ratio  queries  lines   (ms CPU, median of {rounds})")
    for name, ((one, few, short), (many, lots, long)) in found.items():
        wrong = few != lots or (many > GROWN * one and short == long)
        fine &= not wrong
        note = "   ← wrong" if wrong else "   a page of more lines" if many > GROWN * one else ""
        print(f"{name:16} {one * 1e3:9.1f} {many * 1e3:9.1f} {many / one:7.2f}  {few:3} {lots:3}  {short:3} {long:3}{note}", flush=True)
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    import django

    django.setup()
    model, connection = stock_snippet()
    from django.test.utils import setup_test_environment

    from tests import databases

    setup_test_environment()
    databases.bring_up()
    try:
        with connection.schema_editor() as editor:
            editor.create_model(model)
        from rongmei.content.newsroom.tests.office import Office

        office = Office()
        office.people()
        fine = [editing(office, model, asked.rounds), lists(office, asked.stories, asked.rounds)]
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    print("as wanted" if all(fine) else "not as wanted on this machine, at this moment")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
