"""Merged cells: from last year's Word file through the editor into every output."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st

from rongmei.reporting.summary.blocks import SummaryBody
from rongmei.reporting.summary.body import joined, read_body, write_body
from rongmei.reporting.summary.document import Document, Merge, Slot, SlotKind, Table, Text, plain
from rongmei.reporting.summary.document_json import dump, load
from rongmei.reporting.summary.exports.docx import to_docx
from rongmei.reporting.summary.exports.html import to_html
from rongmei.reporting.summary.exports.pdf import to_pdf
from rongmei.reporting.summary.masking import MaskMode, ProtectedName, mask
from rongmei.reporting.summary.reading import read_docx

pytestmark = pytest.mark.once

# 指标 over two rows, 发布情况 over two columns, 校报 over two rows of the body
TEXTS = (
    ("平台", "指标", "发布情况", ""),
    ("", "", "篇数", "阅读量"),
    ("校报", "新闻", "12", "340"),
    ("", "图片", "8", "260"),
)
MERGES = (Merge(0, 0, 2, 1), Merge(0, 1, 2, 1), Merge(0, 2, 1, 2), Merge(2, 0, 2, 1))


def word_file() -> bytes:
    file = WordDocument()
    file.add_paragraph("2025年工作总结")
    table = file.add_table(rows=4, cols=4)
    for r, row in enumerate(TEXTS):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for merge in MERGES:
        table.cell(merge.row, merge.column).merge(table.cell(merge.row + merge.rows - 1, merge.column + merge.columns - 1))
    file.add_paragraph("以上。")
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def table_of(document: Document) -> Table:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def slot_of(ref: str) -> Slot:
    return Slot(ref, SlotKind.FIGURE, "7")


@pytest.fixture(scope="module")
def read() -> Document:
    return read_docx(word_file()).document


def through_the_editor(document: Document) -> Table:
    stream = SummaryBody().to_python(write_body(document.blocks, lambda picture: None))
    (table,) = (block for block in read_body(stream, slot_of) if isinstance(block, Table))
    return table


def texts(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_merged_cells_of_a_word_file_are_read(read: Document) -> None:
    table = table_of(read)
    assert (table.merges, table.header_rows) == (MERGES, 2)
    assert texts(table) == [list(row) for row in TEXTS]


def test_merged_cells_live_through_the_editor(read: Document) -> None:
    table = through_the_editor(read)
    assert (table.merges, table.header_rows) == (MERGES, 2)
    assert [[cell for cell in row if cell != "7"] for row in texts(table)][:2] == [list(row) for row in TEXTS[:2]]


def test_merged_cells_are_frozen_with_the_text_and_masked_with_it(read: Document) -> None:
    assert load(dump(read)) == read
    assert table_of(mask(read, mode=MaskMode.DIGITS, names=[ProtectedName("校报")])).merges == MERGES


def test_tables_without_merged_cells_keep_the_digest_they_had() -> None:
    assert "merges" not in dump(Document((), (Table((((Text("甲"),),),)),)))


def test_merged_cells_in_word_read_back_the_same(read: Document) -> None:
    assert table_of(read_docx(to_docx(read)).document).merges == MERGES


def test_merged_cells_in_html(read: Document) -> None:
    html = to_html(read)
    head = html[html.index("<thead>") : html.index("</thead>")]
    assert head == (
        '<thead><tr><th scope="col" rowspan="2">平台</th><th scope="col" rowspan="2">指标</th><th scope="colgroup" colspan="2">发布情况</th></tr>'
        '<tr><th scope="col">篇数</th><th scope="col">阅读量</th></tr>'
    )
    assert '<td rowspan="2">校报</td>' in html


def test_merged_cells_in_pdf(read: Document, tmp_path: Path) -> None:
    import pypdf

    (page,) = pypdf.PdfReader(BytesIO(to_pdf(read))).pages
    words = page.extract_text().replace(" ", "")
    assert all(text in words for row in TEXTS for text in row)


def test_arrow_that_leads_nowhere_stays_an_arrow() -> None:
    table = joined(Table((((Text("←"),), (Text("甲"),)), ((Text("↑"),), (Text("乙"),)))))
    assert (table.merges, texts(table)) == ((), [["←", "甲"], ["↑", "乙"]])


@given(st.lists(st.lists(st.sampled_from(["甲", "←", "↑", ""]), min_size=4, max_size=4), min_size=1, max_size=4))
def test_joined_cells_never_overlap_and_lose_no_word(grid: list[list[str]]) -> None:
    table = joined(Table(tuple(tuple((Text(text),) if text else () for text in row) for row in grid)))
    places = [place for merge in table.merges for place in Table((), 0, (), (merge,)).reach()]
    assert len(places) == len(set(places))
    assert [t for row in texts(table) for t in row if t == "甲"] == [t for row in grid for t in row if t == "甲"]
