from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.content.proofing.finding import ErrorKind
from rongmei.content.proofing.rate import Line, Mark, page_characters, parse_schemes, rate, schemes

NEWSPAPER, PERIODICAL, BOOK, WEB = (schemes()[key] for key in ("newspaper", "periodical", "book", "web"))


def scenario_marks():
    """Two wrong characters in headlines, one slip five times, a 4-character omission, a wrong figure, twelve digit-style slips."""
    return [
        Mark("character", place="headline", label="标题甲"),
        Mark("character", place="headline", label="标题乙"),
        *(Mark("character", same="截止→截至") for _ in range(5)),
        Mark("extra-missing", length=4),
        Mark("figure"),
        *(Mark("numeral") for _ in range(12)),
    ]


def test_newspaper_issue_with_eleven_errors_fails():
    checked = page_characters(17, 400, [("photograph", 1000)], scheme=NEWSPAPER)
    assert checked == 6600
    result = rate(scenario_marks(), checked, NEWSPAPER)
    assert (result.errors, result.rate_per_10000, result.passed) == (Decimal(11), Decimal("16.67"), False)
    assert result.verdict == "11个差错÷6600字＝16.67/10000，超过报纸的3/10000，不合格"


def test_lines_explain_every_contribution_and_add_up():
    lines = rate(scenario_marks(), 6600, NEWSPAPER).lines
    assert sum(line.errors for line in lines) == 11
    assert lines[0] == Line(scenario_marks()[0], Decimal(2), "错字、别字：1个字，计1，重要位置按2倍")
    assert [line.why for line in lines if not line.errors] == ["同一差错“截止→截至”最多计3次"] * 2
    assert lines[-1] == Line(None, Decimal("-0.2"), "数字用法一期最多计1，已计1.2，减去0.2")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark("character")] * 2, "1.00"),
        ([Mark("character")] + [Mark("punctuation")] * 5, "0.75"),
        ([], "0.00"),
    ],
)
def test_issue_of_twenty_thousand_characters(marks, expected):
    assert rate(marks, 20_000, BOOK).rate_per_10000 == Decimal(expected)


@pytest.mark.parametrize(("scheme", "limit"), [(BOOK, 1), (PERIODICAL, 2), (NEWSPAPER, 3), (WEB, 3)])
def test_verdict_at_and_above_the_limit(scheme, limit):
    at = rate([Mark("character")] * limit, 10_000, scheme)
    above = rate([Mark("character")] * limit + [Mark("punctuation")], 10_000, scheme)
    assert (at.passed, above.passed) == (True, False)


def test_verdict_uses_the_exact_rate_not_the_rounded_one():
    result = rate([Mark("character")], 9_999, BOOK)
    assert (result.rate_per_10000, result.passed) == (Decimal("1.00"), False)


@pytest.mark.parametrize(("length", "errors"), [(1, 1), (2, 2), (5, 2), (6, 4), (40, 4)])
def test_extra_and_missing_characters_count_by_length(length, errors):
    assert rate([Mark("extra-missing", length=length)], 10_000, NEWSPAPER).errors == errors


@pytest.mark.parametrize(
    ("mark", "errors"),
    [
        (Mark("name", important=True), 2),
        (Mark("name", place="headline", important=True), 2),
        (Mark("character", place="masthead"), 2),
        (Mark("character", place="caption"), 1),
        (Mark("fact"), 1),
    ],
)
def test_important_places_and_information_count_double_once(mark, errors):
    assert rate([mark], 10_000, NEWSPAPER).errors == errors


def test_repeats_keep_the_heaviest():
    marks = [Mark("character", same="坐落") for _ in range(3)] + [Mark("character", same="坐落", place="headline")]
    assert rate(marks, 10_000, NEWSPAPER).errors == 4


def test_book_counts_the_same_character_once_a_page_and_four_times_at_most():
    one_page = [Mark("character", same="再接再励", page="12")] * 3
    assert rate(one_page, 10_000, BOOK).errors == 1
    six_pages = [Mark("character", same="再接再励", page=str(page)) for page in range(6)]
    assert rate(six_pages, 10_000, BOOK).errors == 4


@pytest.mark.parametrize("scheme", schemes().values(), ids=schemes())
def test_every_scheme_counts_every_kind_of_error_and_says_where_from(scheme):
    assert {kind.value for kind in ErrorKind} <= set(scheme.sorts)
    assert scheme.source
    assert scheme.year >= 2004
    assert {scheme.mark} | {sort.mark for sort in scheme.sorts.values()} <= {"verified", "second-hand", "general"}


@given(st.lists(st.builds(Mark, st.sampled_from(sorted(NEWSPAPER.sorts)), st.integers(1, 9), same=st.sampled_from(["", "甲", "乙"]))))
def test_one_more_mark_never_lowers_the_rate(marks):
    errors = [rate(marks[:count], 10_000, NEWSPAPER).errors for count in range(len(marks) + 1)]
    assert errors == sorted(errors)
    assert all(line.errors >= 0 or line.mark is None for line in rate(marks, 10_000, NEWSPAPER).lines)


@given(st.integers(1, 60), st.integers(1, 900), st.data())
def test_page_characters_never_exceed_the_grid_without_foreign_text(per_line, lines, data):
    grid = per_line * lines
    covered = data.draw(st.integers(0, grid))
    counted = page_characters(per_line, lines, [("photograph", covered)], scheme=NEWSPAPER)
    assert counted == grid - covered + Decimal("0.8") * covered


def test_foreign_text_counts_thirty_percent_more():
    assert page_characters(10, 100, [("foreign", 200)], scheme=NEWSPAPER) == 1060


def test_weights_are_the_offices_to_replace():
    own = parse_schemes(
        "news:\n  {name: 校报, source: 本校规定, year: 2026, mark: general, limit: 2, area: {text: 1}, places: {}, important: 3,"
        " sorts: {character: {name: 错字, each: 1}}}"
    )["news"]
    result = rate([Mark("character", important=True)], 10_000, own)
    assert (result.errors, result.verdict) == (3, "3个差错÷10000字＝3.00/10000，超过校报的2/10000，不合格")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: rate([], 0, BOOK), "检查总字数是0，算不出差错率；请先填写检查了多少字。"),
        (lambda: rate([Mark("typo")], 10, parse_schemes(SMALL)["x"]), "“甲”没有“typo”这一类差错；可用的有：a。"),
        (lambda: page_characters(10, 10, [("video", 5)], scheme=parse_schemes(SMALL)["x"]), "“甲”没有“video”这种版面；可用的有：text。"),
        (
            lambda: page_characters(10, 10, [("photograph", 101)], scheme=NEWSPAPER),
            "各块共占101字，超过版面的100字（每行10字×10行）；请核对。",
        ),
        (lambda: parse_schemes("x: {name: 甲}"), "差错率规则“x”写得不完整：缺“mark”；请对照自带的 error_rates.yml 填写。"),
        (lambda: parse_schemes("[1"), "差错率的规则文件不是合格的YAML：while parsing a flow sequence。"),
        (lambda: parse_schemes(""), "差错率的规则文件里没有任何一种出版物；请对照自带的 error_rates.yml 填写。"),
        (
            lambda: parse_schemes(SMALL.replace("each: 1", "by_length: [[5, 1]]")),
            "差错率规则“x”写得不完整：“a”的 by_length 最后一档要写 null，否则更长的没有数可计；请对照自带的 error_rates.yml 填写。",
        ),
        (
            lambda: parse_schemes(SMALL.replace("each: 1", "each: 很多")),
            "差错率规则“x”写得不完整：有一项不是应有的形状（数字、名称或列表）；请对照自带的 error_rates.yml 填写。",
        ),
    ],
)
def test_bad_input_gets_one_sentence(call, sentence):
    with pytest.raises(ValueError) as refusal:
        call()
    assert str(refusal.value) == sentence


SMALL = "x: {name: 甲, source: 乙, year: 2026, mark: general, limit: 1, area: {text: 1}, places: {}, important: 1, sorts: {a: {name: 子, each: 1}}}"
