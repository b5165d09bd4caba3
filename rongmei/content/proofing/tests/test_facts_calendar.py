"""Days, times of day, weekdays and stretches of time."""

import datetime

import pytest

from rongmei.content.proofing import facts
from rongmei.content.proofing.facts.days import days_of

ON = datetime.date(2026, 11, 23)  # a Monday


def said(text, on=ON):
    """(rule, found, first suggestion) of every finding."""
    return [(one.rule.removeprefix("facts."), one.found, *one.suggestions[:1]) for one in facts.check(text, on=on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年2月29日，学校召开大会。", [("date", "2026年2月29日", "2026年2月28日")]),
        ("2026 年 2 月 29 日，学校召开大会。", [("date", "2026 年 2 月 29 日", "2026年2月28日")]),
        ("时间：2026.11.20-2026.11.18", [("span", "2026.11.20-2026.11.18")]),
        ("报名截至4月31日。", [("date", "4月31日", "4月30日")]),
        ("于二〇二六年二月三十日开工。", [("date", "二〇二六年二月三十日")]),
        ("２０２６年２月２９日", [("date", "２０２６年２月２９日", "2026年2月28日")]),
        ("发布日期：2026-02-30", [("date", "2026-02-30", "2026-02-28")]),
        ("2026年13月开学。", [("date", "13月")]),
        ("13月5日", [("date", "13月5日")]),
        ("6月29日、30日、31日举行", [("date", "31日", "30日")]),
        ("11月29日至31日", [("date", "31日", "30日")]),
        ("9月31日-10月7日放假", [("date", "9月31日", "9月30日")]),
        ("今年2月29日", [("date", "2月29日", "2月28日")]),
        ("2月29日是补考日。", [("date", "2月29日", "2月28日")]),
        ("会议23:60结束。", [("time", "23:60")]),
        ("系统24:30关闭。", [("time", "24:30")]),
        ("早上8时65分出发。", [("time", "8时65分")]),
        ("上午15:00开会。", [("time", "15:00")]),
        ("2026年11月22日（星期一）", [("weekday", "星期一", "星期日")]),
        ("11月22日（星期一）上午9:00", [("weekday", "星期一", "星期日")]),
        ("11月22日，周一，学校举行升旗仪式", [("weekday", "周一", "周日")]),
        ("星期一（11月22日）", [("weekday", "星期一", "星期日")]),
        ("11月20日至22日（周四至周日）", [("weekday", "周四", "周五")]),
        ("11月22日（周日）至24日（周三）", [("weekday", "周三", "周二")]),
        ("2026年11月20日至18日", [("span", "2026年11月20日至18日")]),
        ("11月20日（周五）至18日", [("span", "11月20日（周五）至18日")]),
        ("11月20—18日", [("span", "11月20—18日")]),
        ("2026年9月20日至2025年10月1日", [("span", "2026年9月20日至2025年10月1日")]),
        ("2025—2023年建设规划", [("span", "2025—2023")]),
        ("2026—2025学年", [("span", "2026—2025")]),
        ("某某（1976—1893）", [("span", "1976—1893")]),
        ("时间：15:30—14:30", [("span", "15:30—14:30")]),
        ("11月20日至22日，会议为期五天。", [("span", "为期五天")]),
    ],
)
def test_impossible_calendar_is_flagged(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月29日",
        "2000年2月29日",
        "农历二月三十",
        "农历二月三十日祭祖",
        "光绪二十四年二月三十日",
        "他把“2月30日本报讯”当成笑话。",
        "小说《4月31日》出版。",
        "2024年2月，学校启动招生；2月29日截止。",
        "24:00截止",
        "比分为23:60",
        "25:23、25:20取胜",
        "按1:60的比例配制",
        "用时25时30分",
        "2026年11月22日（星期日）",
        "11月20日至22日（周五至周日）",
        "11月22日周一鸣出席",
        "本周一，11月24日前交",
        "每周一、11月24日",
        "2025年11月22日我们开会，11月22日（星期六）大家都在。",
        "2025年12月28日至1月3日",
        "11月28日至12月3日",
        "公元前221年至前206年",
        "执行GB/T 15834—2011标准",
        "22:00—6:00开放",
        "8:30—5:30",
        "（1893—1976）",
        "2025—2026学年",
        "11月20日至22日，会议为期三天。",
        "自11月20日起30日内缴费",
        "版本2026.2.30.1",
        "电话2026-02-3012",
    ],
)
def test_possible_calendar_passes(text):
    assert said(text) == []


@pytest.mark.parametrize("text", ["11月22日（星期一）", "2月29日", "今年2月29日"])
def test_dates_without_a_year_need_the_day_of_the_text(text):
    assert said(text, on=None) == []


def test_weekday_without_year_is_taken_nearest_to_the_day_of_the_text():
    assert said("1月2日（星期六）", on=datetime.date(2026, 12, 28)) == []
    assert said("1月2日（星期五）", on=datetime.date(2026, 12, 28)) == [("weekday", "星期五", "星期六")]


def test_weekday_names_the_date_it_contradicts():
    [finding] = facts.check("2026年11月22日（星期一）", on=ON)
    assert finding.also == ((0, 11),)
    assert finding.message == "2026年11月22日是星期日，不是“星期一”，请核对日期和星期。"


def test_days_take_their_month_from_the_one_before():
    days = days_of("2026年11月29日、30日和12月1日", ON)
    assert [(day.year, day.month, day.day) for day in days] == [(2026, 11, 29), (2026, 11, 30), (None, 12, 1)]
