import time

import pytest

from rongmei.content.proofing import pinyin


@pytest.mark.parametrize(
    ("character", "expected"),
    [
        ("重", ("zhong", "chong")),
        ("行", ("xing", "hang", "heng")),
        ("吕", ("lv",)),
        ("略", ("lve",)),
        ("〇", ("ling",)),
        ("a", ()),
        ("", ()),
    ],
)
def test_syllables_stand_commonest_first(character, expected):
    assert pinyin.syllables(character) == expected


@pytest.mark.parametrize("pair", ["张章", "伟为", "林凌", "陈岑", "曾增", "曾层", "南兰", "黄方", "伟伟", "ab"[0] * 2])
def test_fuzzy_same_for_like_sounds(pair):
    assert pinyin.fuzzy_same(*pair)


@pytest.mark.parametrize("pair", ["张王", "伟强", "李明", "ab"])
def test_fuzzy_same_not_for_other_sounds(pair):
    assert not pinyin.fuzzy_same(*pair)


def test_same_sound_keeps_near_sounds_apart():
    assert pinyin.same_sound("伟", "为")
    assert not pinyin.same_sound("林", "凌")


def test_the_table_holds_the_standard_characters_and_loads_at_once():
    pinyin._readings.cache_clear()
    before = time.process_time()
    table = pinyin._readings()
    assert time.process_time() - before < 0.5
    assert len(table) == 8106  # 8105 and 〇
    assert all(syllable.isascii() and syllable.isalpha() for readings in table.values() for syllable in readings)
