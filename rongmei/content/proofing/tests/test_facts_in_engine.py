"""Facts, ledgers and directory as the proofreader runs them: places in markup, masks, what is off."""

from rongmei.content.proofing.directory.checker import InDirectory, NamesRepeated
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.facts.checker import Facts, LedgerFigures
from rongmei.content.proofing.protocols import KnownFigure
from rongmei.content.proofing.source import of_html

from .campus import ON, Campus

CHECKERS = (InDirectory(), NamesRepeated(), Facts(), LedgerFigures())


class Ledgers:
    version = "1"

    def figures(self, year):
        return [KnownFigure(("讲座",), "场", 137, "讲座场次", year)]


def proofreader(**world):
    return Proofreader(checkers=CHECKERS, **world)


def found(text, **world):
    return [(one.rule, one.found) for one in proofreader(**world).check(text, on=ON).findings]


def test_findings_count_characters_of_the_whole_text():
    text = "第一段没有问题。\n副校长张为民到会，2026年2月29日。\n材料学与工程学院，参会1200人。\n近1500名参会师生合影。"
    report = proofreader(directory=Campus()).check(text, on=ON)
    assert [(one.rule, text[one.start : one.end]) for one in report.findings] == [
        ("directory.name", "张为民"),
        ("facts.date", "2026年2月29日"),
        ("directory.unit", "材料学与工程学院"),
        ("facts.quantity", "近1500名"),
    ]
    assert [text[start:end] for start, end in report.findings[-1].also] == ["1200人"]


def test_figures_split_by_tags_are_found_where_they_are_stored():
    source = of_html("<p>共录取<strong>3500</strong>人，其中本科2100人、硕士<em>1000</em>人、博士500人。</p>")
    [finding] = proofreader().check(source, on=ON).findings
    assert finding.found == "3500人"
    block = next(iter(source.stored.values()))
    assert [block[place.start : place.end] for place in source.places(finding.start, finding.end)] in (["3500", "人"], ["3500</strong>人"])


def test_addresses_and_codes_are_left_alone():
    assert found("见 https://example.edu.cn/2026-02-30/a.html，联系 0538-2026023。`2026-02-30`") == []


def test_what_cannot_run_says_why():
    off = {one.key: one.reason for one in proofreader().check("你好。", on=ON).off}
    assert off == {
        "directory": "没有接入人员和单位名录，人名、职务、单位名称不核对。",
        "facts.ledger": "没有接入台账，文中的数字不与台账核对。",
    }


def test_ledgers_are_asked_when_there_are_any():
    assert found("2026年举办讲座140余场。", figures=Ledgers()) == [("facts.ledger", "140余场")]
    assert found("2026年举办讲座130余场。", figures=Ledgers()) == []


def test_a_new_version_of_the_directory_is_read_anew():
    class Changing(Campus):
        version = "1"
        gone = False

        def people(self):
            return () if self.gone else super().people()

    directory = Changing()
    reader = proofreader(directory=directory)
    assert [one.found for one in reader.check("副校长张为民到会。", on=ON).findings] == ["张为民"]
    directory.gone, directory.version = True, "2"
    assert reader.check("副校长张为民到会。", on=ON).findings == ()
