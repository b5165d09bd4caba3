"""The screens: each role, each button, and what is refused stays where it was typed."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from rongmei.base.directory.enums import Role
from rongmei.base.directory.tests.factories import user_with
from rongmei.base.ledger import actions as ledger_actions
from rongmei.reporting.figures import actions
from rongmei.reporting.figures.enums import FigureState
from rongmei.reporting.figures.models import Figure
from rongmei.reporting.figures.scope import Scope

from .factories import FigureFactory, ManualValueFactory, TargetFactory, UnitFactory, clip, clips, formula, manual

pytestmark = pytest.mark.django_db
YEAR = "start=2022-01-01&end=2022-12-31"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def as_(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    def sign_in(*roles, **more):
        user = user_with(*roles, **more)
        client.force_login(user, backend=BACKEND)
        client.user = user
        return client

    return sign_in


def page(client, name, *args, query=YEAR, status=200):
    answer = client.get(f"{reverse(f'figures:{name}', args=args)}?{query}")
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def found(html, attribute):
    return re.findall(rf'{attribute}="([^"]*)"', html)


def test_catalogue_shows_values_of_the_period_and_finds_two_characters(as_):
    clip()
    clip(state="submitted")
    FigureFactory(label="志愿服务报道", search_text="志愿服务报道")
    FigureFactory(label="讲座", search_text="讲座")
    html = page(as_(Role.EDITOR), "index", query=f"{YEAR}&q=志愿")
    assert found(html, "data-figures") == ["1"]
    assert "志愿服务报道" in html
    assert re.findall(r'fg-value">\s*1\s*<', html)
    assert re.findall(r'rm-waiting">1<', html)


def test_catalogue_of_many_figures_costs_the_same_queries_as_of_few(as_, django_assert_max_num_queries):
    client = as_(Role.AUDITOR)
    clip()
    for _n in range(3):
        FigureFactory()
    page(client, "index")
    with django_assert_max_num_queries(20):
        page(client, "index")
    for _n in range(40):
        FigureFactory()
    with django_assert_max_num_queries(20):
        page(client, "index")


def test_figure_page_shows_value_note_rows_and_what_waits(as_):
    clip(title="新闻甲")
    clip(title="新闻乙", state="draft")
    figure = FigureFactory(key="clip.count")
    TargetFactory(figure=figure, value=4)
    html = page(as_(Role.EDITOR), "figure", figure.key)
    assert found(html, "data-value") == ["1"]
    assert (found(html, "data-total"), found(html, "data-visible")) == (["1"], ["1"])
    assert "新闻甲" in html
    assert "新闻乙" not in html
    assert "1 record waits for confirmation and is not counted." in html
    assert "reached: 25.0%" in html
    assert reverse("ledger:record", args=["test-clips", figure.pk]).rsplit("/", 2)[0] in html


def test_figure_page_is_the_same_number_for_a_correspondent_and_hides_other_units(as_):
    own = UnitFactory()
    clip(unit=own, title="本院")
    clip(title="别家秘密")
    figure = FigureFactory()
    html = page(as_(Role.CORRESPONDENT, unit=own), "figure", figure.key)
    assert (found(html, "data-value"), found(html, "data-total"), found(html, "data-visible")) == (["2"], ["2"], ["1"])
    assert "本院" in html
    assert "别家秘密" not in html


@pytest.mark.parametrize("by", ["month", "unit", "year"])
def test_chart_has_its_data_as_json_and_a_table_under_it(as_, by):
    clip(published_on=dt.date(2022, 3, 1))
    figure = FigureFactory()
    html = page(as_(Role.EDITOR), "figure", figure.key, query=f"{YEAR}&by={by}")
    data = json.loads(re.search(r'<script id="figure-chart" type="application/json">(.*?)</script>', html, re.S)[1])
    values = data["option"]["series"][0]["data"]
    assert sum(values) == 1
    assert data["option"]["tooltip"]["renderMode"] == "richText"
    assert len(re.findall(r'<tr><td><a href="/console/figures/of/', html)) == len(values)


def test_figure_page_has_no_inline_script_style_or_handler(as_):
    clip()
    figure = FigureFactory()
    html = page(as_(Role.EDITOR), "figure", figure.key)
    own = html[html.index('class="rm-screen"') :]
    assert not re.findall(r"<script(?![^>]*(src=|application/json))[^>]*>", own)
    assert not re.findall(r"\s(style|on\w+)=", own[: own.index("</main>") if "</main>" in own else None])


def test_formula_page_opens_its_figures(as_):
    clip()
    FigureFactory(key="clip.count")
    html = page(as_(Role.EDITOR), "figure", formula("clip.twice", "{clip.count}*2").key)
    assert found(html, "data-value") == ["2"]
    assert f'href="/console/figures/of/clip.count/?{YEAR.replace("&", "&amp;")}"' in html


def test_parts_that_do_not_add_up_name_the_rows(as_):
    whole = FigureFactory(key="award.all")
    FigureFactory(key="award.national", part_of=whole, conditions=[{"dim": "level", "op": "is", "value": "national"}])
    clip()
    clip(level="", title="没有等次的")
    html = page(as_(Role.EDITOR), "figure", whole.key)
    assert found(html, "data-parts") == ["1"]
    assert "没有等次的" in html[html.index('id="parts"') : html.index('id="layout"')]


@pytest.mark.parametrize("broken", ["year=20222", "year=x", "start=2022-13-01", "start=2022-12-31&end=2022-01-01"])
def test_period_that_cannot_be_read_is_told_and_the_page_stands(as_, broken):
    assert "messages" in page(as_(Role.EDITOR), "index", query=broken)


def test_figure_of_a_ledger_that_is_gone_still_opens(as_):
    html = page(as_(Role.EDITOR), "figure", FigureFactory(ledger="no-such").key)
    assert "no-such" in html


def test_unknown_figure_is_not_found(as_):
    page(as_(Role.EDITOR), "figure", "no.such", status=404)


@pytest.mark.parametrize("name", ["index", "new"])
def test_who_has_no_role_in_ledgers_is_refused(as_, name):
    answer = as_(Role.PROOFREADER).get(reverse(f"figures:{name}"))
    assert answer.status_code in (302, 403)


def test_auditor_reads_and_builds_nothing(as_):
    client = as_(Role.AUDITOR)
    figure = FigureFactory()
    page(client, "figure", figure.key)
    assert client.get(reverse("figures:new")).status_code in (302, 403)
    client.post(reverse("figures:decide", args=[figure.key]), {"what": "retire"})
    figure.refresh_from_db()
    assert figure.state == FigureState.APPROVED


# ---- the builder ------------------------------------------------------------------------------------------------------

TYPED = {
    "label": "省级以上媒体报道篇数",
    "kind": "ledger",
    "ledger": "test-clips",
    "measure": "count",
    "period": "scope",
    "start": "2022-01-01",
    "end": "2022-12-31",
    "c-0-dim": "level",
    "c-0-op": "in",
    "c-0-value": ["national", "provincial"],
}


def test_filtered_list_arrives_in_the_builder_with_its_conditions(as_):
    clip(level="national")
    clip(level="city")
    html = page(as_(Role.EDITOR), "new", query=f"ledger=test-clips&f.level.is=国家级&{YEAR}")
    assert found(html, "data-value") == ["1"]
    assert '<option value="national" selected>' in html
    assert '<option value="test-clips" selected>' in html


def test_preview_follows_what_is_typed(as_):
    client = as_(Role.EDITOR)
    clip(level="national", title="看得见的行")
    clip(level="city")
    html = client.post(reverse("figures:preview"), {**TYPED, "part": "preview"}).content.decode()
    assert (found(html, "data-value"), found(html, "data-total")) == (["1"], ["1"])
    assert "看得见的行" in html
    assert "级别 is one of 国家级、省级" in html


def test_preview_of_half_a_condition_says_what_is_missing(as_):
    html = as_(Role.EDITOR).post(reverse("figures:preview"), {**TYPED, "c-0-op": "is", "c-0-value": "", "part": "preview"}).content.decode()
    assert "data-hint" in html
    assert found(html, "data-value") == []


def test_pickers_offer_what_the_chosen_dimension_can_be_asked(as_):
    client = as_(Role.EDITOR)
    unit = UnitFactory(name="文学院")
    html = client.post(reverse("figures:preview"), {**TYPED, "part": "pickers", "add": "unit"}).content.decode()
    assert re.findall(r'name="(c-\d+-dim)"', html) == ["c-0-dim", "c-1-dim"]
    assert f'<option value="{unit.pk}">文学院</option>' in html
    assert "c-0-dim" not in client.post(reverse("figures:preview"), {**TYPED, "part": "pickers", "take_away": "0"}).content.decode()


def test_builder_works_without_the_script(as_):
    html = as_(Role.EDITOR).post(reverse("figures:new"), {**TYPED, "add": "original", "look": "1"}).content.decode()
    assert re.findall(r'name="(c-\d+-dim)"', html) == ["c-0-dim", "c-1-dim"]
    assert 'value="省级以上媒体报道篇数"' in html
    assert not Figure.objects.exists()


def test_figure_is_built_and_approved_by_a_second_person(as_):
    client = as_(Role.EDITOR)
    answer = client.post(reverse("figures:new"), {**TYPED, "save": "1"})
    figure = Figure.objects.get()
    assert answer.url == f"/console/figures/of/{figure.key}/?{YEAR}"
    assert figure.conditions == [{"dim": "level", "op": "in", "value": ["national", "provincial"]}]
    client.post(reverse("figures:decide", args=[figure.key]), {"what": "approve"})
    figure.refresh_from_db()
    assert figure.state == FigureState.DRAFT
    chief = as_(Role.SECTION_CHIEF)
    chief.post(reverse("figures:decide", args=[figure.key]), {"what": "approve"})
    figure.refresh_from_db()
    assert (figure.state, figure.approved_by) == (FigureState.APPROVED, chief.user)


def test_refused_definition_keeps_what_was_typed(as_):
    answer = as_(Role.EDITOR).post(reverse("figures:new"), {**TYPED, "label": " ", "remark": "别丢了我", "save": "1"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "data-problem" in html
    assert "别丢了我" in html
    assert '<option value="provincial" selected>' in html


def test_formula_that_turns_in_a_circle_is_refused_in_the_builder(as_):
    answer = as_(Role.EDITOR).post(
        reverse("figures:new"), {"label": "圈", "key": "me", "kind": "formula", "expr": "{me}", "period": "scope", "save": "1"}
    )
    assert answer.status_code == 422
    assert "me → me" in answer.content.decode()


def test_editing_begins_with_the_stored_definition(as_):
    client = as_(Role.EDITOR)
    medium = clip().medium
    conditions = [
        {"dim": "medium", "op": "is", "value": medium.pk},
        {"dim": "original", "op": "is", "value": True},
        {"dim": "published_on", "op": "gte", "value": "2022-01-01"},
        {"dim": "note", "op": "empty", "value": None},
        {"dim": "reads", "op": "gte", "value": 5},
    ]
    figure = actions.define_figure(
        actor=client.user, label="甲", kind="ledger", ledger="test-clips", measure="count", conditions=conditions
    )
    html = page(client, "edit", figure.key)
    typed = dict(re.findall(r'<input[^>]* name="(c-\d-value)"[^>]* value="([^"]*)"', html))
    assert typed == {"c-2-value": "2022-01-01", "c-4-value": "5"}
    assert f'<option value="{medium.pk}" selected>' in html
    assert '<option value="是" selected>' in html
    post = {
        "label": "甲",
        "kind": "ledger",
        "ledger": "test-clips",
        "measure": "count",
        "period": "scope",
        "key": figure.key,
        "version": "1",
        "save": "1",
    }
    for index, one in enumerate(conditions):
        value = "是" if one["value"] is True else one["value"] or ""
        post |= {f"c-{index}-dim": one["dim"], f"c-{index}-op": one["op"], f"c-{index}-value": value}
    client.post(reverse("figures:edit", args=[figure.key]), post)
    figure.refresh_from_db()
    assert (figure.version, figure.conditions) == (1, conditions)
    client.post(reverse("figures:edit", args=[figure.key]), {**post, "label": "乙"})
    figure.refresh_from_db()
    assert (figure.version, figure.label) == (2, "乙")


# ---- by hand ----------------------------------------------------------------------------------------------------------


def test_value_target_and_paper_are_entered_on_the_page(as_):
    client = as_(Role.EDITOR)
    figure = manual("school.students", label="在校生")
    period = {"start": "2022-01-01", "end": "2022-12-31"}
    file = SimpleUploadedFile("报表.pdf", b"%PDF- proof")
    client.post(reverse("figures:enter", args=[figure.key]), {**period, "what": "value", "value": "2.1万", "evidence": file})
    client.post(reverse("figures:enter", args=[figure.key]), {**period, "what": "target", "value": "22000", "source": "规划"})
    client.post(
        reverse("figures:enter", args=[figure.key]),
        {"start": "2021-01-01", "end": "2021-12-31", "what": "published", "value": "2万余", "source": "2021年总结"},
    )
    html = page(client, "figure", figure.key)
    assert found(html, "data-value") == ["21000"]
    assert "2021 as published: 20000+" in html
    entered = figure.manual_values.get()
    answer = client.get(reverse("figures:evidence", args=[figure.key, entered.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF- proof"
    assert answer["Content-Disposition"].startswith("attachment")


def test_evidence_of_another_figure_is_not_found(as_):
    entered = ManualValueFactory()
    assert as_(Role.EDITOR).get(reverse("figures:evidence", args=[FigureFactory().key, entered.pk])).status_code == 404


# ---- readings ---------------------------------------------------------------------------------------------------------


def test_reading_page_shows_rows_as_they_were_and_what_moved(as_):
    client = as_(Role.HEAD)
    ledger = clips()
    row = clip(title="签发时的题目")
    (reading,) = actions.take_readings(
        actor=client.user, wanted=[actions.Wanted(FigureFactory(), Scope.year(2022), "1篇")], holder_kind="edition", holder_id=3
    )
    html = page(client, "reading", reading.pk)
    assert (found(html, "data-drift"), found(html, "data-value")) == ([""], ["1"])
    ledger_actions.change_row(actor=client.user, ledger=ledger, pk=row.pk, raw={"title": "后来的题目"})
    late = clip(title="补报的一篇", unit=row.unit)
    ledger_actions.change_row(actor=client.user, ledger=ledger, pk=late.pk, raw={"reads": 5})
    html = page(client, "reading", reading.pk)
    assert found(html, "data-drift") == ["+1 ~1"]
    rows = html[html.index('id="rows"') :]
    assert "签发时的题目" in rows
    assert "后来的题目" not in rows
    assert "补报的一篇" in html[: html.index('id="rows"')]
    assert "data-broken" not in html
