"""An edited export comes back: exactly what was changed by hand is named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from rongmei.reporting.summary.document import Document, Heading, Paragraph, Slot, SlotKind, Table, Text
from rongmei.reporting.summary.exports.docx import to_docx
from rongmei.reporting.summary.reading import WordRefused
from rongmei.reporting.summary.returned import Returned, SlotChange, TextChange, compare_returned
from rongmei.reporting.summary.tests.corpus.making import soffice, through_libreoffice

pytestmark = pytest.mark.once


def figure(ref: str, shown: str) -> Slot:
    return Slot(ref, SlotKind.FIGURE, shown)


SUMMARY = Document(
    title=(Slot("u", SlotKind.NAME, "云岭大学"), Text("党委宣传部"), figure("y", "2022"), Text("年工作总结")),
    blocks=(
        Heading(1, (Text("一、理论武装"),)),
        Paragraph(
            (
                Text("全年举办讲座"),
                figure("lectures", "130余"),
                Text("场，覆盖"),
                figure("units", "23"),
                Text("个二级党组织，听众"),
                figure("audience", "1.2万余"),
                Text("人次。"),
            )
        ),
        Paragraph((Text("中心组学习扎实有效，研讨深入，成效明显。"),)),
        Paragraph((Text("再次强调，讲座"), figure("lectures", "130余"), Text("场均有记录。"))),
        Table(
            (
                ((Text("项目"),), (Text("数量"),)),
                ((Text("校报"),), (figure("paper", "24"), Text("期"))),
            ),
            caption=(Text("表1 主要数据"),),
        ),
    ),
    signed_by=(Slot("u", SlotKind.NAME, "云岭大学"), Text("党委宣传部")),
    signed_on=(Text("2022年12月30日"),),
)
NOTHING = Returned((), (), ())


def edited(change: Callable[[str], str], data: bytes | None = None) -> bytes:
    """The export with the XML of its text changed."""
    source, out = zipfile.ZipFile(io.BytesIO(data or to_docx(SUMMARY))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                before = content.decode()
                after = change(before)
                assert after != before
                content = after.encode()
            archive.writestr(name, content)
    return out.getvalue()


def instead(was: str, now: str, count: int = 1) -> Callable[[str], str]:
    return lambda xml: xml.replace(f">{was}<", f">{now}<", count)


def test_compare_returned_untouched_export_is_unchanged() -> None:
    assert compare_returned(to_docx(SUMMARY), SUMMARY) == NOTHING
    assert NOTHING.unchanged is True


def test_compare_returned_three_numbers_and_a_sentence() -> None:
    data = edited(instead("130余", "140余"))
    data = edited(instead("23", "25"), data)
    data = edited(instead("24", "26"), data)
    data = edited(lambda xml: xml.replace("研讨深入，成效明显", "研讨深入、成效显著"), data)
    assert compare_returned(data, SUMMARY) == Returned(
        (
            SlotChange("lectures", "130余", "140余"),
            SlotChange("units", "23", "25"),
            SlotChange("paper", "24", "26"),
        ),
        (),
        (TextChange(3, "中心组学习扎实有效，研讨深入，成效明显。", "中心组学习扎实有效，研讨深入、成效显著。"),),
    )


def test_compare_returned_second_use_of_a_ref_is_told_apart() -> None:
    data = edited(lambda xml: "150余<".join(xml.rsplit("130余<", 1)))
    assert compare_returned(data, SUMMARY).changed_slots == (SlotChange("lectures", "130余", "150余", use=2),)


def test_compare_returned_digit_typed_beside_the_bookmark_belongs_to_the_figure() -> None:
    data = edited(lambda xml: re.sub(r'(<w:bookmarkStart[^>]*w:name="slot_units")', r"<w:r><w:t>1</w:t></w:r>\1", xml))
    assert compare_returned(data, SUMMARY) == Returned((SlotChange("units", "23", "123"),), (), ())


def test_compare_returned_lost_bookmark_is_recovered_from_the_words_around() -> None:
    def retyped(xml: str) -> str:
        xml = re.sub(r'<w:bookmarkStart[^>]*w:name="slot_units"/>', "", xml)
        return xml.replace(">23<", ">31<")

    assert compare_returned(edited(retyped), SUMMARY) == Returned((), (SlotChange("units", "23", "31"),), ())


def test_compare_returned_typed_over_figure_leaves_an_empty_bookmark() -> None:
    def typed_over(xml: str) -> str:
        found = re.search(r'(<w:bookmarkStart[^>]*w:name="slot_units"/>)(<w:r>.*?</w:r>)(<w:bookmarkEnd[^>]*/>)', xml)
        assert found
        return xml.replace(found[0], found[1] + found[3] + found[2].replace("23", "29"))

    assert compare_returned(edited(typed_over), SUMMARY) == Returned((SlotChange("units", "23", "29"),), (), ())


def test_compare_returned_deleted_and_added_paragraphs() -> None:
    document = docx.Document(io.BytesIO(to_docx(SUMMARY)))
    gone = next(p for p in document.paragraphs if p.text.startswith("再次强调"))
    gone._p.getparent().remove(gone._p)
    kept = next(p for p in document.paragraphs if p.text.startswith("中心组"))
    kept.insert_paragraph_before("领导新添的一段话。")
    out = io.BytesIO()
    document.save(out)
    assert compare_returned(out.getvalue(), SUMMARY) == Returned(
        (),
        (SlotChange("lectures", "130余", "", use=2),),
        (TextChange(4, "再次强调，讲座130余场均有记录。", ""), TextChange(-1, "", "领导新添的一段话。")),
    )


def test_compare_returned_tracked_change_counts_as_made() -> None:
    def tracked(xml: str) -> str:
        found = re.search(r"<w:r>(?:(?!</w:r>).)*<w:t[^>]*>23</w:t></w:r>", xml)
        assert found
        who = 'w:id="900" w:author="部长" w:date="2022-12-31T08:00:00Z"'
        deleted = found[0].replace("<w:t", "<w:delText").replace("</w:t>", "</w:delText>")
        return xml.replace(found[0], f"<w:del {who}>{deleted}</w:del><w:ins {who}>{found[0].replace('23', '27')}</w:ins>")

    assert compare_returned(edited(tracked), SUMMARY).changed_slots == (SlotChange("units", "23", "27"),)


def test_compare_returned_another_document_is_refused() -> None:
    document = docx.Document()
    for n in range(400):
        document.add_paragraph(f"另一份文件的第{n}段，与总结没有关系。" * 5)
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(WordRefused) as refused:
        compare_returned(out.getvalue(), SUMMARY)
    assert refused.value.sentence.endswith("不像是同一份；请上传由本系统导出后修改的那一份。")


@pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")
def test_compare_returned_after_libreoffice_saved_it() -> None:
    assert compare_returned(through_libreoffice(to_docx(SUMMARY), "docx"), SUMMARY) == NOTHING
    data = edited(instead("130余", "140余"))
    data = edited(lambda xml: xml.replace("成效明显", "成效显著"), data)
    assert compare_returned(through_libreoffice(data, "docx"), SUMMARY) == Returned(
        (SlotChange("lectures", "130余", "140余"),),
        (),
        (TextChange(3, "中心组学习扎实有效，研讨深入，成效明显。", "中心组学习扎实有效，研讨深入，成效显著。"),),
    )


@pytest.mark.skipif(soffice() is None, reason="LibreOffice (soffice) is not installed")
def test_compare_returned_through_an_old_doc_file() -> None:
    data = edited(instead("23", "25"))
    assert compare_returned(through_libreoffice(data, "doc"), SUMMARY) == Returned((SlotChange("units", "23", "25"),), (), ())
