"""Whatever is typed: no crash, offsets that hold, and no more than a second for the worst of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rongmei.content.proofing import fixes
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.source import of_html, of_text

CHECKERS = (ParagraphRules(), WholeRules())
WEB, GONGWEN = Proofreader("web", checkers=CHECKERS), Proofreader("gongwen", checkers=CHECKERS)
SLOWEST = 1.0  # seconds of this process, whatever else the machine does
WORST = {
    "repeated 的": "的" * 100_000,
    "repeated comma": "，" * 100_000,
    "repeated digit": "1" * 100_000,
    "repeated blank": " " * 100_000,
    "repeated letter": "a" * 100_000,
    "repeated dot": "." * 100_000,
    "repeated dash": "—" * 100_000,
    "repeated 一": "一" * 100_000,
    "repeated hyphen": "1-" * 50_000,
    "brackets": "（" * 10_000,
    "brackets closed": "（" * 5_000 + "）" * 5_000,
    "closing brackets": "）" * 10_000,
    "quotes": "“”" * 5_000,
    "opening quotes": "“" * 10_000,
    "straight quotes": '"甲' * 10_000,
    "tags": "<" * 10_000,
    "markers": "《、" * 10_000,
    "about": "约1" * 30_000,
    "clauses": "甲乙丙丁，" * 20_000,
    "hashes": "#甲" * 30_000,
    "mails": "a@" * 30_000,
    "paragraphs": "“甲\n" * 10_000,
}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=120))
def test_any_unicode_is_read(text: str):
    for reader in (WEB, GONGWEN):
        report = reader.check(text)
        assert all(text[one.start : one.end] == one.found for one in report.findings)
    fixes.mend(WEB, text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="😀👨‍👩‍👧\ud800\udfff漢（）“”，。<ruby>rt/&amp;\u0301\u200b\ufffc甲乙0Ａ", max_size=80))
def test_emoji_surrogates_and_ruby_keep_their_places(text: str):
    source = of_html(text)
    for one in WEB.check(source).findings:
        assert source.text[one.start : one.end] == one.found
        for place in source.places(one.start, one.end):
            assert 0 <= place.start <= place.end <= len(text)


@pytest.mark.parametrize("name", WORST)
def test_the_worst_input_takes_no_second(name: str):
    source = of_text(WORST[name])
    clock = time.process_time()
    report = WEB.check(source)
    spent = time.process_time() - clock
    assert spent < SLOWEST
    assert len(report.findings) < 60_000
