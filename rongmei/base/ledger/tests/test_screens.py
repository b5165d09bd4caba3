"""The list, the record, the form: who sees what, what is refused, what is never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rongmei.base.directory.tests.factories import UnitFactory
from rongmei.base.history.actors import SYSTEM
from rongmei.base.ledger import actions
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import SavedView

from .app.models import Clip
from .steps import KEY, at, clip, clips, many, screen_of, sentences, written
from .world import World

READERS = ("manager", "chief", "editor", "auditor", "correspondent", "other")


def get(world: World, name: str, url: str, **query: Any) -> Any:
    return screen_of(world.user(name)).get(url, query)


def post(world: World, name: str, url: str, said: dict[str, Any]) -> Any:
    return screen_of(world.user(name)).post(url, said)


def listed(response: Any) -> list[str]:
    return sorted(row.title for row, _cells, _evidence in response.context["lines"])


def typed(**said: Any) -> dict[str, Any]:
    return written(**{"covered-present": "1", "reprints-present": "1", **said})


# ---- who sees what


@pytest.mark.parametrize("name", READERS)
def test_list_shows_own_rows_to_correspondents_and_all_to_the_office(world: World, name: str):
    clip(title="文")
    clip(title="法", unit="法学院")
    response = get(world, name, at("list"))
    expected = {"correspondent": ["文"], "other": ["法"]}.get(name, ["文", "法"])
    assert (response.status_code, listed(response)) == (200, expected)
    assert response.context["page"].paginator.count == len(expected)


@pytest.mark.parametrize("place", ["list", "index", "add"])
def test_account_without_a_ledger_role_is_told_why(world: World, place: str):
    url = reverse("ledger:index") if place == "index" else at(place)
    response = get(world, "administrator", url)
    assert response.status_code == 403
    assert response.context_data["reason"]
    assert get(world, "outsider", url).status_code == 403


@pytest.mark.parametrize("name", ["correspondent", "other", "administrator"])
@pytest.mark.parametrize("place", ["record", "edit", "evidence"])
def test_row_of_another_unit_is_refused_wherever_it_is_named(world: World, name: str, place: str):
    row = clip(title="数学院的秘密", unit="数统学院")
    response = get(world, name, at(place, row.pk))
    assert response.status_code == 403
    assert "数学院的秘密" not in response.content.decode()


def test_hidden_rows_leak_through_no_search_filter_sort_page_or_count(world: World):
    clip(title="文")
    many(world, 70, unit="法学院")
    medium = world.media["人民网"]
    asked: list[dict[str, Any]] = [
        {"q": "第5篇"}, {"f.title.contains": "第5篇"}, {"f.unit.is": "法学院"}, {"f.unit.under": "法学院"}, {"f.medium.is": medium.pk},
        {"f.reads.gte": "0"}, {"state": "confirmed"}, {"state": "all", "f.unit.not_in": "文学院"}, {"sort": "-reads", "p": 2},
    ]  # fmt: skip
    for query in asked:
        response = get(world, "correspondent", at("list"), **query)
        page = response.content.decode()
        assert not re.search(r"第\d+篇</a>", page), query
        assert response.context["page"].paginator.count == (1 if "sort" in query else 0), query
        if response.status_code == 200:
            export = get(world, "correspondent", at("export", "csv"), **query)
            assert not re.search(r"第\d+篇", b"".join(export.streaming_content).decode("utf-8-sig")), query
    counts = get(world, "correspondent", reverse("ledger:index"))
    (own,) = [c for _room, group in counts.context["groups"] for c in group if c.ledger.key == KEY]
    assert (own.total, own.confirmed) == (1, 0)


def test_correspondent_sees_units_below_the_own(world: World):
    UnitFactory(name="古籍所", parent=world.units["文学院"])
    clip(title="古", unit="古籍所")
    assert listed(get(world, "correspondent", at("list"))) == ["古"]


@pytest.mark.parametrize(
    "url", ["/console/ledgers/nothing/", "/console/ledgers/test-clips/999999/", "/console/ledgers/test-clips/99999999999999999999999/"]
)
def test_address_of_nothing_is_not_found(world: World, url: str):
    assert get(world, "manager", url).status_code == 404


# ---- the list


@pytest.mark.parametrize("query", [{"f.nothing.is": "1"}, {"f.title.gte": "a"}, {"start": "春天"}, {"f.unit.is": "不存在学院"}])
def test_list_that_cannot_be_read_shows_a_sentence_and_no_rows(world: World, query: dict[str, str]):
    clip()
    response = get(world, "manager", at("list"), **query)
    assert (response.status_code, listed(response), len(sentences(response))) == (422, [], 1)


def test_list_hides_voided_rows_unless_asked(world: World):
    row = clip()
    actions.move_rows(actor=SYSTEM, ledger=clips(), pks=[row.pk], to=RowState.VOIDED, note="重复")
    assert [listed(get(world, "auditor", at("list"), state=state)) for state in ("", "voided", "all")] == [[], [row.title], [row.title]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("春天", "甲乙"),
        ("春天 图书", "甲"),
        ("图书馆", "甲"),
        ("100%", "丁"),
        ("_", ""),
        ("没有", ""),
        ("app", "戊"),
        ("APP 上线", "戊"),
        ("\x00", "戊丁乙丙甲"),
    ],
)
def test_search_finds_words_of_two_characters_and_takes_signs_as_they_are(world: World, words: str, found: str):
    for mark, title in {"甲": "甲图书馆的春天", "乙": "乙校园春天", "丙": "丙操场", "丁": "丁完成100%", "戊": "戊校园App上线"}.items():
        clip(title=title)
        assert mark in title
    assert [title[0] for title in listed(get(world, "editor", at("list"), q=words))] == sorted(found)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", "丁丙乙甲"),
        ("-title", "甲乙丙丁"),
        ("reads", "乙丙丁甲"),
        ("medium", "乙丁甲丙"),
        ("nothing", "丙乙甲丁"),
        ("key_hash", "丙乙甲丁"),
    ],
)
def test_list_is_sorted_by_declared_columns_references_by_name(world: World, sort: str, expected: str):
    clip(title="甲", reads="9", medium="新华网", published_on="2026-02-01")
    clip(title="乙", medium="人民网", published_on="2026-03-01")
    clip(title="丙", reads="1", medium="江城晚报", published_on="2026-04-01")
    clip(title="丁", reads="3", medium="光明日报", published_on="2026-01-01")
    names = [row.title for row, _cells, _evidence in get(world, "chief", at("list"), sort=sort).context["lines"]]
    if sort == "reads":  # where nothing stands differs between databases
        assert [name for name in names if name != "乙"] == list("丙丁甲")
    elif sort == "medium":
        assert sorted(names) == sorted(expected)
        media = [Clip.objects.get(title=name).medium.name for name in names]
        assert media == sorted(media)
    else:
        assert (
            names == list(expected)
            if sort not in ("title", "-title")
            else names in ([*"丁丙乙甲"], [*"甲乙丙丁"], sorted(names), sorted(names)[::-1])
        )


def test_pages_of_fifty_show_every_row_once(world: World):
    many(world, 120)
    pages = [get(world, "manager", at("list"), p=page) for page in (1, 2, 3)]
    assert [len(listed(page)) for page in pages] == [50, 50, 20]
    assert len({row.pk for page in pages for row, _cells, _evidence in page.context["lines"]}) == 120
    assert [get(world, "manager", at("list"), p=p).context["page"].number for p in ("99", "x", "-1")] == [3, 1, 3]


def queries(client: Any, url: str) -> int:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_list_costs_the_same_queries_with_one_row_three_and_sixty(world: World):
    client, spent = screen_of(world.user("manager")), []
    for first, count in ((0, 1), (1, 2), (3, 57)):
        many(world, count, first=first)
        spent.append([queries(client, at("list")), queries(client, at("list") + "?f.unit.under=文学院&f.covered_unit.under=文学院&q=篇")])
    assert spent[0] == spent[1] == spent[2]


def test_record_costs_the_same_queries_with_one_line_and_thirty(world: World):
    client, spent = screen_of(world.user("manager")), []
    row = clip(covered=[{"unit": "文学院", "heads": "1"}])
    for count in (1, 30):
        lines = [{"unit": name, "heads": str(n)} for n, name in zip(range(count), list(world.units) * 6, strict=False)]
        actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"covered": lines, "note": str(count)})
        spent.append(queries(client, at("record", row.pk)))
    assert spent[0] == spent[1]


# ---- the form


def test_new_row_is_recorded_from_the_form(world: World):
    said = typed(
        reads="10万+", **{"covered-0-unit": "法学院", "covered-0-heads": "3", "covered-1-unit": "", "covered-1-heads": ""}, to="submitted"
    )
    response = post(world, "correspondent", at("add"), said)
    row = Clip.objects.get()
    assert (response.status_code, response["Location"]) == (302, at("record", row.pk))
    assert (row.state, row.reads, row.reads_is_floor, row.recorded_by.username) == ("submitted", 100_000, True, "correspondent")
    assert [(line.unit.name, line.heads) for line in row.covered.all()] == [("法学院", 3)]
    again = post(world, "correspondent", at("add"), typed(title="下一篇", another="1"))
    assert again["Location"] == at("add")


def test_form_starts_with_the_correspondents_own_unit(world: World):
    assert get(world, "correspondent", at("add")).context["form"].initial == {"unit": "文学院"}
    assert get(world, "editor", at("add")).context["form"].initial == {}


WRONG = {
    "unit": "文学院", "published_on": "2026-03-05", "medium": "新华网", "title": "长" * 200, "level": "省级", "reads": "很多", "author": "无名氏",
    "original": "是", "fee": "1.234", "link": "news", "note": "第一行\r\n<b>第二行</b>",
    "covered-0-unit": "法学院", "covered-0-heads": "几十", "covered-7-unit": "文学院", "covered-7-heads": "2",
    "reprints-0-medium": "光明网", "reprints-0-on": "2026-03-06",
}  # fmt: skip


@pytest.mark.parametrize("place", ["add", "edit"])
def test_nothing_typed_is_lost_when_the_form_is_refused(world: World, place: str):
    url = at("add") if place == "add" else at("edit", clip().pk)
    response = post(world, "chief", url, typed(**WRONG))
    form = response.context["form"]
    assert response.status_code == 422
    assert {name: form.initial[name] for name in form.fields} == {name: WRONG[name] for name in form.fields}
    assert {name: len(problems) for name, problems in form.problems.items()} == {
        "title": 1, "reads": 1, "author": 1, "fee": 1, "link": 1, "covered": 1,
    }  # fmt: skip
    page = response.content.decode()
    for value in ("很多", "无名氏", "1.234", "几十", "光明网", "第一行", "&lt;b&gt;第二行&lt;/b&gt;", "长" * 200):
        assert value in page
    assert len(sentences(response)) == 1
    assert Clip.objects.filter(title__startswith="长").count() == 0


def test_form_with_an_older_version_keeps_the_text_and_saves_when_sent_again(world: World):
    row = clip()
    actions.change_row(actor=SYSTEM, ledger=clips(), pk=row.pk, raw={"note": "先来"})
    client = screen_of(world.user("chief"))
    refused = client.post(at("edit", row.pk), typed(note="后到", version="1"))
    assert (refused.status_code, refused.context["form"].initial["note"], refused.context["version"]) == (422, "后到", 2)
    saved = client.post(at("edit", row.pk), typed(note="后到", version="2"))
    row.refresh_from_db()
    assert (saved.status_code, row.note) == (302, "后到")


def test_form_of_a_row_reads_back_to_the_same_row(world: World):
    row = clip(reads="100万+", author="王敏", fee="3.5", covered="法学院(3)、宣传部", reprints="光明网｜2026-03-06", note="甲\n乙")
    form = get(world, "chief", at("edit", row.pk)).context["form"]
    said = {name: form.initial[name] for name in form.fields}
    said |= {
        "covered-present": "1",
        "reprints-present": "1",
        "covered-0-unit": "法学院",
        "covered-0-heads": "3",
        "covered-1-unit": "宣传部",
    }
    said |= {"reprints-0-medium": "光明网", "reprints-0-on": "2026-03-06", "version": "1"}
    response = post(world, "chief", at("edit", row.pk), said)
    row.refresh_from_db()
    assert (response.status_code, row.version) == (302, 1)


def test_form_offers_units_of_the_same_name_apart(world: World):
    for above in ("文学院", "法学院"):
        UnitFactory(name="综合科", parent=world.units[above])
    page = get(world, "editor", at("add")).content.decode()
    assert page.count('value="文学院-综合科"') >= 1
    row = clip(unit="法学院-综合科")
    assert get(world, "editor", at("edit", row.pk)).context["form"].initial["unit"] == "法学院-综合科"


@pytest.mark.parametrize("name", ["auditor", "other", "administrator"])
def test_form_is_refused_to_who_may_not_change(world: World, name: str):
    row = clip()
    for response in (get(world, name, at("edit", row.pk)), post(world, name, at("edit", row.pk), typed(note="改"))):
        assert response.status_code == 403
    row.refresh_from_db()
    assert row.note == ""


def test_form_refuses_a_state_beyond_the_person_and_keeps_the_text(world: World):
    response = post(world, "correspondent", at("add"), typed(to="confirmed", note="留"))
    assert (response.status_code, response.context["form"].initial["note"], Clip.objects.count()) == (422, "留", 0)


# ---- many rows


def test_bulk_confirm_says_what_was_done_and_what_stayed(world: World):
    rows = [clip(title="一"), clip(RowState.DRAFT, title="二")]
    client = screen_of(world.user("chief"))
    response = client.post(at("move"), {"row": [row.pk for row in rows], "to": "confirmed", "back": "q=x"}, follow=True)
    assert response.redirect_chain == [(at("list") + "?q=x", 302)]
    assert len(sentences(response)) == 2
    assert str(rows[1].pk) in sentences(response)[1]
    assert [Clip.objects.get(pk=row.pk).state for row in rows] == ["confirmed", "draft"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"to": "confirmed"},
        {"row": "1"},
        {"row": "1", "to": "nothing"},
        {"row": ["x", "9" * 40], "to": "confirmed"},
        {"row_page": "1", "to": "confirmed"},
    ],
)
def test_bulk_without_rows_or_move_is_a_sentence(world: World, said: dict[str, Any]):
    response = screen_of(world.user("chief")).post(at("move"), said, follow=True)
    assert (response.status_code, len(sentences(response))) == (200, 1)


def test_bulk_does_not_touch_rows_of_others(world: World):
    row = clip(RowState.DRAFT, unit="法学院")
    response = screen_of(world.user("correspondent")).post(at("move"), {"row": row.pk, "to": "submitted"}, follow=True)
    row.refresh_from_db()
    assert row.state == "draft"
    assert row.title not in " ".join(sentences(response))


def test_record_page_moves_its_row_and_comes_back(world: World):
    row = clip()
    response = post(world, "chief", at("move"), {"row": row.pk, "row_page": "1", "to": "returned", "note": "缺链接"})
    assert response["Location"] == at("record", row.pk)
    page = get(world, "correspondent", at("record", row.pk))
    assert page.context["row"].return_note == "缺链接"
    assert "缺链接" in page.content.decode()


# ---- saved views


def test_saved_view_is_seen_by_its_owner_or_by_everybody_when_shared(world: World):
    for name, shared in (("我的", ""), ("大家的", "1")):
        post(world, "editor", at("views"), {"name": name, "query": "f.level.is=国家级", "shared": shared})
    seen = {name: [view.name for view in get(world, name, at("list")).context["views"]] for name in ("editor", "chief")}
    assert seen == {"editor": sorted(["大家的", "我的"]), "chief": ["大家的"]}
    post(world, "editor", at("views"), {"name": "我的", "query": "f.level.is=省级"})
    assert SavedView.objects.get(name="我的").query == "f.level.is=省级"


def test_list_offers_to_forget_own_views_only(world: World):
    post(world, "editor", at("views"), {"name": "大家的", "query": "q=x", "shared": "1"})
    button = f'name="drop" value="{SavedView.objects.get().pk}"'
    assert [get(world, name, at("list")).content.decode().count(button) for name in ("editor", "chief")] == [1, 0]


def test_saved_view_is_dropped_by_its_owner_only(world: World):
    post(world, "editor", at("views"), {"name": "大家的", "query": "q=x", "shared": "1"})
    view = SavedView.objects.get()
    assert post(world, "chief", at("views"), {"drop": view.pk}).status_code == 404
    assert SavedView.objects.count() == 1
    assert post(world, "editor", at("views"), {"drop": view.pk}).status_code == 302
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize("said", [{"name": "", "query": "q=x"}, {"name": "长", "query": "x" * 2001}])
def test_saved_view_without_name_or_too_long_is_a_sentence(world: World, said: dict[str, str]):
    response = screen_of(world.user("editor")).post(at("views"), said, follow=True)
    assert (SavedView.objects.count(), len(sentences(response))) == (0, 1)


@pytest.mark.parametrize("place", ["move", "views"])
def test_screen_that_only_takes_post_says_so(world: World, place: str):
    assert get(world, "manager", at(place)).status_code == 405
