"""A directory lowers the alarms: what looks like a slip inside the name of a person, a unit or an outlet is none."""

from __future__ import annotations

from collections.abc import Iterable

from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.finding import ErrorKind, Finding, Level

from .campus import ON, Campus, NoNames, clean_names, clean_sentences

KNOWN, UNKNOWN = Proofreader(directory=Campus()), Proofreader(directory=NoNames())


def alarms(reader: Proofreader, sentences: Iterable[str]) -> list[tuple[str, str]]:
    """(sentence, what was found) of everything said, one sentence at a time."""
    return [(sentence, one.found) for sentence in sentences for one in reader.check(sentence, on=ON).findings]


def test_names_raise_alarms_without_a_directory_and_none_with_it():
    sentences = clean_names()
    assert len(set(sentences)) == 60
    without = alarms(UNKNOWN, sentences)
    assert len({sentence for sentence, _found in without}) >= 55
    assert alarms(KNOWN, sentences) == []


def test_the_directory_lowers_the_count_over_all_clean_sentences():
    sentences = [*clean_sentences(), *clean_names()]
    without, with_it = (len(alarms(reader, sentences)) for reader in (UNKNOWN, KNOWN))
    assert with_it < without - 55
    assert with_it <= len(sentences) // 50  # two in a hundred at any level


def test_the_same_words_outside_a_name_are_still_found():
    text = "会议通过了学会张程。这样做有利于章显文化自信，要宏扬传统，图象不清。"
    assert [one.found for one in UNKNOWN.check(text, on=ON).findings] == ["张程", "章显", "宏扬", "图象"]
    assert [one.found for one in KNOWN.check(text, on=ON).findings] == ["章显", "宏扬", "图象"]


class Suspicious:
    """A speller that doubts every 程 it is not told to leave alone."""

    off = ""

    def check(self, text: str, *, masked: Iterable[tuple[int, int]] = ()) -> list[Finding]:
        spans = list(masked)
        doubted = [at for at, character in enumerate(text) if character == "程" and not any(start <= at < end for start, end in spans)]
        return [Finding("speller.x", Level.WARNING, at, at + 1, "程", "请核对。", ErrorKind.CHARACTER) for at in doubted]


def test_the_speller_leaves_names_alone():
    text = "程砚秋到图象所看望张程，工程进展顺利。"
    without = Proofreader(directory=NoNames(), speller=Suspicious()).check(text, on=ON).findings
    assert [one.start for one in without if one.rule == "speller.x"] == [0, 13]
    with_it = Proofreader(directory=Campus(), speller=Suspicious()).check(text, on=ON).findings
    assert [(one.rule, one.start) for one in with_it] == [("speller.x", 13)]
