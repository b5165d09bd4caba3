"""An annual summary beside the ledgers: silent where it says no more than they do, exact where it says more."""

import pytest

from rongmei.content.proofing import facts
from rongmei.content.proofing.protocols import KnownFigure

from .campus import ON

SUMMARY = """2026年工作总结
一年来，党委宣传部围绕中心、服务大局，各项工作取得新进展。
全年举办理论讲堂近60场，覆盖45个二级党组织；组织中心组集体学习12次，编印学习资料10期。
学校主页发布新闻1260余篇，其中头条新闻312篇、综合新闻951篇。校报出版18期，约72万字，刊发图片1100张。
发布微信推文412条，阅读量512.3万次，单篇阅读量超10万的推文6条。微博话题阅读2000万+。
志愿服务2.3万余人次，人均28小时。
3月，举办理论讲堂6场。
学校获评省级好新闻奖12件，其中一等奖2件、二等奖4件、三等奖6件。"""


class Ledgers:
    version = "1"
    known = (
        (("理论讲堂",), "场", 59, "理论讲堂场次"),
        (("主页新闻", "新闻"), "篇", 1263, "主页新闻篇数"),
        (("微信推文", "推文"), "条", 412, "微信推文"),
        (("校报",), "期", 18, "校报期数"),
        (("志愿服务",), "人次", 23456, "志愿服务人次"),
        (("中心组", "集体学习"), "次", 12, "中心组学习"),
    )

    def figures(self, year):
        return [KnownFigure(names, word, value, label, year) for names, word, value, label in self.known] if year == 2026 else []


def test_a_true_summary_is_not_questioned():
    assert [*facts.check(SUMMARY, on=ON), *facts.check_figures(facts.Stated.of(SUMMARY, ON), Ledgers())] == []


@pytest.mark.parametrize(
    ("true", "false", "found", "suggestions"),
    [
        ("近60场", "60余场", "60余场", ("59场", "50余场")),
        ("集体学习12次", "集体学习13次", "13次", ("12次",)),
        ("1260余篇", "1270余篇", "1270余篇", ("1263篇", "1260余篇")),
        ("出版18期", "出版二十期", "二十期", ("18期",)),
        ("推文412条", "推文421条", "421条", ("412条",)),
        ("2.3万余人次", "2.4万余人次", "2.4万余人次", ("23456人次", "2.3万余人次")),
    ],
)
def test_what_says_more_than_the_ledger_is_named_with_its_value(true, false, found, suggestions):
    text = SUMMARY.replace(true, false)
    assert [(one.found, one.suggestions) for one in facts.check_figures(facts.Stated.of(text, ON), Ledgers())] == [(found, suggestions)]
