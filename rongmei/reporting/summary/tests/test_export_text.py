from __future__ import annotations

from rongmei.reporting.summary.document import Document, Paragraph, Table, Text
from rongmei.reporting.summary.exports.text import to_text

from .samples import summary


def test_to_text_of_a_summary() -> None:
    assert to_text(summary(0)) == (
        "星河大学党委宣传部2022年度宣传思想文化工作总结\n"
        "\n"
        "　　一、思想政治工作\n"
        "　　（一）理论学习\n"
        "　　全年举办理论讲堂讲座50余场，覆盖38个二级党组织；喆堃玥翀赟𬭎等50余名同志作报告，被《晨光日报》《远山青年报》等报道。\n"
        "　　1.学习研讨\n"
        "　　（1）中心组\n"
        "　　重点是加粗与楷体。\n"
        "表1 讲座分布\n"
        "单位\t场次\n"
        "文学院\t12\n"
        "马克思主义学院\t3\n"
        "〔图：礼堂里的听众〕图1 讲座现场\n"
        "\n"
        "　　附件：1.2022年媒体报道一览表\n"
        "　　　　　2.获奖情况统计表\n"
        "\n"
        "星河大学党委宣传部\n"
        "2022年12月30日\n"
    )


def test_to_text_of_one_attachment_has_no_number() -> None:
    assert to_text(Document((), (), attachments=((Text("统计表"),),))) == "\n　　附件：统计表\n"


def test_to_text_keeps_a_table_row_on_one_line() -> None:
    table = Table((((Text("甲\n乙"),), (Text("丙\t丁"),)),))
    assert to_text(Document((), (table, Paragraph((Text("戊"),), indent=False)))) == "甲 乙\t丙 丁\n戊\n"


def test_to_text_drops_control_characters() -> None:
    assert to_text(Document((Text("甲\x00\x1b乙"),), ())) == "甲乙\n\n"
