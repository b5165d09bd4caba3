"""What holds for every text: right facts are never questioned, offsets are true, hostile input is quick."""

import calendar
import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.content.proofing import facts

ON = datetime.date(2026, 11, 23)
NAMES = "一二三四五六日"
LABELS = ("本科", "硕士", "博士")


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month:02}-{0.day:02}", "{0.month}月{0.day}日"]),
)
def test_days_that_exist_are_never_flagged(day, form):
    on = day if "year" not in form else ON
    assert facts.check(form.format(day) + "，学校举行活动。", on=on) == []


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_right_weekdays_are_never_flagged_and_wrong_ones_always(day):
    text = f"{day.year}年{day.month}月{day.day}日（星期{{}}）上午"
    right = NAMES[day.weekday()]
    assert [[one.found for one in facts.check(text.format(name), on=ON)] for name in NAMES] == [
        [] if name == right else ["星期" + name] for name in NAMES
    ]


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 99))
def test_days_that_do_not_exist_are_always_flagged(year, month, beyond):
    day = calendar.monthrange(year, month)[1] + beyond
    text = f"学校定于{year}年{month}月{day}日开会。"
    assert [one.found for one in facts.check(text, on=ON)] == [f"{year}年{month}月{day}日"]


@given(st.lists(st.integers(1, 9000), min_size=3, max_size=3))
def test_sums_that_add_up_are_never_flagged_and_others_always(parts):
    listed = "、".join(f"{label}{part}人" for label, part in zip(LABELS, parts, strict=True))
    assert facts.check(f"共录取{sum(parts)}人，其中{listed}。") == []
    [finding] = facts.check(f"共录取{sum(parts) - 1}人，其中{listed}。")
    assert finding.suggestions == (f"{sum(parts)}人",)


@given(st.integers(10, 10**6), st.integers(10, 10**6))
def test_growth_computed_rightly_is_never_flagged(before, after):
    change = abs(after - before) / before * 100
    word = "增长" if after >= before else "下降"
    verb = "增至" if after >= before else "降至"
    assert facts.check(f"经费由{before}元{verb}{after}元，{word}{change:.1f}%。") == [] or change >= 100_000


@given(
    st.text(st.sampled_from(" 共其中占由增至，、。；（）“”0123456789人名项%年月日至—星期一二三十万亿余近约:参会届周年岁生"), max_size=120)
)
def test_offsets_are_true_for_any_text(text):
    for one in facts.check(text, on=ON):
        assert text[one.start : one.end] == one.found
        assert one.found
        assert all(0 <= start < end <= len(text) for start, end in one.also)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 10_000,
        "1" * 100_000,
        "其中" * 50_000,
        "11月" * 30_000,
        "1人、" * 30_000,
        "占1%，" * 20_000,
        "一" * 100_000,
        "“" * 100_000,
        "《" * 50_000 + "2月30日",
    ],
)
def test_hostile_text_takes_no_time(text):
    before = time.process_time()
    facts.check(text, on=ON)
    assert time.process_time() - before < 1
