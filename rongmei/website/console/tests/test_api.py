"""The REST interface: who may come in, every endpoint, refusals as sentences, the same rules as the screens."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rongmei.base.directory.models import User
from rongmei.base.ledger.actions import issue_token, revoke_token
from rongmei.base.ledger.enums import RowState
from rongmei.base.ledger.models import ApiToken
from rongmei.base.ledger.tests.app.models import Clip
from rongmei.base.ledger.tests.steps import KEY, clip, many, screen_of, written
from rongmei.base.ledger.tests.world import World, make_world

pytestmark = pytest.mark.django_db
ROWS = f"/api/v1/ledgers/{KEY}/rows/"


@pytest.fixture
def world() -> World:
    return make_world()


class Program:
    """A program with a key of somebody."""

    def __init__(self, user: User, *, may_write: bool = True) -> None:
        self.key, self.token = issue_token(actor=user, name="夜间同步", may_write=may_write)
        self.client = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {self.token}"}, raise_request_exception=False)

    def ask(self, method: str, url: str, said: Any = None) -> tuple[int, Any]:
        response = self.client.generic(method, url, b"" if said is None else json.dumps(said).encode(), content_type="application/json")
        return response.status_code, response.json()


def program(world: World, name: str, *, may_write: bool = True) -> Program:
    return Program(world.user(name), may_write=may_write)


def assert_sentence(answer: tuple[int, Any], status: int) -> str:
    assert answer[0] == status
    assert set(answer[1]) == {"sentence", "places"}
    assert answer[1]["sentence"]
    return str(answer[1]["sentence"])


# ---- who may come in


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic YTpi", "Bearer rongmei_x\x7f", "Bearer " + "x" * 5000])
def test_without_a_valid_key_nothing_is_answered(world: World, header: str):
    response = Client(headers={"Authorization": header} if header else {}).get(ROWS)
    assert response.status_code == 401
    assert_sentence((401, response.json()), 401)


def test_signed_in_browser_is_no_key(world: World):
    """A page of somebody else cannot make a signed-in browser write: the interface does not look at cookies."""
    client = screen_of(world.user("manager"))
    assert client.get(ROWS).status_code == 401
    assert client.post(ROWS, {"values": written()}, content_type="application/json").status_code == 401
    assert Clip.objects.count() == 0


def test_key_needs_no_csrf_token_and_acts_as_its_person_not_as_the_session(world: World):
    asked = program(world, "correspondent")
    asked.client.force_login(world.user("manager"), backend="django.contrib.auth.backends.ModelBackend")
    status, made = asked.ask("POST", ROWS, {"values": written()})
    assert (status, Clip.objects.get(pk=made["id"]).recorded_by.username) == (201, "correspondent")
    assert_sentence(asked.ask("POST", ROWS, {"values": written(title="二"), "state": "confirmed"}), 403)


def test_ended_key_and_closed_account_are_out(world: World):
    ended, closed = program(world, "chief"), program(world, "editor")
    revoke_token(actor=world.user("chief"), pk=ended.key.pk)
    User.objects.filter(username="editor").update(is_active=False)
    assert [asked.ask("GET", ROWS)[0] for asked in (ended, closed)] == [401, 401]


def test_only_the_digest_of_a_key_is_kept(world: World):
    asked = program(world, "chief")
    assert asked.token not in str(list(ApiToken.objects.values()))


def test_day_of_last_use_is_noted_once_a_day(world: World, django_assert_num_queries: Any):
    asked = program(world, "chief")
    asked.ask("GET", ROWS)
    assert ApiToken.objects.get(pk=asked.key.pk).last_used_on == timezone.localdate()
    ApiToken.objects.filter(pk=asked.key.pk).update(last_used_on=dt.date(2020, 1, 1))
    asked.ask("GET", ROWS)
    assert ApiToken.objects.get(pk=asked.key.pk).last_used_on == timezone.localdate()


def test_key_that_only_reads_writes_nothing(world: World):
    row, asked = clip(), program(world, "chief", may_write=False)
    assert asked.ask("GET", ROWS)[0] == 200
    writes = [
        ("POST", ROWS, {"values": written(title="二")}),
        ("PATCH", f"{ROWS}{row.pk}/", {"values": {"note": "x"}, "version": 1}),
        ("POST", f"{ROWS}move/", {"ids": [row.pk], "to": "confirmed"}),
    ]
    sentences = {assert_sentence(asked.ask(*write), 403) for write in writes}
    row.refresh_from_db()
    assert (len(sentences), row.version, Clip.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("name", ["administrator", "outsider"])
def test_account_without_a_ledger_role_gets_no_key(world: World, name: str):
    from rongmei.base.history.decisions import Refused

    with pytest.raises(Refused):
        program(world, name)


# ---- endpoints


def test_ledgers_are_described_in_both_languages(world: World):
    status, ledgers = program(world, "auditor", may_write=False).ask("GET", "/api/v1/ledgers/")
    (clips,) = [ledger for ledger in ledgers if ledger["key"] == KEY]
    assert status == 200
    assert (clips["label"], clips["lines"], clips["measures"][0]) == ("媒体发稿台账", ["covered", "reprints"], "count")
    assert clips["columns"][1] == {"name": "published_on", "label": "发布日期", "label_en": "发布日期", "kind": "date", "required": True}


def test_row_is_made_read_changed_moved_and_told(world: World):
    asked = program(world, "chief")
    status, made = asked.ask("POST", ROWS, {"values": written(reads="10万+", covered=[{"unit": "法学院", "heads": 3}])})
    law = world.units["法学院"].pk
    assert (status, made["state"], made["version"], made["source"]) == (201, "submitted", 1, "")
    assert (made["values"]["reads"], made["values"]["reads_is_floor"], made["values"]["covered"]) == (
        100_000, True, [{"unit": law, "heads": 3}],
    )  # fmt: skip
    assert (made["shown"]["unit"], made["shown"]["reads"]) == ("文学院", "100000+")
    url = f"{ROWS}{made['id']}/"
    assert asked.ask("GET", url) == (200, made)
    status, changed = asked.ask("PATCH", url, {"values": {"note": "改"}, "version": 1})
    assert (status, changed["version"], changed["values"]["note"], changed["values"]["reads"]) == (200, 2, "改", 100_000)
    assert asked.ask("POST", f"{ROWS}move/", {"ids": [made["id"]], "to": "confirmed"}) == (200, {"done": [made["id"]], "refused": {}})
    status, told = asked.ask("GET", f"{url}history/")
    assert (status, [event["kind"] for event in told]) == (200, ["row.created", "row.changed", "row.confirmed"])
    assert told[1]["detail"]["after"] == {"note": "改"}


def test_rows_are_listed_by_conditions_search_state_and_page(world: World):
    many(world, 150)
    clip(title="春天", level="国家级")
    asked = program(world, "manager")
    pages = [asked.ask("GET", f"{ROWS}?page={page}&sort=-reads")[1] for page in (1, 2, 3)]
    assert [(page["total"], page["page"], len(page["rows"])) for page in pages] == [(151, 1, 100), (151, 2, 51), (151, 3, 0)]
    for query in (
        "f.level.is=国家级",
        "q=春天",
        "state=submitted",
        "f.title.contains=春",
        "start=2026-03-05&end=2026-03-05&state=submitted",
    ):
        assert [row["values"]["title"] for row in asked.ask("GET", f"{ROWS}?{query}")[1]["rows"]] == ["春天"], query


def test_list_costs_the_same_queries_with_one_row_and_sixty(world: World):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked, spent = program(world, "manager"), []
    asked.ask("GET", ROWS)
    for first, count in ((0, 1), (1, 59)):
        many(world, count, first=first)
        with CaptureQueriesContext(connection) as found:
            asked.ask("GET", ROWS)
        spent.append(len(found))
    assert spent[0] == spent[1]


# ---- the same rules as the screens


def test_rows_of_other_units_stay_hidden(world: World):
    row, asked = clip(title="法", unit="法学院"), program(world, "correspondent")
    assert asked.ask("GET", ROWS) == (200, {"total": 0, "page": 1, "rows": []})
    url = f"{ROWS}{row.pk}/"
    for method, address, said in (
        ("GET", url, None), ("GET", f"{url}history/", None), ("PATCH", url, {"values": {"note": "x"}, "version": 1}),
    ):  # fmt: skip
        assert "法" not in assert_sentence(asked.ask(method, address, said), 403)
    assert asked.ask("POST", f"{ROWS}move/", {"ids": [row.pk], "to": "submitted"}) == (200, {"done": [], "refused": {}})
    assert_sentence(asked.ask("POST", ROWS, {"values": written(unit="法学院")}), 403)


def test_refused_move_says_the_rules_sentence(world: World):
    row, asked = clip(), program(world, "editor")
    status, answer = asked.ask("POST", f"{ROWS}move/", {"ids": [row.pk], "to": "confirmed"})
    assert (status, answer["done"]) == (200, [])
    from rongmei.base.ledger import rules
    from rongmei.base.ledger.tests.steps import clips

    assert answer["refused"] == {str(row.pk): rules.may_confirm(world.user("editor"), clips()).reason}


def test_auditor_reads_everything_and_writes_nothing(world: World):
    row, asked = clip(RowState.CONFIRMED), program(world, "auditor")
    assert asked.ask("GET", f"{ROWS}{row.pk}/")[0] == 200
    assert_sentence(asked.ask("POST", ROWS, {"values": written(title="二")}), 403)
    assert_sentence(asked.ask("PATCH", f"{ROWS}{row.pk}/", {"values": {"note": "x"}, "version": 1}), 403)


# ---- bad input


def test_every_place_that_needs_mending_is_named_at_once(world: World):
    status, answer = program(world, "chief").ask(
        "POST", ROWS, {"values": {"title": "甲", "reads": "很多", "medium": "不存在报", "state": 1}}
    )
    assert (status, set(answer["places"])) == (422, {""})
    status, answer = program(world, "chief").ask("POST", ROWS, {"values": {"title": "甲", "reads": "很多", "medium": "不存在报"}})
    assert (status, set(answer["places"])) == (422, {"unit", "published_on", "medium", "reads"})


def test_older_version_is_refused(world: World):
    row, asked = clip(), program(world, "chief")
    url = f"{ROWS}{row.pk}/"
    assert asked.ask("PATCH", url, {"values": {"note": "先"}, "version": 1})[0] == 200
    assert_sentence(asked.ask("PATCH", url, {"values": {"note": "后"}, "version": 1}), 422)


@pytest.mark.parametrize(
    ("method", "path", "said", "status"),
    [
        ("GET", "/api/v1/ledgers/nothing/rows/", None, 404),
        ("GET", f"{ROWS}999999/", None, 404),
        ("GET", f"{ROWS}99999999999999999999999999/", None, 422),
        ("GET", f"{ROWS}-1/", None, 422),
        ("GET", f"{ROWS}x/", None, 422),
        ("GET", f"{ROWS}?page=0", None, 422),
        ("GET", f"{ROWS}?page=99999999999999999999", None, 422),
        ("GET", f"{ROWS}?f.nothing.is=1", None, 422),
        ("GET", f"{ROWS}?start=x", None, 422),
        ("POST", ROWS, {}, 422),
        ("POST", ROWS, [], 422),
        ("POST", ROWS, {"values": []}, 422),
        ("POST", ROWS, {"values": {}}, 422),
        ("POST", ROWS, {"values": written(), "state": "voided"}, 422),
        ("POST", ROWS, {"values": written(), "state": "\ud800"}, 422),
        ("POST", ROWS, {"values": {**written(), "title": "\x00"}}, 422),
        ("POST", ROWS, {"values": {**written(), "covered": [{"unit": {}}]}}, 422),
        ("PATCH", f"{ROWS}999999/", {"values": {}, "version": 1}, 404),
        ("POST", f"{ROWS}move/", {"ids": [10**30], "to": "confirmed"}, 422),
        ("POST", f"{ROWS}move/", {"ids": [1], "to": "nothing"}, 422),
        ("POST", f"{ROWS}move/", {"ids": [1], "to": "returned"}, 422),
        ("POST", f"{ROWS}move/", {"ids": list(range(5001)), "to": "confirmed"}, 422),
        ("POST", f"{ROWS}move/", {"ids": [], "to": "confirmed", "note": "a\x00"}, 422),
    ],
)
def test_bad_request_is_a_sentence(world: World, method: str, path: str, said: Any, status: int):
    assert_sentence(program(world, "chief").ask(method, path, said), status)


@pytest.mark.parametrize("body", [b"", b"{", b"nonsense", b"\xff\xfe", b'{"values": ' + b"[" * 5000, b'{"values": {"reads": NaN}}'])
def test_body_that_is_no_json_is_a_sentence(world: World, body: bytes):
    response = program(world, "chief").client.generic("POST", ROWS, body, content_type="application/json")
    assert response.status_code in (400, 422)
    assert response.json()


def test_openapi_is_served_and_says_how_keys_are_given():
    response = Client().get("/api/v1/openapi.json")
    described = response.json()
    assert response.status_code == 200
    assert described["components"]["securitySchemes"] == {
        name: {"type": "http", "scheme": "bearer"} for name in ("TokenAuth", "ReadingKey")
    }
    assert {path for path in described["paths"] if path.startswith("/api/v1/ledgers/")} == {
        "/api/v1/ledgers/",
        "/api/v1/ledgers/{key}/rows/",
        "/api/v1/ledgers/{key}/rows/{pk}/",
        "/api/v1/ledgers/{key}/rows/move/",
        "/api/v1/ledgers/{key}/rows/{pk}/history/",
    }
    operations = [o for path in described["paths"].values() for o in path.values()]
    assert all(operation["security"] for operation in operations)
    assert all({"401", "403", "404", "422"} <= set(operation["responses"]) for operation in operations)
