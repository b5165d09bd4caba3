"""Words of the index and of questions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ..grams import Term, grams, marked, passage, runs, terms


def test_chinese_becomes_pairs_and_a_last_character():
    assert grams("三审三校") == ["三审", "审三", "三校", "校"]


def test_letters_and_digits_stay_whole_and_small():
    assert grams("ＡI与2026年") == ["ai", "与", "2026", "年"]


def test_a_question_of_two_characters_is_one_pair():
    assert terms("三审") == [Term(("三审",))]


def test_a_question_of_one_character_asks_for_beginnings():
    assert terms("校") == [Term(("校",), begins=True)]


def test_parts_of_a_question_must_all_be_found():
    assert terms("推进会  AI") == [Term(("推进", "进会")), Term(("ai",), begins=True)]


@given(st.text(alphabet="中国大学新闻三审校会", min_size=2, max_size=30), st.data())
def test_every_piece_of_a_text_is_found_as_a_phrase(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    (term,) = terms(text[start:end])
    words, wanted = grams(text), list(term.words)
    assert any(words[place : place + len(wanted)] == wanted for place in range(len(words)))


@given(st.text(max_size=200))
def test_marking_changes_no_character(text):
    assert "".join(piece for piece, _hit in marked(text, runs("大学 a"))) == text


def test_a_passage_is_cut_around_the_word():
    found = passage("甲" * 300 + "推进会" + "乙" * 300, ["推进会"])
    assert (found.startswith("…甲"), "推进会" in found, found.endswith("乙…"), len(found)) == (True, True, True, 112)
