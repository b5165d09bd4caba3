"""What is skipped because it cannot matter: every short way says what the long way says."""

from __future__ import annotations

import random
import re

import pytest

from rongmei.content.proofing.applying import ParagraphRules, compiled
from rongmei.content.proofing.checking import Style
from rongmei.content.proofing.directory.checker import InDirectory
from rongmei.content.proofing.directory.repeated import _but_one
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.extensions import pair
from rongmei.content.proofing.facts import quantities, sums
from rongmei.content.proofing.facts.stated import Stated
from rongmei.content.proofing.matcher import Grams, Matcher
from rongmei.content.proofing.ruleset import shipped
from rongmei.content.proofing.source import of_text
from rongmei.content.proofing.tests.campus import ON, Campus, clean_articles, clean_names, clean_sentences

EXAMPLES = [example.wrong for rule in shipped().values() for example in rule.bad] + [
    good for rule in shipped().values() for good in rule.good
]
SLIPS = ["副校长张为民出席。", "学校\n校长王强讲话。", "材料学与工程学院", "清华大学\n副校长李明", "张伟民说。张为民又说。"]


def texts() -> list[str]:
    """Paragraphs with slips and without, put together at random."""
    chosen, lines = random.Random(20261129), [*EXAMPLES, *clean_sentences(), *clean_names(), *clean_articles(), *SLIPS]
    return ["\n".join(chosen.sample(lines, 8)) for _ in range(150)]


def test_phrases_of_a_part_are_those_of_its_text_alone():
    chosen = random.Random(1)
    phrases = {"".join(chosen.choices("甲乙丙丁", k=chosen.randint(2, 7))) for _ in range(60)}
    matcher = Matcher(dict.fromkeys(phrases, True))
    for _ in range(300):
        lines = ["".join(chosen.choices("甲乙丙丁戊", k=chosen.randint(0, 30))) for _ in range(4)]
        whole, start = Grams("\n".join(lines)), 0
        for line in lines:
            expected = sorted((at, at + len(one)) for one in phrases for at in range(len(line)) if line.startswith(one, at))
            assert [hit[:2] for hit in matcher.find(whole.part(start, start + len(line)))] == expected
            start += len(line) + 1


def test_no_gate_shuts_out_a_finding():
    rules = compiled(Style.WEB)
    for text in texts():
        for paragraph in of_text(text).paragraphs:
            due = set(rules.by_scope[paragraph.scope].due(paragraph.grams))
            for at, (rule, find) in enumerate(rules.patterns):
                if at not in due and (not rule.scope or paragraph.scope in rule.scope):
                    assert not list(find(paragraph)), (rule.name, paragraph.text)


def test_paragraphs_together_say_what_each_says_alone():
    together = Proofreader(directory=Campus(), checkers=(ParagraphRules(), InDirectory()))
    alone = Proofreader(directory=Campus(), checkers=(ParagraphRules(), InDirectory()))
    for text in texts():
        source = of_text(text)
        each = [one.moved(paragraph.start) for paragraph in source.paragraphs for one in alone.check(paragraph.text, on=ON).findings]
        assert list(together.check(source, on=ON).findings) == each


def test_sound_marks_hide_nothing(monkeypatch):
    chosen = random.Random(2)
    written = ["".join(chosen.choices("“”‘’《》（）〈〉【】〔〕甲a`\n", k=chosen.randint(2, 14))) for _ in range(4000)] + texts()

    def found() -> list[object]:
        return [pair._scan(of_text(text), pair.MARKS).found for text in written]

    shortly = found()
    monkeypatch.setattr(pair._Scan, "sound", lambda self, paragraph: False)
    assert shortly == found()


def test_a_name_with_one_character_free_is_found_as_a_pattern_finds_it():
    chosen = random.Random(3)
    for _ in range(3000):
        name = "".join(chosen.choices("张伟民", k=chosen.randint(3, 4)))
        text = "".join(chosen.choices("张伟民为，", k=30))
        for at in range(len(name)):
            pattern = f"{name[:at]}[\u4e00-\u9fff]{name[at + 1 :]}"
            assert list(_but_one(text, name, at)) == [match.start() for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(("least", "gates"), [(3, sums._GATES), (2, ("由", "从", "比", "较"))])
def test_crowded_sentences_are_the_sentences_with_many_amounts(least, gates):
    for text in [*texts(), "比" + "共3人、4人和5人" * 200 + "。其中6人。"]:
        stated = Stated.of(text, ON)
        slowly = [one for one in stated.sentences(*gates) if stated.numbers(*one) >= least]
        assert list(stated.crowded(least, *gates)) == slowly


def test_numbers_passed_over_name_no_quantity_twice():
    for text in [*texts(), *("".join(clean_articles()[at:]) for at in range(3))]:
        stated = Stated.of(text, ON)
        possible = quantities._given_twice(stated)
        every = quantities._named_in(stated, range(len(stated.figures)))
        some = quantities._named_in(stated, possible)
        assert {name: given for name, given in every.items() if len(given) > 1} == {
            name: given for name, given in some.items() if len(given) > 1
        }
