"""Reading last year's Word summary: its words exactly, its places found, its bombs refused."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from decimal import Decimal

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rongmei.reporting.summary.document import Heading, Paragraph, Picture, Slot, SlotKind, Table, Text, plain
from rongmei.reporting.summary.reading import Guess, MaskOf, WordRefused, read_docx, read_raw, scan
from rongmei.reporting.summary.tests.corpus.built import buildable, built, written_lines
from rongmei.reporting.summary.tests.corpus.offices import OFFICES
from rongmei.reporting.summary.wording import Form

pytestmark = pytest.mark.once

# the corpus


def test_corpus_has_thirty_varied_summaries() -> None:
    assert len(OFFICES) >= 30
    assert len({office.name for office in OFFICES}) == len(OFFICES)


@pytest.mark.parametrize("index", buildable(), ids=lambda i: OFFICES[i].name.replace(" ", "_"))
def test_read_docx_gives_every_word_exactly(index: int) -> None:
    one = built(index)
    assert [text for text, _ in written_lines(one.read.document)] == [line.text for line in one.summary.lines()]
    levels = [block.level for block in one.read.document.blocks if isinstance(block, Heading)]
    assert levels == [int(p.kind[-1]) for p in one.summary.parts if getattr(p, "kind", "").startswith("heading")]
    assert [slot.ref for slot in one.read.document.slots()] != []
    assert {slot.kind for slot in one.read.document.slots()} == {SlotKind.OPEN}
    assert {s.ref: s.shown for s in one.read.document.slots()} == {f.ref: f.original for f in one.read.found}


def test_corpus_recall_and_precision_of_places() -> None:
    met = missed = extra = 0
    for index in buildable():
        right, lost, wrong = built(index).judged()
        met, missed, extra = met + len(right), missed + len(lost), extra + len(wrong)
    assert met > 4_000
    assert met / (met + missed) >= 0.99
    assert met / (met + extra) >= 0.95


def test_corpus_masks_are_told_apart() -> None:
    right = total = 0
    for index in buildable():
        for place, found in built(index).judged()[0]:
            if not found.is_mask:
                continue
            is_name = place.meaning.startswith("name")
            total += 1
            right += (found.mask_of is MaskOf.NAME) == is_name and found.mask_of is not MaskOf.UNKNOWN
    assert total > 1_500
    assert right / total >= 0.99


def test_corpus_measure_words_are_seen() -> None:
    from rongmei.reporting.summary.tests.corpus.catalogue import FIGURES

    measures = {figure.key: figure.measure_word for figure in FIGURES}
    seen = total = 0
    for index in buildable():
        for place, found in built(index).judged()[0]:
            if place.meaning in measures and measures[place.meaning] != "%":
                total += 1
                seen += bool(found.measure_word)
    assert seen / total >= 0.98


# one text


def found_in(text: str) -> list[tuple[str, Guess]]:
    return [(text[span.start : span.end], span.guess) for span in scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        "贯彻党的二十大和十九届六中全会精神，落实“十四五”规划、三全育人和“两创两争”。",
        "一方面抓第一议题，另一方面抓三审三校；对标“六个好”，增强“四个意识”。",
        "一、加强组织领导",
        "（一）理论学习",
        "1.主页新闻",
        "（1）校报",
        "根据校发〔2022〕15号、16号文件和GB/T 9704—2012执行。",
        "电话0371-12345678，手机13800138000，邮箱xcb@example.edu.cn，邮编450001。",
        "5G+4K直播，V2.0版本，A301教室，计算机2101班，6号楼302室，科学大道100号。",
        "一名名教师走上讲台，一场场讲座走进宿舍，90后、00后学生24小时值班。",
        "“5·25”“12·4”等节点，“1+N”体系，7×24小时，3×4米。",
        "再学习一次就有一次提高，一次学习一次收获。",
        "某些单位、某种程度、某个环节。",
        "《2022年工作要点》和“2022年度十大新闻”评选。",
        "*********",
    ],
)
def test_scan_words_that_are_no_places(text: str) -> None:
    assert found_in(text) == []


F, N, Y, D, ORD = Guess.FIGURE, Guess.NAME, Guess.YEAR, Guess.DATE, Guess.ORDINAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("讲座50余场，近60场", [("50余", F), ("近60", F)]),
        ("覆盖*万余人次", [("*万余", F)]),
        ("阅读****万+，约***万次", [("****万+", F), ("约***万", F)]),
        ("1,263篇、１，２６３篇、512.3万次", [("1,263", F), ("１，２６３", F), ("512.3万", F)]),
        ("两名教师、三场、十余次、数十家、万余人次", [("两", F), ("三", F), ("十余", F), ("数十", F), ("万余", F)]),
        ("一等奖一项、二等奖两项", [("一", F), ("两", F)]),
        ("集体研讨9次、现场学习一次，讲党课一次。", [("9", F), ("一", F), ("一", F)]),
        ("增长12.5%，提高2.1个百分点，百分之三十", [("12.5%", F), ("2.1", F), ("百分之三十", F)]),
        ("2022年，2021级学生，****-****学年", [("2022", Y), ("2021", Y), ("****", Y), ("****", Y)]),
        ("2022年3月5日，二〇二二年十二月三十日", [("2022年3月5日", D), ("二〇二二年十二月三十日", D)]),
        ("第12期、第三届、建校70周年、前10名", [("12", ORD), ("三", ORD), ("70", ORD), ("10", ORD)]),
        ("**大学、《**日报》、*县、某学院", [("**", N), ("**", N), ("*", N), ("某", N)]),
        ("学生李某某、王某、沈**、校长许**", [("李某某", N), ("王某", N), ("沈**", N), ("许**", N)]),
        ("浙江**、由**主持、本周**", [("**", N), ("**", N), ("**", N)]),
        ("XX大学20XX年X场", [("XX", N), ("20XX", Y), ("X", F)]),
        ("××余场，××大学", [("××余", F), ("××", N)]),
        ("师生比达到1:18", [("1:18", F)]),
        ("讲座12，365人参加", [("12", F), ("365", F)]),
        ("讲座1**余场，覆盖**个，***人参加", [("1**余", F), ("**", F), ("***", F)]),
    ],
)
def test_scan_places_with_what_they_are(text: str, expected: list[tuple[str, Guess]]) -> None:
    assert found_in(text) == expected


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    data = io.BytesIO()
    document.save(data)  # type: ignore[attr-defined]
    return data.getvalue()


def test_read_docx_found_slot_says_everything() -> None:
    read = read_docx(word_file("云岭大学2022年总结", "一、理论武装", "全年开讲。举办理论讲堂讲座50余场次，覆盖**个单位。", "以上。"))
    year, lectures, units = read.found
    assert (year.original, year.kind_guess, year.form) == ("2022", Guess.YEAR, Form.EXACT)
    assert lectures.original == "50余"
    assert (lectures.form, lectures.low, lectures.high) == (Form.YU, Decimal(51), Decimal(59))
    assert (lectures.measure_word, lectures.before, lectures.after) == ("场次", "举办理论讲堂讲座", "场次")
    assert lectures.sentence == "举办理论讲堂讲座50余场次，覆盖**个单位。"
    assert lectures.heading_trail == ("一、理论武装",)
    assert (lectures.is_mask, lectures.mask_length, lectures.mask_of) == (False, 0, None)
    assert (units.is_mask, units.mask_length, units.mask_of) == (True, 2, MaskOf.DIGITS)
    assert (units.form, units.low, units.high) == (Form.EXACT, Decimal(10), Decimal(99))


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("***余篇", 101, 999), ("*万余人次", 10_001, 99_999), ("1**篇", 100, 199), ("近**场", 9, 98), ("*,***条", 1000, 9999)],
)
def test_read_docx_masked_digits_keep_their_range(written: str, low: int, high: int) -> None:
    (slot,) = read_docx(word_file(f"全年完成{written}。")).found
    assert (slot.low, slot.high) == (Decimal(low), Decimal(high))


def test_read_docx_number_split_over_runs_is_one_slot() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("举办讲座")
    for piece in ("1", "30", "余"):
        paragraph.add_run(piece).bold = piece == "30"
    paragraph.add_run("场。").bold = True
    block = read_docx(saved(document)).document.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.content == (
        Text("举办讲座"), Slot("s1", SlotKind.OPEN, "130余"), Text("场。", bold=True),
    )  # fmt: skip


def test_read_docx_title_signature_date() -> None:
    read = read_docx(built(20).data)  # a red header, a title on two lines
    university = built(20).summary.hand.university[0]
    assert plain(read.document.title) == f"{university}党委宣传部\n2022年度工作总结"
    assert plain(read.document.signed_by) == f"{university}党委宣传部"
    assert plain(read.document.signed_on) == "2022年12月30日"
    assert [plain(b.content) for b in read.document.blocks[:2] if isinstance(b, Paragraph)] == [
        f"{university}党委宣传部文件",
        "校宣〔2023〕2号",
    ]


def test_read_docx_table_takes_words_from_its_headings() -> None:
    document = docx.Document()
    document.add_paragraph("表1 发稿情况")
    table = document.add_table(rows=3, cols=4)
    rows = [("序号", "媒体", "报道数量（篇）", "负责人"), ("1", "《江左日报》", "1,263", "**"), ("2", "省级媒体", "**", "李**")]
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    read = read_docx(saved(document))
    block = read.document.blocks[0]
    assert isinstance(block, Table)
    assert plain(block.caption) == "表1 发稿情况"
    assert block.header_rows == 1
    assert [(f.original, f.kind_guess, f.measure_word, f.place) for f in read.found] == [
        ("1,263", Guess.FIGURE, "篇", "表1第2行第3列"),
        ("**", Guess.NAME, "", "表1第2行第4列"),
        ("**", Guess.FIGURE, "篇", "表1第3行第3列"),
        ("李**", Guess.NAME, "", "表1第3行第4列"),
    ]
    assert read.found[0].before == "《江左日报》 报道数量（篇）"
    assert read.found[0].heading_trail == ("表1 发稿情况",)


def test_read_docx_picture_and_caption() -> None:
    read = built(26).read
    (picture,) = [block for block in read.document.blocks if isinstance(block, Picture)]
    assert picture.media_type == "image/png"
    assert picture.data.startswith(b"\x89PNG")


def test_read_docx_text_box_is_named_in_the_notes() -> None:
    assert built(18).read.notes == ("文件里有 1 处文本框，没有读入；其中如有要用的文字，请复制到正文里再上传。",)


def test_read_docx_hidden_words_and_deleted_paragraph_marks() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("看得见")
    paragraph.add_run("看不见99场").font.hidden = True
    first = document.add_paragraph("前半")
    mark = f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="a" w:date="2022-01-01T00:00:00Z"/></w:rPr>'
    first._p.get_or_add_pPr().append(parse_xml(mark))
    document.add_paragraph("后半3场。")
    assert [text for text, _ in written_lines(read_docx(saved(document)).document)] == ["看得见", "前半后半3场。"]


# distrust


def package(document_xml: bytes, **parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document_xml)
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


_HEAD = f"<w:document {nsdecls('w')}><w:body>".encode()
_TAIL = b"</w:body></w:document>"


def refusal(data: bytes) -> str:
    with pytest.raises(WordRefused) as refused:
        read_docx(data)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的（0 字节），应为 .docx；请检查后重新上传。"),
        (b"%PDF-1.7 ...", "文件是 PDF，应为 Word 文件 .docx；请上传当时的 Word 原稿。"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512,
            "文件是旧版 Word（.doc）、WPS 文字或加了密码的文档，应为 .docx；请另存为不带密码的 .docx 后再上传。",
        ),
        (
            "讲座五十场".encode(),
            "文件不是 Word 文档（开头不是 .docx 的格式）；请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。",
        ),
        (
            b"PK\x03\x04" + b"\0" * 40,
            "文件不完整：找不到压缩包的目录，可能没有传完或已损坏；请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。",
        ),
    ],
)
def test_read_docx_other_files_are_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


def test_read_docx_truncated_file_is_refused() -> None:
    assert refusal(word_file("讲座50余场")[:-200]).startswith("文件不完整：")


def test_read_docx_broken_xml_is_refused() -> None:
    assert refusal(package(_HEAD + b"<w:p>")) == (
        "文件内部的“word/document.xml”已损坏，读不出来；请用 Word 或 WPS 打开，另存为新的 .docx 后再上传。"
    )


def test_read_docx_zip_without_text_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "讲座")
    assert refusal(data.getvalue()) == "文件不是 Word 文档：里面没有正文部件，应为 .docx；请上传去年总结的 Word 文件。"


def test_read_docx_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert refusal(package(laughs + _HEAD + _TAIL)).startswith("文件内部的“word/document.xml”带有实体或文档类型定义")


def test_read_docx_dense_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = package(_HEAD + b"<w:p/>" * 12_000_000 + _TAIL)
    assert len(bomb) < 200_000
    begun = time.monotonic()
    assert refusal(bomb).startswith("文件内部的“word/document.xml”解压后超过压缩前的 200 倍")
    assert time.monotonic() - begun < 10


def test_read_docx_a_million_paragraphs_cost_the_child_only() -> None:
    chance = random.Random(5)
    paragraphs = b"".join(b'<w:p w:rsidR="%08X"><w:r/></w:p>' % chance.getrandbits(32) for _ in range(640_000))
    bomb = package(_HEAD + paragraphs + _TAIL)
    del paragraphs
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sentence = refusal(bomb)
    assert sentence in (
        "文件超过 6 万个段落，正常的总结到不了；请只保留总结的正文再上传。",
        "文件没有读完：读取所需的内存超过上限，或内部结构已损坏，普通的总结到不了；"
        "请用 Word 或 WPS 打开，把正文复制到新建的文档里，另存为 .docx 后再上传。",
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize("piece", ["1.", "一", "*", "1,", "九百九十亿", "第", "“", "***.*万+，"])
def test_read_docx_text_made_to_be_slow_ends_in_time(piece: str) -> None:
    text = (piece * (30_000 // len(piece))).encode()
    begun = time.monotonic()
    read = read_docx(package(_HEAD + b'<w:p><w:r><w:t xml:space="preserve">' + text + b"a</w:t></w:r></w:p>" + _TAIL))
    assert "".join(words for words, _ in written_lines(read.document)) == text.decode() + "a"
    assert time.monotonic() - begun < 60


def test_read_docx_bombs_beside_the_text_cost_nothing() -> None:
    data = package(_HEAD + b"<w:p><w:r><w:t>3</w:t></w:r></w:p>" + _TAIL, **{"word/embeddings/a.bin": b"\0" * 90_000_000})
    assert read_raw(data).blocks[0].text == "3"  # type: ignore[union-attr]


def test_read_docx_deep_nesting_is_survived() -> None:
    deep = b"<w:sdt><w:sdtContent>" * 100 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 100
    read_docx(package(_HEAD + deep + b"<w:p><w:r><w:t>3</w:t></w:r></w:p>" + _TAIL))
    deeper = b"<w:sdt>" * 5_000 + b"</w:sdt>" * 5_000
    assert refusal(package(_HEAD + deeper + _TAIL)).startswith("文件内部的“word/document.xml”已损坏")
