"""The summary: twelve pages out, and its page in the console beside an empty console page, in one run.

    .venv/bin/python bench/summary_speed.py [--rows 100000] [--rounds 9]

docx, pdf   a twelve-page document to bytes, the same process, words changed each time (first: with a fresh typesetter)
page        the summary of 80 figures over five ledgers, as the office manager opens it, warm
empty       the console's page of keys, as the same person: menu, header, one empty table

sign        actions.sign_summary of it: counted under the ledgers' held clocks, checked, every row kept, written, committed

Wanted: docx ≤ 0.3 s, pdf ≤ 1 s, page ≤ 3 × empty, sign ≤ 3 s (on SQLite CPU seconds: it works inside this process, and neighbours do not).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import statistics
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "bench"))

import figures_speed  # noqa: E402  -- the same ledgers and figures


def exports(rounds: int) -> bool:
    from rongmei.reporting.summary.document import Text
    from rongmei.reporting.summary.exports.docx import to_docx
    from rongmei.reporting.summary.exports.pdf import to_pdf
    from rongmei.reporting.summary.tests.samples import full_pages

    document = full_pages(12)

    def changed(turn: int) -> Any:
        return dataclasses.replace(document, title=(Text(f"{2000 + turn}年工作总结"),))

    start = time.perf_counter()
    to_pdf(changed(0))
    first = time.perf_counter() - start
    docx = statistics.median(timed(lambda turn=turn: to_docx(changed(turn))) for turn in range(1, rounds))
    pdf = statistics.median(timed(lambda turn=turn: to_pdf(changed(turn))) for turn in range(1, rounds))
    print(f"twelve pages: docx {docx:.3f} s (wanted ≤ 0.3)   pdf first {first:.2f} s, then {pdf:.3f} s (wanted ≤ 1)")
    return docx <= 0.3 and first <= 1.0


def timed(do: Any) -> float:
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def pages(rounds: int) -> bool:
    from django.test import Client

    from rongmei.base.directory.actions import create_account
    from rongmei.base.directory.enums import Role
    from rongmei.base.history.actors import SYSTEM
    from rongmei.reporting.figures import engine
    from rongmei.reporting.figures.actions import approve_figure
    from rongmei.reporting.figures.scope import Scope
    from rongmei.reporting.summary import actions
    from rongmei.reporting.summary.enums import Binding
    from rongmei.reporting.summary.wording import choices

    manager, head = (
        create_account(actor=SYSTEM, username=str(role), roles=[(role, None)], must_change_password=False).user
        for role in (Role.OFFICE_MANAGER, Role.HEAD)
    )
    summary = actions.create_summary(actor=manager, year=2022, start=figures_speed.START, end=figures_speed.END)
    paragraphs = []
    figures = figures_speed.figures()
    values = engine.compute_many(figures, Scope(figures_speed.START, figures_speed.END))
    for figure in figures:
        approve_figure(actor=head, pk=figure.pk)
        value = values[figure.key]
        form = choices(Decimal(value.amount or 0), value.at_least)[0][0]  # a lower bound may only be written as one
        choice = actions.SlotChoice(Binding.FIGURE, figure=figure.key, form=form)
        slot = actions.add_slot(actor=manager, summary=summary, choice=choice)
        paragraphs.append(f'<p>{figure.label}共<embed embedtype="slot" ref="{slot.ref}"/>，比上年有所增加。</p>')
    actions.change_body(actor=manager, summary=summary, body=json.dumps([{"type": "text", "value": "".join(paragraphs)}]))
    client = Client()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    page, empty = f"/console/summaries/{summary.pk}/", "/console/keys/"
    cold = timed(lambda: client.get(page))
    for address in (page, empty):
        assert client.get(address).status_code == 200, address
    times: dict[str, list[float]] = {page: [], empty: []}
    for _turn in range(rounds):
        for address, found in times.items():
            found.append(timed(lambda address=address: client.get(address)))
    warm, plain = statistics.median(times[page]), statistics.median(times[empty])
    ratio = warm / plain
    print(f"summary page of {len(paragraphs)} figures: first {cold:.2f} s, warm {warm * 1000:.0f} ms; empty page {plain * 1000:.0f} ms")
    print(f"page : empty = {ratio:.2f}   (wanted ≤ 3)")
    return signed(head, summary) and ratio <= 3


def signed(head: Any, summary: Any) -> bool:
    from django.db import connection

    from rongmei.reporting.figures.models import Reading
    from rongmei.reporting.summary import actions

    start, busy = time.perf_counter(), time.process_time()
    actions.sign_summary(actor=head, summary=summary)
    wall, cpu = time.perf_counter() - start, time.process_time() - busy
    rows = sum(Reading.objects.values_list("rows", flat=True))
    print(f"sign-off: {wall:.2f} s, of it CPU here {cpu:.2f} s (wanted ≤ 3)   {Reading.objects.count()} readings, {rows} rows cited")
    return (min(wall, cpu) if connection.vendor == "sqlite" else wall) <= 3


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    connection = figures_speed.set_up()
    try:
        fine = exports(asked.rounds)
        figures_speed.fill(connection, asked.rows)
        fine = pages(asked.rounds) and fine
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    print("as wanted" if fine else "not as wanted on this machine, at this moment")


if __name__ == "__main__":
    main()
