from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import override

from rongmei.base.directory.enums import Role
from rongmei.base.directory.tests.factories import UnitFactory, user_with
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger import registry
from rongmei.base.ledger.actions import create_row
from rongmei.base.ledger.kinds import LinesKind, ReadContext
from rongmei.base.ledger.reading import RowReader

from .. import queries
from ..models import EducationAward, MediaHonour, Recipient
from .factories import EducationAwardFactory, MediaHonourFactory, RecipientFactory

pytestmark = pytest.mark.django_db

ROWS: dict[str, dict[str, Any]] = {
    "education_award": {
        "awarded_on": "2025年6月20日", "title": "“云山”思政工作室", "category": "工作室", "level": "省级", "unit": "文学院",
        "awarding_body": "省教育厅", "document_no": "教思政〔2025〕12号", "recipients": "江一川、何听雨（法学院）",
    },
    "media_honour": {
        "awarded_on": "2025.11.8", "title": "高校校报好新闻奖", "kind": "优秀作品", "level": "省级", "grade": "一等奖", "unit": "文学院",
        "recipient": "周明远、秦知白", "work_title": "云山下的守灯人", "work_kind": "通讯", "awarding_body": "省高校校报研究会",
    },
}  # fmt: skip


@pytest.fixture(autouse=True)
def _world(settings, tmp_path: Path, db):
    settings.HISTORY_ANCHOR = tmp_path / "history.anchor"
    UnitFactory(name="文学院")
    UnitFactory(name="法学院")
    with override("zh-hans"):
        yield


def record(key: str, **changes: Any) -> Any:
    return create_row(actor=SYSTEM, ledger=registry.get(key), raw={**ROWS[key], **changes})


def problems_of(key: str, **changes: Any) -> list[tuple[str, str]]:
    _values, problems = RowReader(registry.get(key), ReadContext()).read({**ROWS[key], **changes})
    return [(problem.field, str(problem.sentence)) for problem in problems]


@pytest.mark.parametrize("key", ROWS)
def test_header_means_one_column(key):
    ledger = registry.get(key)
    owners: dict[str, set[str]] = {}
    for name in ledger.importable:
        for header in ledger.headers_of(name):
            owners.setdefault(header.lower(), set()).add(name)
    assert {header: names for header, names in owners.items() if len(names) > 1} == {}
    assert {name for section in ledger.sections for name in section.fields} == set(ledger.kind_map)


@pytest.mark.parametrize("key", ROWS)
def test_realistic_row_is_recorded_once_and_exports_back(key):
    ledger = registry.get(key)
    row = ledger.model._default_manager.get(pk=record(key).pk)
    cells = {name: kind.cell(row) for name, kind in ledger.kind_map.items()} | {"awarded_on": row.awarded_on.isoformat()}
    cells |= {name: LinesKind(lines).cell(row) for name, lines in ledger.lines_map.items()}
    assert RowReader(ledger, ReadContext()).read(cells) == RowReader(ledger, ReadContext()).read(ROWS[key])
    with pytest.raises(Invalid):
        record(key, awarding_body="别处")
    assert all(str(row.__dict__[name]) in row.search_text for name in ledger.searched if row.__dict__[name])


def test_recipients_in_one_cell_are_people_each():
    record("education_award")
    assert list(Recipient.objects.values_list("name", "unit__name", "part")) == [
        ("江一川", None, "leader"),
        ("何听雨", "法学院", "leader"),
    ]


def test_person_of_two_awards_is_one_person_and_two_person_times():
    record("education_award")
    record("education_award", title="思政课教学改革研究", category="项目立项", recipients="江一川")
    people = Recipient.objects.aggregate(persons=Count("who", distinct=True), times=Count("pk"))
    assert people == {"persons": 2, "times": 3}


def test_same_name_of_another_unit_is_another_person():
    record("education_award", recipients="江一川（文学院）、江一川（法学院）")
    assert Recipient.objects.aggregate(persons=Count("who", distinct=True)) == {"persons": 2}
    assert problems_of("education_award", recipients="江一川、江一川") == [
        ("recipients", "“江一川”出现了 2 次：请只留一次；如是同名的不同人，请注明各自单位。")
    ]


def test_media_honours_count_titles_people_and_works_apart():
    record("media_honour")
    record("media_honour", title="全国好新闻奖", level="国家级", grade="三等奖")
    record("media_honour", kind="优秀通讯员", title="优秀通讯员", recipient="江一川", work_title="", grade="")
    record("media_honour", kind="优秀通讯员", title="年度优秀通讯员", recipient="江一川", work_title="", grade="")
    record("media_honour", kind="单位荣誉", title="新闻宣传先进单位", recipient="", work_title="", grade="")
    counted = MediaHonour.objects.aggregate(
        honours=Count("pk"),
        titles=Sum("is_title"),
        people=Count("correspondent", distinct=True),
        works=Count("work", distinct=True),
        prizes=Sum("is_work"),
    )
    assert counted == {"honours": 5, "titles": 1, "people": 1, "works": 1, "prizes": 2}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"work_title": ""}, [("work_title", "优秀作品没有填作品名称：请补填，件数按作品统计。")]),
        ({"kind": "优秀通讯员", "recipient": ""}, [("recipient", "优秀通讯员没有填姓名：请补填，人数按姓名统计。")]),
        (
            {"kind": "优秀通讯员", "recipient": "江一川、何听雨"},
            [("recipient", "“江一川、何听雨”是几个人：请每人单独一行，人数按行统计。")],
        ),
    ],
)
def test_media_honour_without_what_is_honoured_is_refused(changes, expected):
    assert problems_of("media_honour", **changes) == expected


def test_facts_name_other_honours_of_the_same_work():
    first = MediaHonourFactory(work_title="守灯人")
    second = MediaHonourFactory(work_title="守灯人")
    assert queries.honour_facts(first).same_work == [second]
    assert queries.honour_facts(first).counts_as == "件"


def test_facts_count_recipients_by_unit():
    award = EducationAwardFactory()
    unit = UnitFactory(name="理学院")
    RecipientFactory(entry=award, unit=unit)
    RecipientFactory(entry=award, unit=unit)
    RecipientFactory(entry=award)
    assert queries.award_facts(award).by_unit == [("理学院", 2), ("", 1)]


def test_record_pages_open(client):
    client.force_login(user_with(Role.SECTION_CHIEF))
    award, honour = RecipientFactory().entry, MediaHonourFactory()
    assert client.get(reverse("ledger:record", args=["education_award", award.pk])).status_code == 200
    assert client.get(reverse("ledger:record", args=["media_honour", honour.pk])).status_code == 200
    assert EducationAward.objects.count() == 1
