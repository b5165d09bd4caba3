"""What editors and programs ask: changed passages in, findings out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rongmei.base.ledger.actions import issue_token

from .. import engine
from ..reading import MOST_ASKED, read_asked
from .conftest import client_of, post_json

pytestmark = pytest.mark.django_db
CHECK = "/console/proof/check/"


def passages(*texts: str) -> list[dict[str, Any]]:
    return [{"hash": f"h{number}", "text": text} for number, text in enumerate(texts)]


def test_findings_come_back_under_the_hash_of_their_passage(people: Any):
    status, answer = post_json(people["editor"], CHECK, {"passages": passages("一切正常。", "今天，，我们开会。")})
    assert status == 200
    assert answer["passages"]["h0"] == []
    assert [(one["start"], one["end"], one["found"]) for one in answer["passages"]["h1"]] != []
    for one in answer["passages"]["h1"]:
        assert "今天，，我们开会。"[one["start"] : one["end"]] == one["found"]


def test_a_correspondent_may_have_text_checked(people: Any):
    assert post_json(people["correspondent"], CHECK, {"passages": passages("一切正常。")})[0] == 200


def test_an_outsider_is_refused(people: Any):
    assert client_of(people["outsider"]).post(CHECK, {"passages": []}, content_type="application/json").status_code == 403


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([], "请求格式不对。"),
        ({"passages": "x"}, "passages：应为段落列表，每段有 hash 和 text。"),
        ({"passages": [], "style": "x"}, "style：填的是“x”，应为以下之一：web、gongwen。"),
        ({"passages": [], "on": "昨天"}, "on：“昨天”不是日期。"),
        ({"passages": [{"text": "长" * (MOST_ASKED + 1)}]}, "passages：全文 20001 字，一次最多校对 20000 字，请分段送校。"),
    ],
)
def test_a_request_that_cannot_be_read_is_refused_with_one_sentence(people: Any, body: Any, sentence: str):
    assert post_json(people["editor"], CHECK, body) == (422, {"sentence": sentence})


def test_the_same_passage_between_the_same_words_is_the_same_place():
    near = ("typos.x", "截止", "前文很长很长很长很长", "目前为止已经")
    assert engine.place_of(*near) == engine.place_of("typos.x", "截止", "另文很长很长很长很长", "目前为止已经")
    assert engine.place_of(*near) != engine.place_of("typos.x", "截止", "前文", "目前为止已经")


def test_a_day_is_read_and_today_is_meant_without():
    assert read_asked({"passages": [], "on": "2026-11-05"}).on == dt.date(2026, 11, 5)


def test_a_key_that_may_only_read_may_ask(people: Any):
    _token, secret = issue_token(actor=people["correspondent"], name="编辑器", may_write=False)
    client = client_of(people["outsider"])  # the session counts for nothing
    body = {"passages": passages("今天，，我们开会。")}
    answer = client.post("/api/v1/proof/check/", body, content_type="application/json", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    assert list(answer.json()["passages"]) == ["h0"]
    assert answer.json()["passages"]["h0"] != []
    assert client.post("/api/v1/proof/check/", body, content_type="application/json").status_code == 401


def test_findings_in_a_thing_of_somebody_else_are_not_told(people: Any):
    body = {"passages": passages("正常。"), "kind": "lecture", "id": "77"}
    assert post_json(people["correspondent"], CHECK, body) == (403, {"sentence": "这类内容已经没有归口的栏目。"})
    assert reverse("proofdesk:check") == CHECK
