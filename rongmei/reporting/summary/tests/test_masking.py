from __future__ import annotations

import pytest
from hypothesis import given

from rongmei.reporting.summary.document import Document, Heading, Inline, Paragraph, Picture, Slot, SlotKind, Text, plain
from rongmei.reporting.summary.leaks import LeakKind, find_leaks
from rongmei.reporting.summary.masking import MaskMode, ProtectedName, is_digit, mask

from .samples import documents, figure, name, png, summary

UNIVERSITY = ProtectedName("星河大学", ("ZU", "星大"), "学校")
PERSON = ProtectedName("张三", kind="人名")


def masked(*content: Inline, mode: MaskMode = MaskMode.DIGITS, keep: tuple[str, ...] = ()) -> list[str]:
    done = mask(Document((), (Paragraph(content),)), mode=mode, names=[UNIVERSITY, PERSON], keep=keep)
    block = done.blocks[0]
    assert isinstance(block, Paragraph)
    return [inline.text if isinstance(inline, Text) else inline.shown for inline in block.content]


@pytest.mark.parametrize(
    ("shown", "digits", "fixed"),
    [
        ("130余", "***余", "××余"),
        ("近60", "近**", "近××"),
        ("2.3万余", "*.*万余", "××余"),
        ("2万+", "*万+", "××+"),
        ("约2万", "约*万", "约××"),
        ("1,263", "*,***", "××"),
        ("9", "*", "××"),
        ("两名", "*名", "××名"),
        ("十余", "*余", "××余"),
        ("三百二十", "****", "××"),
        ("2千余", "*千余", "××余"),
        ("2021—2022", "****—****", "××—××"),
        ("12%", "**%", "××%"),
        ("１２", "**", "××"),
        ("若干", "若干", "若干"),
    ],
)
def test_mask_of_a_figure_keeps_its_words(shown: str, digits: str, fixed: str) -> None:
    assert masked(figure("a", shown)) == [digits]
    assert masked(figure("a", shown), mode=MaskMode.FIXED) == [fixed]


@pytest.mark.parametrize(
    ("words", "digits", "fixed"),
    [
        ("2022年", "****年", "××年"),
        ("2021-2022学年", "****-****学年", "××-××学年"),
        ("星河大学的张三", "****的**", "××的××"),
        ("星河大学十佳", "****十佳", "××十佳"),
        ("星 河\u3000大学", "* *\u3000**", "×× ××\u3000××"),
        ("ｚｕ与MENU、zu2", "**与MENU、***", "××与MENU、××"),
        ("两名教师，三十余场", "两名教师，三十余场", "两名教师，三十余场"),
        ("阅读2.3万次", "阅读*.*万次", "阅读××次"),
        ("一、总结", "一、总结", "一、总结"),
    ],
)
def test_mask_of_plain_words(words: str, digits: str, fixed: str) -> None:
    assert masked(Text(words)) == [digits]
    if " " not in words:
        assert masked(Text(words), mode=MaskMode.FIXED) == [fixed]


def test_mask_of_a_name_in_two_runs() -> None:
    assert masked(Text("在星"), Text("河大学", bold=True), Text("学习")) == ["在*", "***", "学习"]
    assert masked(Text("在星"), Text("河大学", bold=True), Text("学习"), mode=MaskMode.FIXED) == ["在××", "", "学习"]


def test_mask_of_a_name_half_in_a_slot() -> None:
    assert masked(name("u", "星河"), Text("大学成立")) == ["**", "**成立"]


def test_mask_of_a_name_slot_hides_all_of_it() -> None:
    assert masked(name("p", "李·喆")) == ["***"]
    assert masked(name("p", "李·喆"), mode=MaskMode.FIXED) == ["××"]


def test_mask_of_a_magnitude_outside_its_slot() -> None:
    assert masked(figure("a", "2"), Text("万余人次"), mode=MaskMode.FIXED) == ["××", "余人次"]


def test_mask_of_an_open_slot_is_whole_unless_it_is_a_number() -> None:
    assert masked(Slot("o", SlotKind.OPEN, "130余")) == ["***余"]
    assert masked(Slot("o", SlotKind.OPEN, "某某学院")) == ["****"]


def test_mask_of_rows_hides_protected_names_in_them() -> None:
    assert masked(Slot("r", SlotKind.ROWS, "《晨光日报》、张三、5家")) == ["《晨光日报》、**、*家"]


def test_mask_keeps_fixed_expressions_but_not_inside_longer_numbers() -> None:
    assert masked(Text("按GB/T 9704排版，电话19704"), keep=("GB/T 9704", "9704")) == ["按GB/T 9704排版，电话*****"]


def test_mask_of_a_name_inside_a_kept_expression() -> None:
    assert masked(Text("张三2号文"), keep=("张三2号",)) == ["**2号文"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("1.学习3次", "1.学习*次"),
        ("（1）中心组2次", "（1）中心组*次"),
        ("2022年工作", "****年工作"),
        ("3.15活动", "*.**活动"),
        ("（2022）总结", "（****）总结"),
    ],
)
def test_mask_keeps_ordinals_of_headings_only(words: str, kept: str) -> None:
    done = mask(Document((), (Heading(3, (Text(words),)),)), mode=MaskMode.DIGITS, names=[])
    assert done.blocks == (Heading(3, (Text(kept),)),)


def test_mask_puts_a_note_for_a_picture_and_keeps_its_caption_slots() -> None:
    document = Document((), (Picture(png(), "image/png", "星河大学校门", (Text("图1 共"), figure("f", "12"), Text("人"))),))
    done = mask(document, mode=MaskMode.DIGITS, names=[UNIVERSITY])
    caption = (Text("〔图片略〕"), Text("图* 共"), Slot("f", SlotKind.FIGURE, "**"), Text("人"))
    assert done.blocks == (Paragraph(caption, align="center", indent=False),)


def test_mask_empties_titles_and_notes_of_slots() -> None:
    done = mask(Document((Slot("a", SlotKind.FIGURE, "5", "张三5次", "少了2次"),), ()), mode=MaskMode.DIGITS, names=[])
    assert done.title == (Slot("a", SlotKind.FIGURE, "*"),)


def test_mask_of_a_summary_leaves_no_number_or_name() -> None:
    done = mask(summary(), mode=MaskMode.FIXED, names=[UNIVERSITY])
    kinds = {leak.kind for leak in find_leaks(done, protected=[UNIVERSITY])}
    assert kinds & {LeakKind.NUMBER, LeakKind.NAME} == set()


def shape(document: Document) -> tuple[object, ...]:
    """Blocks by kind and extent, and the slots, whatever they show."""
    slots = [(slot.ref, slot.kind) for slot in document.slots()]
    return [type(block) for block in document.blocks], slots, len(list(document.inlines()))


@given(documents)
def test_mask_of_any_document_has_its_structure(document: Document) -> None:
    for mode in MaskMode:
        assert shape(mask(document, mode=mode, names=[UNIVERSITY, PERSON])) == shape(document)


@given(documents)
def test_mask_by_digits_keeps_every_length(document: Document) -> None:
    done = mask(document, mode=MaskMode.DIGITS, names=[UNIVERSITY, PERSON])
    assert [len(plain((inline,))) for inline in done.inlines()] == [len(plain((inline,))) for inline in document.inlines()]


@given(documents)
def test_mask_of_any_document_leaves_digits_in_ordinals_only(document: Document) -> None:
    for mode in MaskMode:
        done = mask(document, mode=mode, names=[UNIVERSITY, PERSON])
        for block in done.blocks:
            if isinstance(block, Heading | Paragraph):
                assert sum(is_digit(char) for char in plain(block.content)) <= 2
            else:
                assert not any(is_digit(char) for row in block.rows for cell in row for char in plain(cell))  # type: ignore[union-attr]
        assert "张三" not in plain(done.title)


@given(documents)
def test_mask_twice_by_digits_changes_nothing_more(document: Document) -> None:
    once = mask(document, mode=MaskMode.DIGITS, names=[UNIVERSITY, PERSON])
    assert [plain((i,)) for i in mask(once, mode=MaskMode.DIGITS, names=[UNIVERSITY, PERSON]).inlines() if isinstance(i, Text)] == [
        plain((i,)) for i in once.inlines() if isinstance(i, Text)
    ]


def test_mask_fixed_hides_magnitude() -> None:
    shown = {masked(figure("a", text), Text("篇"), mode=MaskMode.FIXED)[0] for text in ("9", "130", "1,263", "2.3万", "５亿", "三百")}
    assert shown == {"××"}
