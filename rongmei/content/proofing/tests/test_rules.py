"""Every shipped rule does what its own examples say."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from rongmei.content.proofing import fixes
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.checking import Style
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.extensions import EXTENSIONS
from rongmei.content.proofing.finding import Finding, Level
from rongmei.content.proofing.ruleset import Rule, RulesetError, parse, shipped, try_patterns
from rongmei.content.proofing.source import Scope, of_text

RULES = list(shipped().values())
BAD = [(rule, example) for rule in RULES for example in rule.bad]
GOOD = [(rule, text) for rule in RULES for text in rule.good]


@cache
def reader(style: Style) -> Proofreader:
    return Proofreader(style, checkers=(ParagraphRules(), WholeRules()))


def found(rule: Rule, text: str) -> tuple[Finding, ...]:
    scope = sorted(rule.scope)[0] if rule.scope else Scope.BODY
    return reader(rule.style or Style.WEB).check(of_text(text, scope)).findings


def test_there_are_at_least_170_rules():
    assert len(RULES) >= 170


def test_every_rule_has_examples_of_both_kinds_and_a_source():
    assert [rule.name for rule in RULES if not rule.bad or not rule.good or not rule.clause] == []


def test_every_kind_of_rule_is_used():
    assert {rule.extends for rule in RULES} == {extension.NAME for extension in EXTENSIONS}


@pytest.mark.parametrize(("rule", "example"), BAD, ids=[f"{rule.name}:{example.wrong}" for rule, example in BAD])
def test_a_bad_example_is_found(rule: Rule, example):
    own = [one for one in found(rule, example.wrong) if one.rule == rule.name]
    assert own
    for one in own:
        assert example.wrong[one.start : one.end] == one.found
        assert "{" not in one.message.replace(one.found, "")
    if example.right is not None:
        assert fixes.apply(example.wrong, own, only_safe=False) == example.right


@pytest.mark.parametrize(("rule", "text"), GOOD, ids=[f"{rule.name}:{text}" for rule, text in GOOD])
def test_a_good_example_is_left_alone(rule: Rule, text: str):
    assert [(one.rule, one.found) for one in found(rule, text) if one.rule == rule.name or one.level is Level.ERROR] == []


def test_every_pattern_is_bounded():
    for rule in RULES:
        try_patterns({key: value for key, value in rule.options.items() if key != "swap" or len(value) < 1000})


def test_messages_read_like_a_note():
    """One sentence or two, Chinese, ended by a full stop or a question mark, not longer than a line and a half."""
    odd = [rule.name for rule in RULES if rule.message[-1] not in "。？" or len(rule.message) > 60 or rule.message.isascii()]
    assert odd == []


def test_no_two_rules_say_the_same():
    twice = [message for message, count in Counter((rule.message, rule.clause, str(rule.options)) for rule in RULES).items() if count > 1]
    assert twice == []


SHAPE = "name: house\nrules:\n  {name}:\n    extends: {extends}\n    message: 试试。\n    {rest}\n"


@pytest.mark.parametrize(
    ("name", "extends", "rest", "sentence"),
    [
        ("a", "existance", "tokens: [甲]", "规则 house.a：extends 写的是“existance”：应为 existence、substitution"),
        ("a", "existence", "tokens: 甲", "规则 house.a：tokens 应为至少一项的文字清单。"),
        ("a", "existence", "tokens: ['(甲']", "规则 house.a：“(甲”不是合格的写法"),
        ("a", "existence", "tokens: ['甲+']", "规则 house.a：“甲+”里有不封顶的重复：请写明上限，如 {0,20}。"),
        ("a", "existence", "tokens: ['(甲{1,9}){1,9}']", "规则 house.a：“(甲{1,9}){1,9}”里重复套着重复：请拆开写。"),
        (
            "a",
            "existence",
            "tokens: ['(甲{1,9}|乙){2}丙{0,50}丁{0,50}戊{0,50}']",
            "规则 house.a：“(甲{1,9}|乙){2}丙{0,50}丁{0,50}戊{0,50}”",
        ),
        ("a", "substitution", "swap: {'甲(乙)': '\\2'}", "规则 house.a：“\\2”里的组号在“甲(乙)”里没有。"),
        ("a", "substitution", "swap: {甲乙: 丙, 1: 2}", "规则 house.a：swap 应为“错: 对”的对照表，数字和符号请加引号。"),
        ("a", "substitution", "swap_from: /etc/passwd", "规则 house.a：swap_from 只用于随软件附带的规则。"),
        ("a", "existence", "tokens: [甲乙]\n    level: fatal", "规则 house.a：level 写的是“fatal”：应为 error、warning、suggestion。"),
        ("a", "existence", "tokens: [甲乙]\n    gait: 甲", "规则 house.a：不认识的键 gait"),
        ("A b", "existence", "tokens: [甲乙]", "规则 house.A b：规则名应为小写字母、数字和短横。"),
        ("a", "script", "chars: 甲-乙", "规则 house.a：script 要有 chars（一类字）和 right（nfkc、空，或对照表）。"),
        ("a", "number", "swap: {'(甲)': '{1:roman}'}", "规则 house.a：没有“roman”这种换写"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_one_sentence(name: str, extends: str, rest: str, sentence: str):
    with pytest.raises(RulesetError) as refused:
        parse(SHAPE.format(name=name, extends=extends, rest=rest), "house")
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_no_yaml_names_the_line():
    with pytest.raises(RulesetError) as refused:
        parse("name: house\nrules: [", "本校.yml")
    assert str(refused.value) == "本校.yml 第 3 行不是合格的 YAML：请检查缩进和引号。" or "不是合格的 YAML" in str(refused.value)


def test_a_rule_inherits_and_changes():
    text = """
name: house
rules:
  first:
    extends: substitution
    message: 写“{right}”。
    level: error
    swap: {甲乙: 丙丁, 戊己: 庚辛}
  second:
    extends: house.first
    swap+: {壬癸: 子丑}
    swap-: [戊己]
  third:
    extends: gbt15834.double-mark
    level: suggestion
"""
    rules = parse(text, "house", shipped())
    assert rules["house.second"].options == {"swap": {"甲乙": "丙丁", "壬癸": "子丑"}}
    assert rules["house.second"].level is Level.ERROR
    assert (rules["house.third"].options, rules["house.third"].level) == (shipped()["gbt15834.double-mark"].options, Level.SUGGESTION)
