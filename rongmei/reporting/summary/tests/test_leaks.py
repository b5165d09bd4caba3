from __future__ import annotations

import time

import pytest

from rongmei.reporting.summary.document import Document, Heading, Paragraph, Text
from rongmei.reporting.summary.leaks import Leak, LeakKind, find_leaks
from rongmei.reporting.summary.masking import MaskMode, ProtectedName, mask
from rongmei.reporting.summary.name_variants import initial_forms, pinyin_initials, short_forms

from .samples import summary

UNIVERSITY = ProtectedName("星河大学", ("Xinghe University",), "学校")


def leaks(words: str, **given: object) -> list[tuple[LeakKind, str]]:
    document = Document((), (Paragraph((Text(words),)),))
    return [(leak.kind, leak.text) for leak in find_leaks(document, protected=[UNIVERSITY], **given)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("开设#鼎青年##太学夜读#话题。", [(LeakKind.HASHTAG, "#鼎青年#"), (LeakKind.HASHTAG, "#太学夜读#")]),
        ("开设#*青年#话题。", []),
        ("推出Hauster专栏。", [(LeakKind.LATIN, "Hauster")]),
        ("运营QQ和App。", []),
        ("校报ZZU出版。", [(LeakKind.LATIN, "ZZU")]),
        ("刊于《鼎报》。", [(LeakKind.BRAND, "《鼎报》")]),
        ("刊于《**日报》。", []),
        ("推出“太学夜读”。", [(LeakKind.BRAND, "“太学夜读”")]),
        ("来信xcb@xinghe.edu.cn。", [(LeakKind.CONTACT, "xcb@xinghe.edu.cn")]),
        ("网址https://www.xinghe.edu.cn/news。", [(LeakKind.CONTACT, "https://www.xinghe.edu.cn/news")]),
        ("电话0371-65432100。", [(LeakKind.CONTACT, "0371-65432100")]),
        ("共120篇。", [(LeakKind.NUMBER, "120")]),
        ("举办三十余场。", [(LeakKind.NUMBER, "三十余")]),
        ("一批先进，一个中心。", []),
        ("在星河大学举办。", [(LeakKind.NAME, "星河大学")]),
        ("星大青年。", [(LeakKind.VARIANT, "星大")]),
        ("XHDX青年。", [(LeakKind.VARIANT, "XHDX")]),
        ("在银河大学举办。", [(LeakKind.VARIANT, "银河大学")]),
        ("在星*大学举办。", [(LeakKind.VARIANT, "星*大学")]),
        ("在****举办**场。", []),
        ("〔图片略〕", []),
    ],
)
def test_leaks_of_a_sentence(words: str, found: list[tuple[LeakKind, str]]) -> None:
    assert leaks(words) == found


def test_leaks_of_a_number_beside_a_name() -> None:
    assert leaks("第三届“星光杯”大赛。") == [
        (LeakKind.BRAND, "“星光杯”"),
        (LeakKind.COMBINATION, "第三届“星光杯”"),
        (LeakKind.NUMBER, "第三届"),
    ]


def test_leaks_spare_public_names_places_not_listed_and_kept_expressions() -> None:
    words = "《人民日报》报道远山市的工作，按GB/T 9704排版。"
    assert leaks(words, public_names=["人民日报"], keep=["GB/T 9704"]) == []
    assert leaks(words, public_names=["人民日报"], keep=["GB/T 9704"], places=["远山", "远山市"]) == [(LeakKind.PLACE, "远山市")]


def test_leaks_spare_ordinals() -> None:
    document = Document((), (Heading(3, (Text("1.新媒体"),)), Paragraph((Text("（2）话题。"),))))
    assert find_leaks(document, protected=[UNIVERSITY]) == []


@pytest.mark.parametrize("words", ["在校党委领导下。", "各级党委、团委。", "校学生*主席。", "宣传和组织工作。"])
def test_leaks_spare_what_every_university_has(words: str) -> None:
    units = [ProtectedName(name, (), "单位") for name in ("党委办公室", "党委宣传部", "校团委", "校学生会", "组织部")]
    document = Document((), (Paragraph((Text(words),)),))
    assert find_leaks(document, protected=[UNIVERSITY, *units]) == []


def test_leaks_of_a_unit_that_only_this_university_has() -> None:
    units = [ProtectedName("鼎新书院", (), "单位"), ProtectedName("太湖流域研究院", (), "单位")]
    document = Document((), (Paragraph((Text("鼎星书院与太湖流域团队。"),)),))
    assert [leak.text for leak in find_leaks(document, protected=units)] == ["太湖流域", "鼎星书院"]


def test_leaks_say_where_and_why() -> None:
    document = Document((), (Paragraph((Text("第一句。开设#鼎青年#话题。"),)),))
    assert find_leaks(document, protected=[]) == [
        Leak(
            LeakKind.HASHTAG,
            "#鼎青年#",
            "第1段：“开设#鼎青年#话题。”",
            "话题“#鼎青年#”在平台上一搜就能找到发起的学校；请遮住，或写成“#××#”。",
        )
    ]


def test_leaks_of_a_masked_summary_are_its_papers() -> None:
    done = mask(summary(), mode=MaskMode.DIGITS, names=[UNIVERSITY])
    assert [leak.text for leak in find_leaks(done, protected=[UNIVERSITY])] == ["《晨光日报》", "《远山青年报》"]


def test_leaks_with_thousands_of_names_take_less_than_two_seconds() -> None:
    surnames, given = "王李张刘陈杨黄赵周吴", "建国伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明"
    names = [ProtectedName(a + b + c) for a in surnames for b in given for c in given][:3000]
    started = time.process_time()
    find_leaks(summary(40), protected=names)
    assert time.process_time() - started < 2


def test_short_forms_of_a_university() -> None:
    assert short_forms("星河大学") == {"星河", "星大", "星河大"}
    assert short_forms("星河理工大学") == {"星河", "星大", "星河大", "星理大", "星河理工"}
    assert short_forms("张三丰") == set()


def test_pinyin_initials_of_common_characters() -> None:
    assert pinyin_initials("北京师范大学") == "bjsfdx"
    assert pinyin_initials("星河大学喆") == ""
    assert initial_forms("星河大学") == {"xhdx", "xhu", "xhd"}
    assert initial_forms("张三丰") == set()
