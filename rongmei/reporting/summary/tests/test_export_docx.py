from __future__ import annotations

import re
import shutil
import subprocess
import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from pypdf import PdfReader

from rongmei.reporting.summary.document import Document, Heading, Paragraph, Picture, Slot, SlotKind, Table, Text, plain
from rongmei.reporting.summary.exports import layout
from rongmei.reporting.summary.exports.checker import check_9704
from rongmei.reporting.summary.exports.docx import bookmark_names, to_docx
from rongmei.reporting.summary.exports.ordinals import Ordinal, order_faults, ordinal_of
from rongmei.reporting.summary.exports.pdf import to_pdf
from rongmei.reporting.summary.exports.text import to_text
from rongmei.reporting.summary.exports.titles import title_lines

from .samples import RARE_NAMES, documents, figure, full_pages, name, summary


def opened(document: Document) -> Any:
    return docx.Document(BytesIO(to_docx(document)))


def member(made: bytes, path: str) -> str:
    return zipfile.ZipFile(BytesIO(made)).read(path).decode()


def bookmarks(package: Any) -> dict[str, str]:
    """Each bookmark and the words in it."""
    found: dict[str, str] = {}
    for start in package.element.body.iter(qn("w:bookmarkStart")):
        words = []
        for sibling in start.itersiblings():
            if sibling.tag == qn("w:bookmarkEnd"):
                break
            words += [t.text or "" for t in sibling.iter(qn("w:t"))]
        found[start.get(qn("w:name"))] = "".join(words)
    return found


def test_to_docx_passes_the_checker() -> None:
    assert check_9704(to_docx(summary())) == []


def test_to_docx_has_the_page_of_the_standard() -> None:
    section = opened(summary()).sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(length.mm) for length in lengths] == [210, 297, 37, 35, 28, 26]


def test_layout_arithmetic() -> None:
    assert (layout.MARGIN_BOTTOM, layout.MARGIN_RIGHT) == (35, 26)
    assert round(layout.LINE_PITCH_PT, 2) == 28.99
    assert layout.twips(layout.BODY_HEIGHT) // layout.LINE_PITCH_TWIPS == 22
    assert layout.twips(layout.BODY_WIDTH) // (16 * 20 + layout.TRACKING_TWIPS) == 28


def test_to_docx_puts_every_slot_in_a_bookmark_of_its_own() -> None:
    document = summary()
    found = bookmarks(opened(document))
    assert list(found) == ["slot_u", "slot_s1", "slot_s2", "slot_p1", "slot_s1__2", "slot_r1", "slot_t1"]
    assert found == {bookmark: slot.shown for bookmark, slot in bookmark_names(document)}


@given(documents)
@settings(deadline=None)
def test_to_docx_of_any_document_has_its_slots_and_no_bookmark_twice(document: Document) -> None:
    package = opened(document)
    starts = [start.get(qn("w:id")) for start in package.element.body.iter(qn("w:bookmarkStart"))]
    assert len(starts) == len(set(starts)) == len(document.slots())
    shown = {bookmark: slot.shown.replace("\n", "") for bookmark, slot in bookmark_names(document)}
    assert bookmarks(package) == shown


@pytest.mark.parametrize(
    ("ref", "bookmark"),
    [
        ("s1", "slot_s1"),
        ("clip_central", "slot_clip_central"),
        ("clip.central", r"slot_clip_central_[0-9a-f]{12}"),
        ("数", r"slot_[0-9a-f]{12}"),
    ],
)
def test_bookmark_name_is_one_word_takes(ref: str, bookmark: str) -> None:
    ((found, _),) = bookmark_names(Document((Slot(ref, SlotKind.FIGURE, "1"),), ()))
    assert re.fullmatch(bookmark, found)


def test_bookmark_names_differ_for_refs_that_look_like_second_uses() -> None:
    refs = ("a", "a", "a__2", "a.b", "a_b", "x" * 60)
    names = [found for found, _ in bookmark_names(Document(tuple(figure(ref, "1") for ref in refs), ()))]
    assert len(set(names)) == len(refs)
    assert max(map(len, names)) <= 40


def test_to_docx_twice_gives_the_same_bytes() -> None:
    first = to_docx(summary())
    time.sleep(2.1)  # a zip counts in steps of two seconds
    assert to_docx(summary()) == first


def test_to_docx_names_title_and_language() -> None:
    properties = opened(summary()).core_properties
    assert (properties.title, properties.language) == ("星河大学党委宣传部2022年度宣传思想文化工作总结", "zh-CN")


def test_to_docx_names_office_fonts_and_no_theme() -> None:
    made = to_docx(summary())
    paths = zipfile.ZipFile(BytesIO(made)).namelist()
    assert [path for path in paths if "theme" in path] == []
    assert "Theme" not in "".join(member(made, path) for path in paths if path.endswith("xml") and "settings" not in path)
    fonts = re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', member(made, "word/fontTable.xml"))
    assert [font for font, _ in fonts] == ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"]


def test_to_docx_indents_by_characters() -> None:
    package = opened(Document((), (Paragraph((Text("甲"),)), Paragraph((Text("乙"),), indent=False))))
    indents = [p._p.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) for p in package.paragraphs]
    assert indents == ["200", "0"]


def test_to_docx_styles_headings() -> None:
    blocks = tuple(Heading(level, (Text(words),)) for level, words in enumerate(("一、甲", "（一）乙", "1.丙", "（1）丁"), start=1))
    package = opened(Document((), blocks))
    assert [p.style.name for p in package.paragraphs] == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    fonts = [p.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) for p in package.paragraphs]
    assert fonts == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]


def test_to_docx_folios_are_on_the_outside() -> None:
    package = opened(summary())
    section = package.sections[0]
    assert package.settings.odd_and_even_pages_header_footer is True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        p = footer.paragraphs[0]._p
        assert p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert "".join(t.text for t in p.iter(qn("w:t"))) == "— 1 —"


@pytest.mark.parametrize(
    ("by", "on", "insets"),
    [
        ("星河大学党委宣传部", "2022年12月30日", (2, 2)),
        ("党委宣传部", "2022年12月30日", (6, 2)),
        ("星河大学", "", (2, 2)),
        ("甲" * 12, "2022年1月3日", (2, 6)),
    ],
)
def test_signature_insets_follow_the_longer_line(by: str, on: str, insets: tuple[float, float]) -> None:
    assert layout.signature_insets((Text(by),), (Text(on),)) == insets


def test_to_docx_writes_pictures_with_alternative_text() -> None:
    package = opened(summary())
    (properties,) = [e for e in package.element.body.iter() if e.tag.endswith("}docPr")]
    assert properties.get("descr") == "礼堂里的听众"
    assert len(package.inline_shapes) == 1


def test_to_docx_of_a_broken_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="图片“校门”无法放进文件"):
        to_docx(Document((), (Picture(b"nothing", "image/png", "校门"),)))


def test_to_docx_writes_tables_with_heading_rows() -> None:
    package = opened(Document((), (Table((((Text("甲"),), (Text("乙"),)), ((Text("丙"),),))), Table((((Text("丁"),),),)))))
    assert [[cell.text for cell in row.cells] for row in package.tables[0].rows] == [["甲", "乙"], ["丙", ""]]
    assert package.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    tags = [child.tag.rpartition("}")[2] for child in package.element.body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_to_docx_carries_hostile_words() -> None:
    words = "<w:p/> & ]]> \x00\x0b甲\ud800 \"'"
    assert opened(Document((), (Paragraph((Text(words),)),))).paragraphs[0].text == "<w:p/> & ]]> 甲 \"'"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("星河大学2022年工作总结", ["星河大学2022年工作总结"]),
        ("星河大学党委宣传部2022年度宣传思想文化工作总结", ["星河大学党委宣传部2022年度", "宣传思想文化工作总结"]),
        (
            "中共星河大学委员会宣传部关于学习贯彻《关于加强和改进新形势下高校宣传工作的若干意见》情况的总结报告",
            ["中共星河大学委员会宣传部关于", "学习贯彻《关于加强和改进新形势下高校", "宣传工作的若干意见》情况的总结报告"],
        ),
    ],
)
def test_title_lines_turn_where_phrases_end(title: str, lines: list[str]) -> None:
    assert [plain(line) for line in title_lines((Text(title),))] == lines


def test_title_lines_never_cut_a_slot() -> None:
    title = (Text("一二三四五六七八九十一二三四五六"), name("u", "星河大学理工学院"), Text("总结"))
    assert [[type(inline) for inline in line] for line in title_lines(title)] == [[Text], [Slot, Text]]


def test_check_9704_of_a_default_word_file() -> None:
    package = docx.Document()
    package.add_heading("总结", 0)
    for words in ("一、第一", "三、第三", "1、小点", "正文" * 30):
        package.add_paragraph(words)
    made = BytesIO()
    package.save(made)
    findings = check_9704(made.getvalue())
    rules = [finding.rule for finding in findings]
    assert (
        rules
        == ["page"] * 6
        + ["title", "font", "size", "grid-lines", "grid-chars", "theme-font", "indent", "ordinal-form", "ordinal-order"]
        + ["folio"] * 3
    )
    assert (
        str(findings[2])
        == "页面设置的天头（上边距）：25.4 mm，应为37 mm（GB/T 9704—2012 5.2.1）。在“页面设置”里把天头（上边距）改为 37 mm。"
    )


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('w:top="2098"', 'w:top="1440"', "page"),
        ("楷体_GB2312", "隶书", "font"),
        ('w:line="579"', 'w:line="600"', "grid-lines"),
        ('<w:spacing w:val="-5"/>', "", "grid-chars"),
        ('w:firstLineChars="200"', 'w:firstLineChars="0"', "indent"),
        ("<w:evenAndOddHeaders/>", "", "folio"),
        ('<w:sz w:val="44"/>', '<w:sz w:val="36"/>', "size"),
        ('<w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="宋体"', '<w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="宋体"', "folio"),
        ("（一）理论", "（二）理论", "ordinal-order"),
        ("（一）理论", "（一）、理论", "ordinal-form"),
    ],
)  # fmt: skip
def test_check_9704_finds_one_fault(old: str, new: str, rule: str) -> None:
    made = BytesIO()
    changed = 0
    with zipfile.ZipFile(BytesIO(to_docx(summary()))) as source, zipfile.ZipFile(made, "w") as target:
        for path in source.namelist():
            content = source.read(path)
            if path.endswith(".xml"):
                changed += content.decode().count(old)
                content = content.decode().replace(old, new).encode()
            target.writestr(path, content)
    assert changed
    assert {finding.rule for finding in check_9704(made.getvalue())} == {rule}


def test_ordinal_of_reads_four_levels() -> None:
    texts = ("一、甲", "（十二）乙", "3.丙", "（4）丁", "2.3万", "戊", "二十一、己")
    assert [ordinal_of(text) for text in texts] == [Ordinal(1, 1), Ordinal(2, 12), Ordinal(3, 3), Ordinal(4, 4), None, None, Ordinal(1, 21)]


def test_order_faults_allow_the_shortcuts_of_the_standard() -> None:
    assert list(order_faults([Ordinal(1, 1), Ordinal(3, 1), Ordinal(3, 2), Ordinal(1, 2), Ordinal(2, 1), Ordinal(3, 1)])) == []
    assert [i for i, _ in order_faults([Ordinal(2, 1), Ordinal(1, 1), Ordinal(4, 1), Ordinal(1, 3)])] == [0, 2, 3]


def test_to_docx_of_twelve_pages_takes_less_than_a_third_of_a_second() -> None:
    document = summary(46)
    to_docx(summary(0))
    started = time.process_time()
    to_docx(document)
    assert time.process_time() - started < 0.3


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Pages of two documents as LibreOffice prints our Word files."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed; make test installs it")
    folder: Path = tmp_path_factory.mktemp("printed")
    for key, document in (("full", full_pages(2)), ("twelve", summary(46))):
        (folder / f"{key}.docx").write_bytes(to_docx(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "full.docx"),
        str(folder / "twelve.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {key: [page.extract_text() for page in PdfReader(folder / f"{key}.pdf").pages] for key in ("full", "twelve")}


def test_printed_docx_has_22_lines_of_28_characters(printed: dict[str, list[str]]) -> None:
    lines = [[line.count("永") for line in page.splitlines() if "永" in line] for page in printed["full"]]
    assert lines == [[28] * 22] * 2


def test_printed_docx_has_the_pages_of_the_pdf(printed: dict[str, list[str]]) -> None:
    pages = len(PdfReader(BytesIO(to_pdf(summary(46)))).pages)
    assert pages == 12
    assert abs(len(printed["twelve"]) - pages) <= 1


def test_printed_docx_shows_rare_names_and_every_comma(printed: dict[str, list[str]]) -> None:
    whole = re.sub(r"— \d+ —|\s", "", "".join(printed["twelve"]))
    assert RARE_NAMES in whole
    assert whole.count("，") == to_text(summary(46)).count("，")
