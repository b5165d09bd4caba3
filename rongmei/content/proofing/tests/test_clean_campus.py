"""Clean campus news: what is right must not be questioned, one sentence at a time and as one text."""

import pytest

from rongmei.content.proofing import facts
from rongmei.content.proofing.directory import Index, check, check_repeated, known_spans

from .campus import ON, Campus, clean_articles, clean_sentences

INDEX = Index(Campus())


def test_there_are_five_hundred_different_sentences():
    assert len(set(clean_sentences())) == 500


@pytest.mark.parametrize("text", [*clean_sentences()[-20:], "\n".join(clean_sentences())], ids=lambda text: text[:8])
def test_facts_and_directory_say_nothing(text):
    assert [*facts.check(text, on=ON), *check(text, INDEX, on=ON)] == []


@pytest.mark.parametrize("text", clean_articles(), ids=lambda text: text[:12])
def test_whole_articles_are_not_questioned(text):
    assert [*facts.check(text, on=ON), *check(text, INDEX, on=ON), *check_repeated(text, INDEX)] == []


def test_no_single_sentence_is_questioned():
    assert [(text, one.rule) for text in clean_sentences() for one in (*facts.check(text, on=ON), *check(text, INDEX, on=ON))] == []


def test_the_directory_names_what_other_checks_shall_leave_alone():
    text = "\n".join(clean_sentences())
    named = {text[start:end] for start, end in known_spans(text, INDEX)}
    assert {"陈立恒", "易水寒", "温如玉", "石磊", "材料科学与工程学院", "文新学院", "河山大学"} <= named
