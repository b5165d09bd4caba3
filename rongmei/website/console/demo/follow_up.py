"""What happens to rows after they were recorded: evidence, mending of returned ones, late ones, saved lists."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import add_evidence, change_row, create_row, move_rows, save_view
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import Entry
from rongmei.records.learning.models import Lecture

from .world import Span, World, rng_of

EVIDENCED = ("lecture", "public_talk", "education_award", "leader_class", "media_honour")
EACH = 4


def add_evidence_to(world: World, span: Span) -> None:
    """Links, attendance lists and pictures to some confirmed rows of the span."""
    rng = rng_of(f"evidence/{span.part}")
    with transaction.atomic():
        for key in EVIDENCED:
            ledger = registry.get(key)
            rows = ledger.model._default_manager.filter(state=RowState.CONFIRMED).order_by("pk")
            dated = [row for row in rows if span.start <= getattr(row, ledger.time) <= span.end]
            for number, row in enumerate(rng.sample(dated, min(EACH, len(dated)))):
                given = _evidence(rng, row, str(getattr(row, ledger.title)), number)
                add_evidence(actor=world.user("editor"), ledger=ledger, pk=row.pk, **given)


def _evidence(rng: Random, row: Entry, title: str, number: int) -> dict[str, Any]:
    if number % 3 == 0:
        return {"title": "新闻报道", "url": f"https://news.dongling.example/{row.pk}.html"}
    if number % 3 == 1:
        text = f"{title}\n签到表（示例）\n共 {rng.randint(30, 120)} 人签到。\n"
        return {"title": "签到表", "file": SimpleUploadedFile(f"签到表{row.pk}.txt", text.encode())}
    return {"title": "现场照片", "file": SimpleUploadedFile(f"现场{row.pk}.png", picture(rng))}


def picture(rng: Random) -> bytes:
    """A small drawing in place of a photograph."""
    image = Image.new("RGB", (480, 320), (238, 240, 244))
    draw = ImageDraw.Draw(image)
    for _n in range(14):
        left, top = rng.randint(0, 440), rng.randint(120, 300)
        draw.ellipse((left, top, left + 26, top + 26), fill=(rng.randint(60, 160), rng.randint(80, 160), rng.randint(100, 180)))
    draw.rectangle((150, 30, 330, 100), fill=(176, 42, 48))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def mend_returned(world: World) -> None:
    """One returned row of each ledger is corrected by its unit, submitted again and confirmed."""
    with transaction.atomic():
        for key, field in (("lecture", "heads"), ("study_session", "venue"), ("expert_report", "heads")):
            ledger = registry.get(key)
            row = ledger.model._default_manager.filter(state=RowState.RETURNED).select_related("unit").order_by("pk").first()
            if row is None:
                continue
            actor = world.correspondents.get(row.unit.name, world.user("editor"))
            mended = "行政楼第二会议室" if field == "venue" else (getattr(row, field) or 0) + 5
            change_row(actor=actor, ledger=ledger, pk=row.pk, raw={field: mended}, version=row.version)
            move_rows(actor=actor, ledger=ledger, pks=[row.pk], to=RowState.SUBMITTED)
            move_rows(actor=world.user("chief"), ledger=ledger, pks=[row.pk], to=RowState.CONFIRMED)


def report_late(world: World) -> None:
    """After the signature of 2025: two rows of December arrive, and a head count is corrected."""
    lecture, talk = registry.get("lecture"), registry.get("public_talk")
    unit = "马克思主义学院"
    with transaction.atomic():
        late = create_row(
            actor=world.user("mayuan"),
            ledger=lecture,
            raw={
                "held_on": "2025-12-29",
                "title": "年终一课：读懂教育强国建设",
                "theme": "教育强国建设",
                "series": "马院公开课",
                "speaker": world.holder(unit, "教授"),
                "speaker_home": unit,
                "venue": "明德楼多功能厅",
                "unit": unit,
                "heads": 126,
                "coverage": [{"unit": unit, "heads": 60}, {"unit": "法学院", "heads": 66}],
            },
        )
        told = create_row(
            actor=world.user("jixie"),
            ledger=talk,
            raw={
                "held_on": "2025-12-30",
                "topic": "把工程伦理讲到车间里",
                "speaker": world.holder("机械工程学院", "教授"),
                "unit": "机械工程学院",
                "level": "university",
                "place": "澜江机车厂",
                "audience": "enterprise",
                "heads": 85,
            },
        )
        chief = world.user("chief")
        move_rows(actor=chief, ledger=lecture, pks=[late.pk], to=RowState.CONFIRMED)
        move_rows(actor=chief, ledger=talk, pks=[told.pk], to=RowState.CONFIRMED)
        first = Lecture.objects.filter(state=RowState.CONFIRMED, held_on__year=2025).order_by("pk").first()
        if first is not None and first.heads is not None:
            change_row(actor=chief, ledger=lecture, pk=first.pk, raw={"heads": first.heads + 12}, version=first.version)


def keep_lists(world: World) -> None:
    """Filters people come back to."""
    with transaction.atomic():
        for user, key, name, query in (
            ("manager", "lecture", "东岭讲堂（2026）", "start=2026-01-01&end=2026-12-31&f.series.is=东岭讲堂"),
            ("manager", "education_award", "省级以上奖项", "f.level.in=national&f.level.in=provincial"),
            ("chief", "study_session", "校级中心组", "f.level.is=university"),
        ):
            save_view(actor=world.user(user), ledger=registry.get(key), name=name, query=query, shared=True)
