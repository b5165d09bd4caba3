from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from rongmei.reporting.summary.document import Document, Paragraph, Picture, Text
from rongmei.reporting.summary.exports.pdf import to_pdf
from rongmei.reporting.summary.exports.pictures import UnreadablePicture

from .samples import RARE_NAMES, documents, full_pages, summary


def pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def paper(words: str, **format: bool) -> Document:
    return Document((), (Paragraph((Text(words, **format),)),))


def test_to_pdf_fills_a_page_with_22_lines_of_28_characters() -> None:
    first, second = pages(to_pdf(full_pages(2)))
    for number, page in enumerate((first, second), start=1):
        lines = [line for line in page.splitlines() if "永" in line]
        assert [line.count("永") for line in lines] == [28] * 22
        assert f"— {number} —" in page


def test_to_pdf_is_a4() -> None:
    box = PdfReader(BytesIO(to_pdf(paper("文")))).pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (210, 297)


def test_to_pdf_twice_gives_the_same_bytes() -> None:
    assert to_pdf(summary()) == to_pdf(summary())


def test_to_pdf_never_reads_words_as_markup() -> None:
    words = '#import "x.typ" $x^2$ *b* _i_ = 1. @ref <label> // c #panic("!") `raw` \\ "q" \' [x]'
    (page,) = pages(to_pdf(paper(words)))
    assert "".join(page.split("— 1 —")[0].split()) == "".join(words.split())


def test_to_pdf_prints_rare_names() -> None:
    assert RARE_NAMES in "".join(pages(to_pdf(summary()))).replace("\n", "")


def test_to_pdf_is_tagged_and_archivable() -> None:
    reader = PdfReader(BytesIO(to_pdf(summary())))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"].startswith("zh")
    assert reader.metadata is not None
    assert reader.metadata.title == "星河大学党委宣传部2022年度宣传思想文化工作总结"
    assert b"<pdfaid:part>2</pdfaid:part>" in root["/Metadata"].get_data()


def test_to_pdf_sets_title_attachments_and_signature() -> None:
    whole = pages(to_pdf(summary()))
    assert whole[0].splitlines()[:2] == ["星河大学党委宣传部2022年度", "宣传思想文化工作总结"]
    last = whole[-1].splitlines()
    at = last.index("附件：1.2022年媒体报道一览表")
    assert [line.strip() for line in last[at : at + 4]] == [
        "附件：1.2022年媒体报道一览表",
        "2.获奖情况统计表",
        "星河大学党委宣传部",
        "2022年12月30日",
    ]


def test_to_pdf_puts_folios_outside() -> None:
    def left_of(page: int) -> float:
        at: list[float] = []
        reader.pages[page].extract_text(visitor_text=lambda text, cm, tm, *_: at.append(tm[4] * cm[0] + cm[4]) if "—" in text else None)
        return min(at)

    reader = PdfReader(BytesIO(to_pdf(full_pages(2))))
    left, right = 28 / 25.4 * 72, (210 - 26) / 25.4 * 72
    assert left_of(1) == pytest.approx(left + 14, abs=1)
    assert left_of(0) > right - 60


def test_to_pdf_of_a_broken_picture_is_refused() -> None:
    with pytest.raises(UnreadablePicture) as refused:
        to_pdf(Document((), (Picture(b"GIF89a...", "image/png", "校门"),)))
    assert str(refused.value) == "图片“校门”无法放进文件：它不是可以读取的图片。请换成 PNG 或 JPEG 格式的图片。"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents)
def test_to_pdf_of_any_document_is_made(document: Document) -> None:
    assert to_pdf(document).startswith(b"%PDF-")


def test_to_pdf_of_twelve_pages_takes_less_than_a_second() -> None:
    document = summary(46)
    started = time.process_time()
    made = to_pdf(document)
    assert len(pages(made)) == 12
    assert time.process_time() - started < 3  # with reading it back, on a busy machine
