"""docs/how-to/add-a-proof-rule.md is followed: its block is a rule file whose examples hold, its commands exist."""

from __future__ import annotations

import re

import pytest

from rongmei.content.proofing import fixes
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.extensions import EXTENSIONS
from rongmei.content.proofing.house import HouseRules
from rongmei.content.proofing.ruleset import Rule, parse, shipped
from tests.laws.source import BASE

pytestmark = pytest.mark.once

PAGE = (BASE / "docs" / "how-to" / "add-a-proof-rule.md").read_text(encoding="utf-8")
((NAME, FILE),) = re.findall(r'```yaml title="([^"]+)"\n(.*?)```', PAGE, re.S)
RULES = parse(FILE, NAME, shipped())


class Office:
    """An office that has this file."""

    version = "1"

    def words(self):
        return ()

    def rules(self):
        return (FILE,)

    def ignored(self):
        return frozenset()


READER = Proofreader(words=Office(), checkers=(HouseRules(),))


def own(rule: Rule, text: str):
    return [one for one in READER.check(text).findings if one.rule == rule.name]


def test_the_page_s_rules_are_read():
    assert list(RULES) == ["campus.freshmen", "campus.semester", "campus.warm-words"]
    assert READER.check("好").off == ()


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_the_page_s_examples_hold(rule: Rule):
    for example in rule.bad:
        assert fixes.apply(example.wrong, own(rule, example.wrong), only_safe=False) == example.right
    assert [text for text in rule.good if own(rule, text)] == []


def test_the_page_names_every_kind_of_rule_and_files_that_exist():
    assert [extension.NAME for extension in EXTENSIONS if f"`{extension.NAME}`" not in PAGE] == []
    (command,) = re.findall(r"pytest (\S+) -q", PAGE)
    assert (BASE / command).exists()
