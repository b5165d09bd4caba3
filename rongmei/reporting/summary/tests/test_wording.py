"""Numbers in words: what is written is true, what is not true is refused with a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rongmei.reporting.summary.wording import (
    LOWER_BOUND_FORMS,
    Form,
    Policy,
    Refusal,
    Worded,
    allowed_forms,
    chinese_numeral,
    choices,
    choose_form,
    covers,
    parse_numeral,
    render,
    render_like,
)

pytestmark = pytest.mark.once


def text_of(answer: Worded | Refusal) -> str:
    assert isinstance(answer, Worded), answer
    return answer.text


def reason_of(answer: Worded | Refusal) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.reason


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (137, Form.YU, "130余"),
        (1263, Form.YU, "1200余"),
        (1200, Form.YU, "1200"),
        (59, Form.JIN, "近60"),
        (137, Form.JIN, "近140"),
        (196_000, Form.JIN, "近20万"),
        (60, Form.JIN, "60"),
        (23_456, Form.YU, "2.3万余"),
        (23_456, Form.WAN_YU, "2.3万余"),
        (23_456, Form.WAN_PLUS, "2万+"),
        (20_000, Form.WAN_PLUS, "2万"),
        (23_456, Form.YUE, "约2万"),
        (5_123_000, Form.WAN, "512.3万"),
        (5_123_000, Form.WAN_PLUS, "512万+"),
        (5_120_000, Form.WAN, "512万"),
        (5_120_000, Form.WAN_PLUS, "512万"),
        (137, Form.CHAO, "超130"),
        (130, Form.CHAO, "130"),
        (2, Form.CHINESE, "两"),
        (3, Form.CHINESE, "三"),
        (12, Form.CHINESE, "十二"),
        (20, Form.CHINESE, "二十"),
        (137, Form.CHINESE_YU, "百余"),
        (23_456, Form.CHINESE_YU, "两万余"),
        (1263, Form.THOUSANDS, "1,263"),
        (1_234_567, Form.THOUSANDS, "1,234,567"),
        (Decimal("137.50"), Form.EXACT, "137.5"),
        (Decimal("34.05"), Form.PERCENT, "34.1%"),
        (34, Form.PERCENT, "34%"),
        (Decimal("99.97"), Form.PERCENT, "99.9%"),
        (123_456_789, Form.YI, "1.2亿"),
        (123_456_789, Form.YI_YU, "1.2亿余"),
    ],
)
def test_render_number_in_form(value: int | Decimal, form: Form, expected: str) -> None:
    assert text_of(render(value, form)) == expected


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (41, Form.JIN, "41 离 50 还差 18%，超过 5%，不能写“近50”；请写准数或用“余”。"),
        (8_000, Form.WAN, "8000 不足一万，不能用“万”来写。"),
        (0, Form.EXACT, "数值是 0，这句话不成立；请删去这句，或改写成“未开展”之类的说法。"),
        (-3, Form.EXACT, "数值是负数（-3），正文里请写成“减少”“下降”，用它的绝对值。"),
        (Decimal("0.04"), Form.PERCENT, "0.04% 四舍五入后是 0%；请多保留一位小数。"),
        (137, Form.CHINESE, "137 不宜用汉字数字；汉字数字只用于一百以内的整数。"),
        (Decimal(100) / 3, Form.EXACT, "33.333333333… 除不尽，写不出准数；请用“约”或百分数。"),
        (
            Decimal(18_999),
            Form.WAN,
            "",
        ),
    ],
)
def test_render_untrue_form_is_refused(value: int | Decimal, form: Form, expected: str) -> None:
    answer = render(value, form, digits=0 if not expected else None)
    if expected:
        assert reason_of(answer) == expected
    else:
        assert reason_of(answer) == "写成“1万”比实际的 18999 少 47.4%；请多保留一位小数，或写“1万余”。"


def test_render_near_gap_follows_the_policy() -> None:
    generous = Policy(near_gap=Decimal("0.10"))
    assert reason_of(render(28, Form.JIN)) == "28 离 30 还差 6.7%，超过 5%，不能写“近30”；请写准数或用“余”。"
    assert text_of(render(28, Form.JIN, policy=generous)) == "近30"
    assert reason_of(render(41, Form.JIN, policy=generous)).startswith("41 离 50 还差 18%，超过 10%")
    with pytest.raises(ValueError, match="不超过10%"):
        Policy(near_gap=Decimal("0.2"))


def test_render_plus_follows_the_policy() -> None:
    formal = Policy(plus_allowed=False)
    assert reason_of(render(23_456, Form.WAN_PLUS, policy=formal)) == ("本单位的正式文稿不用“万+”；请写“万余”或“超”。")


def test_render_lower_bound_says_more_than_only() -> None:
    refused = "这个数只知道下限（来源里有“万+”一类的数），只能写成“余”“超”“万余”或“万+”。"
    for form in Form:
        answer = render(1_200_000, form, at_least=True)
        if form not in LOWER_BOUND_FORMS:
            assert reason_of(answer) == refused
    assert text_of(render(1_200_000, Form.WAN_YU, at_least=True)) == "120万余"
    assert text_of(render(1_200_000, Form.WAN_PLUS, at_least=True)) == "120万+"
    assert text_of(render(1_200_000, Form.CHAO, at_least=True)) == "超120万"
    assert text_of(render(1_200, Form.YU, at_least=True)) == "1200余"


def test_render_about_value_keeps_about() -> None:
    assert text_of(render(1_200, Form.YUE, about=True)) == "约1200"
    assert reason_of(render(1_200, Form.EXACT, about=True)) == "来源里写的是“约”，不是准数，只能用“约”的写法。"


def test_render_percent_rounds_once_from_the_exact_value() -> None:
    # 34.449 → 34.4; rounding in steps (34.449 → 34.45 → 34.5) is what GB/T 8170 forbids
    assert text_of(render(Decimal("34.449"), Form.PERCENT)) == "34.4%"
    assert text_of(render(Decimal("34.45"), Form.PERCENT)) == "34.5%"
    assert text_of(render(Decimal("34.45"), Form.PERCENT, policy=Policy(half_even=True))) == "34.4%"
    assert text_of(render(Decimal("34.449"), Form.PERCENT, digits=0)) == "34%"


def test_render_digits_choose_the_order_of_wan() -> None:
    assert text_of(render(234_567, Form.WAN_YU, digits=-1)) == "20余万"
    assert text_of(render(234_567, Form.WAN_YU, digits=0)) == "23万余"
    assert text_of(render(23_456, Form.YUE, digits=2)) == "约2.3万"
    assert reason_of(render(23_456, Form.WAN_YU, digits=-1)) == "23456 保留不了这么少的位数；请多保留一位。"


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("近60", 59, "近60"),
        ("近60", 41, "40余"),
        ("50余", 137, "130余"),
        ("2.3万余", 31_234, "3.1万余"),
        ("2.3万余", 8_123, "8100余"),
        ("20余万", 345_678, "30余万"),
        ("20余万", 23_456, "2.3万余"),
        ("两", 12, "十二"),
        ("两", 137, "130余"),
        ("1,180", 1_203, "1,203"),
        ("十余", 23, "二十余"),
    ],
)
def test_render_like_keeps_last_years_words_while_true(written: str, value: int, expected: str) -> None:
    assert text_of(render_like(choose_form(written), value)) == expected


@pytest.mark.parametrize(
    ("text", "form", "digits", "least", "most"),
    [
        ("130余", Form.YU, 2, 131, 139),
        ("50余", Form.YU, 1, 51, 59),
        ("50多", Form.YU, 1, 51, 59),
        ("近60", Form.JIN, 1, 54, 59),
        ("近30", Form.JIN, 1, 27, 29),
        ("2.3万余", Form.WAN_YU, 1, 23_001, 23_999),
        ("20余万", Form.WAN_YU, -1, 200_001, 299_999),
        ("2万+", Form.WAN_PLUS, 0, 20_001, None),
        ("10w+", Form.WAN_PLUS, 0, 100_001, None),
        ("100+", Form.CHAO, 1, 101, None),
        ("超过130", Form.CHAO, 2, 131, None),
        ("两", Form.CHINESE, None, 2, 2),
        ("十二", Form.CHINESE, None, 12, 12),
        ("1,263", Form.THOUSANDS, None, 1263, 1263),
        ("１，２６３", Form.THOUSANDS, None, 1263, 1263),
        ("１３７", Form.EXACT, None, 137, 137),
        ("十余", Form.CHINESE_YU, None, 11, 19),
        ("百余", Form.CHINESE_YU, None, 101, 199),
        ("万余", Form.CHINESE_YU, None, 10_001, 19_999),
        ("十余万", Form.WAN_YU, -1, 100_001, 199_999),
        ("十几", Form.YU, None, 11, 19),
        ("数十", Form.YU, None, 20, 99),
        ("三五", Form.YUE, None, 3, 5),
        ("512.3万", Form.WAN, 1, 5_123_000, 5_123_999),
        ("1.2亿余", Form.YI_YU, 1, 120_000_001, 129_999_999),
        ("3千余", Form.YU, 1, 3001, 3999),
    ],
)
def test_choose_form_reads_written_numbers(text: str, form: Form, digits: int | None, least: int, most: int | None) -> None:
    phrase = choose_form(text)
    assert phrase is not None
    assert (phrase.form, phrase.digits, phrase.least, phrase.most) == (form, digits, least, most)


def test_choose_form_reads_about_and_percent() -> None:
    about = choose_form("约20万")
    assert about is not None
    assert (about.form, about.digits, about.low) == (Form.YUE, 1, Decimal(190_000))
    assert [covers("约20万", v) for v in (189_999, 190_000, 200_000, 235_000, 236_000)] == [
        False, True, True, True, False,
    ]  # fmt: skip
    percent = choose_form("百分之三十四点一")
    assert percent is not None
    assert (percent.form, percent.digits, percent.number) == (Form.PERCENT, 1, Decimal("34.1"))
    assert covers("34.1%", Decimal("34.05")) is True
    assert covers("34.1%", Decimal("34.2")) is False


@pytest.mark.parametrize("text", ["余", "某", "", "十四五规划", "讲座", "***", "1.2.3"])
def test_choose_form_other_text_is_no_number(text: str) -> None:
    assert choose_form(text) is None
    assert covers(text, 1) is False


def test_covers_never_140_yu_for_137() -> None:
    assert covers("140余", 137) is False
    assert covers("130余", 137) is True
    assert covers("130余", 130) is False
    assert covers("50余", 60) is False


def test_allowed_forms_round_number_lists_no_yu() -> None:
    assert allowed_forms(60) == (Form.EXACT, Form.CHINESE)
    assert allowed_forms(41, at_least=True) == (Form.YU, Form.CHAO, Form.CHINESE_YU)
    assert allowed_forms(0) == ()
    assert dict(choices(59))[Form.JIN] == "近60"


@given(
    value=st.one_of(st.integers(1, 300), st.integers(1, 10**7), st.integers(1, 10**10), st.decimals("0.5", 10**5, places=1)),
    form=st.sampled_from(Form),
    at_least=st.booleans(),
    digits=st.one_of(st.none(), st.integers(1, 4)),
)
@settings(max_examples=1500, deadline=None)
def test_whatever_is_rendered_is_true_and_never_says_more(value: int | Decimal, form: Form, at_least: bool, digits: int | None) -> None:
    answer = render(value, form, at_least=at_least, digits=digits)
    if isinstance(answer, Refusal):
        assert answer.reason.endswith("。")
        return
    phrase = choose_form(answer.text)
    assert phrase is not None
    if form is Form.PERCENT:
        assert phrase.holds(Decimal(value))
        return
    if form is not Form.JIN or answer.form is not Form.JIN:
        assert phrase.number <= value, "the numeral itself says more than is true"
    # a lower bound is known to be exceeded, so "more than value" is true of what is really there
    assert phrase.holds(value + Decimal("0.01") if at_least and phrase.number == value else value)
    assert phrase.form in (answer.form, Form.EXACT, Form.WAN, Form.YI)
    if at_least:
        assert answer.form in LOWER_BOUND_FORMS


@given(st.integers(1, 99_999))
def test_chinese_numeral_reads_back(number: int) -> None:
    assert parse_numeral(chinese_numeral(number)) == number


@given(st.text(alphabet="0123456789.,余近约万亿十百一二两几数+%超", max_size=8))
@settings(max_examples=800)
def test_choose_form_survives_any_text(text: str) -> None:
    phrase = choose_form(text)
    if phrase is not None and phrase.high is not None:
        assert phrase.low <= phrase.high
