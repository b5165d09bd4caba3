"""Search on the database at hand: two characters, filters, order, nothing that is not in force."""

from __future__ import annotations

import datetime as dt

import pytest

from rongmei.base.history.actors import SYSTEM
from rongmei.content.newsroom.enums import PublicationState
from rongmei.content.newsroom.models import Publication

from .. import actions
from ..queries.search import Question, search
from .conftest import ZONE, Campus, paragraph

pytestmark = pytest.mark.django_db


def found(campus: Campus, text: str, **more) -> list[str]:
    count, numbers = search(Question(text, (campus.news.outlet_id,), **more))
    rows = Publication.objects.in_bulk(numbers)
    assert count == len(numbers)
    return [rows[pk].headline for pk in numbers]


@pytest.mark.parametrize("text", ["三审", "三审三校", "推进会", "推进", "推", "会", "工作推进", "AI", "ai", "三审 推进会"])
def test_what_stands_in_the_headline_is_found(campus, text):
    campus.story("三审三校工作推进会（AI专场）")
    campus.story("运动会闭幕" if text not in ("会",) else "运动闭幕")
    assert found(campus, text) == ["三审三校工作推进会（AI专场）"]


@pytest.mark.parametrize("text", ["审校", "三会", "  ", "！？", "'", '"', "* OR x", "NOT", "不存在"])
def test_what_does_not_stand_there_is_not_found(campus, text):
    campus.story("三审三校工作推进会")
    assert found(campus, text) == []


def test_words_of_the_text_are_found_and_headlines_come_first(campus):
    campus.story("食堂改造完成", body=[paragraph("学校召开推进会。")], day=dt.datetime(2026, 5, 1, tzinfo=ZONE))
    campus.story("本科教学推进会召开", day=dt.datetime(2026, 1, 1, tzinfo=ZONE))
    assert found(campus, "推进会") == ["本科教学推进会召开", "食堂改造完成"]
    assert found(campus, "推进会", newest=True) == ["食堂改造完成", "本科教学推进会召开"]


def test_a_phrase_does_not_run_from_the_headline_into_the_text(campus):
    campus.story("大学", body=[paragraph("新闻")])
    assert found(campus, "学新") == []


def test_subject_unit_and_days_narrow(campus):
    campus.story("科研甲", subjects=[campus.research], day=dt.datetime(2026, 2, 1, tzinfo=ZONE))
    campus.story("科研乙", units=[campus.science], day=dt.datetime(2026, 4, 1, tzinfo=ZONE))
    assert found(campus, "科研", subject=campus.research.pk) == ["科研甲"]
    assert found(campus, "科研", unit=campus.science.pk) == ["科研乙"]
    assert found(campus, "科研", since=dt.date(2026, 2, 2)) == ["科研乙"]
    assert found(campus, "科研", until=dt.date(2026, 2, 1)) == ["科研甲"]


def test_another_outlets_stories_stay_outside(campus):
    campus.story("推进会", site=campus.college)
    assert found(campus, "推进会") == []


def test_a_withdrawn_story_leaves_the_index(campus):
    story = campus.story("推进会")
    Publication.objects.filter(pk=story.pk).update(state=PublicationState.WITHDRAWN)
    actions.note_change(actor=SYSTEM, public_ids=[story.public_id])
    assert found(campus, "推进会") == []


def test_rebuilding_finds_the_same(campus):
    campus.story("推进会一")
    campus.story("推进会二")
    assert actions.rebuild_index(actor=SYSTEM) == 2
    assert sorted(found(campus, "推进会")) == ["推进会一", "推进会二"]
