"""Documents that several export tests set."""

from __future__ import annotations

from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from rongmei.reporting.summary.document import (
    Block,
    Document,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Slot,
    SlotKind,
    Table,
    Text,
)

SENTENCE = "学校坚持以立德树人为根本任务，围绕中心、服务大局，统筹推进理论武装、新闻宣传、校园文化和精神文明建设各项工作，"
RARE_NAMES = "喆堃玥翀赟𬭎"


def png(width: int = 320, height: int = 180) -> bytes:
    made = BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(made, "PNG")
    return made.getvalue()


def figure(ref: str, shown: str) -> Slot:
    return Slot(ref, SlotKind.FIGURE, shown, title=f"数据项 {shown}")


def name(ref: str, shown: str) -> Slot:
    return Slot(ref, SlotKind.NAME, shown, title=shown)


def opening() -> tuple[Block, ...]:
    return (
        Heading(1, (Text("一、思想政治工作"),)),
        Heading(2, (Text("（一）理论学习"),)),
        Paragraph(
            (
                Text("全年举办理论讲堂讲座"),
                figure("s1", "50余"),
                Text("场，覆盖"),
                figure("s2", "38"),
                Text("个二级党组织；"),
                name("p1", RARE_NAMES),
                Text("等"),
                figure("s1", "50余"),
                Text("名同志作报告，被"),
                Slot("r1", SlotKind.ROWS, "《晨光日报》《远山青年报》"),
                Text("等报道。"),
            )
        ),
        Heading(3, (Text("1.学习研讨"),)),
        Heading(4, (Text("（1）中心组"),)),
        Paragraph((Text("重点是"), Text("加粗", bold=True), Text("与"), Text("楷体", italic=True), Text("。"))),
        Table(
            (
                ((Text("单位"),), (Text("场次"),)),
                ((Text("文学院"),), (figure("t1", "12"),)),
                ((Text("马克思主义学院"),), (Text("3"),)),
            ),
            caption=(Text("表1 讲座分布"),),
        ),
        Picture(png(), "image/png", "礼堂里的听众", (Text("图1 讲座现场"),)),
    )


def summary(paragraphs: int = 3) -> Document:
    """Every kind of block, title in two lines, two attachments, signature; `paragraphs` of five lines after them."""
    more = tuple(Paragraph((Text(f"{SENTENCE}{SENTENCE}完成第{n}项工作，受众1,263人次。"),)) for n in range(1, paragraphs + 1))
    return Document(
        title=(name("u", "星河大学"), Text("党委宣传部2022年度宣传思想文化工作总结")),
        blocks=opening() + more,
        signed_by=(Text("星河大学党委宣传部"),),
        signed_on=(Text("2022年12月30日"),),
        attachments=((Text("2022年媒体报道一览表"),), (Text("获奖情况统计表"),)),
    )


def full_pages(pages: int = 2) -> Document:
    """Nothing but characters: each page has to hold 22 lines of 28."""
    return Document(title=(), blocks=(Paragraph((Text("永" * 28 * 22 * pages),), indent=False),))


_words = st.text(st.sampled_from("全年举办讲座星河大学张三ZU2０19.,，、（）一十百万 *×《》“”\n<&>\"'"), max_size=12)
_inlines: st.SearchStrategy[tuple[Inline, ...]] = st.lists(
    st.builds(Text, _words, st.booleans())
    | st.builds(Slot, st.sampled_from(["a", "b", "数"]), st.sampled_from(SlotKind), _words, _words, _words),
    max_size=4,
).map(tuple)
_blocks = st.one_of(
    st.builds(Heading, st.integers(1, 4), _inlines),
    st.builds(Paragraph, _inlines, st.sampled_from(["justify", "center", "right", "left"]), st.booleans()),
    st.builds(Table, st.lists(st.lists(_inlines, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple)),
)
documents = st.builds(
    Document, _inlines, st.lists(_blocks, max_size=4).map(tuple), _inlines, _inlines, st.lists(_inlines, max_size=2).map(tuple)
)
