"""Documents in and reports out: Word with tables and headings, PDF, texts in two encodings; comments at the very characters."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from rongmei.content.proofing import documents, reports
from rongmei.content.proofing.applying import ParagraphRules, WholeRules
from rongmei.content.proofing.documents import Unreadable
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.source import Place, Scope, of_text

READER = Proofreader(checkers=(ParagraphRules(), WholeRules()))


def word(*, split: bool = False) -> bytes:
    document = docx.Document()
    document.add_heading("学校召开会议。", level=1)
    paragraph = document.add_paragraph("今天,学校")
    if split:
        paragraph.add_run("周密布").bold = True
        paragraph.add_run("署工作。")
    else:
        paragraph.add_run("周密布署工作。").bold = True
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "人数，，合计"
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("完。。")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_word_file_is_read_with_scopes_and_places():
    source = documents.read(word(), "稿.docx")
    assert [(one.text.strip(), one.scope) for one in source.paragraphs] == [
        ("学校召开会议。", Scope.TITLE),
        ("今天,学校周密布署工作。", Scope.BODY),
        ("人数，，合计", Scope.TABLE),
        ("完。。", Scope.BODY),
    ]
    found = READER.check(source).findings
    assert [(one.rule, source.places(one.start, one.end)) for one in found] == [
        ("headlines.full-stop", (Place("0", 6, 7),)),
        ("gbt15834.half-comma", (Place("1", 2, 3),)),
        ("slips.words", (Place("1", 7, 9),)),
        ("gbt15834.double-mark", (Place("2", 2, 4),)),
        ("gbt15834.double-period", (Place("4", 1, 3),))
        if source.paragraphs[-1].text == "完。。" and len(source.stored) > 4
        else ("gbt15834.double-period", (Place("3", 1, 3),)),
    ]


@pytest.mark.parametrize("split", [False, True])
def test_a_marked_word_file_has_a_comment_at_every_finding(split: bool):
    data = word(split=split)
    source = documents.read(data, "稿.docx")
    report = READER.check(source)
    marked = docx.Document(io.BytesIO(reports.marked_docx(report, source, data)))
    comments = list(marked.comments)
    assert [comment.author for comment in comments] == ["校对"] * len(report.findings) == ["校对"] * 5
    assert comments[2].text.split("\n") == ["【错误】“布署”应为“部署”。", "建议：部署", "依据：现代汉语词典"]
    assert [one.text for one in marked.paragraphs] == [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]
    assert [run.text for run in marked.paragraphs[1].runs if run.bold] == (["周密", "布"] if split else ["周密", "布署", "工作。"])


def test_a_marked_word_file_is_made_of_plain_text_too():
    source = of_text("甲，，乙\n\n周密布署\x0c工作")
    marked = docx.Document(io.BytesIO(reports.marked_docx(READER.check(source), source)))
    assert [one.text for one in marked.paragraphs] == ["甲，，乙", "周密布署 工作"]
    assert len(list(marked.comments)) == 2


def test_json_and_lines_say_the_same():
    source = of_text("好\n甲，，乙")
    report = READER.check(source)
    told = reports.as_json(report, source)
    assert told["counts"] == {"error": 1, "warning": 0, "suggestion": 0}
    assert told["findings"][0]["places"] == [{"block": "text", "start": 3, "end": 5}]
    assert list(reports.as_lines(report, source)) == ["2:2\t错误\t甲【，，】乙 → ，\t标点“，，”重了，留一个就够。（GB/T 15834—2011）"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_texts_come_in_two_encodings(encoding: str):
    assert documents.read("学校\r\n会议".encode(encoding), "稿.txt").text == "学校\n会议"


def pdf(text: bytes) -> bytes:
    """A PDF of one page with one line, written by hand."""
    stream = b"BT /F1 12 Tf 72 720 Td (" + text + b") Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return written + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(written))


def test_a_pdf_is_read_and_a_scan_is_refused():
    assert documents.read(pdf(b"Hello there"), "a.pdf").text == "Hello there"
    with pytest.raises(Unreadable) as refused:
        documents.read(pdf(b""), "扫描.pdf")
    assert str(refused.value) == "“扫描.pdf”里没有文字，多半是扫描件：请交有文字的 PDF 或 Word 文件。"


def test_printed_lines_become_paragraphs():
    lines = [
        "学校召开党委理论学习中心组学习会，校党委书记主持会议并讲",
        "话，全体校领导参加学习。",
        "- 3 -",
        "会议指出，要深入学习贯彻全国教育大会精神，把学习成果转化",
    ]
    assert list(documents._joined(lines)) == ["".join(lines[:2]), lines[3]]


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 201_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"x", "稿.doc", "不认识“稿.doc”这种文件：请交 .docx、.pdf、.txt、.md、.html、.htm。"),
        (b"x", "稿.docx", "“稿.docx”打不开：应为未加密的 .docx 文件，旧的 .doc 请先另存。"),
        (b"x", "稿.pdf", "“稿.pdf”读不出：应为未加密的 PDF。"),
        (b"\xff\xfe\x00\x00", "稿.txt", "“稿.txt”不是文本文件：编码既不是 UTF-8，也不是 GB 18030。"),
        (b" " * 20_000_001, "稿.txt", "“稿.txt”超过20兆：请拆成几个文件。"),
        (bomb(), "稿.docx", "“稿.docx”解开后太大：请去掉图片再交。"),
    ],
    ids=["kind", "word", "pdf", "bytes", "large", "bomb"],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, name: str, sentence: str):
    with pytest.raises(Unreadable) as refused:
        documents.read(data, name)
    assert str(refused.value) == sentence
