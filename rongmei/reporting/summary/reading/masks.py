"""Masked runs: where they are, and whether digits or a name stood there."""

from __future__ import annotations

import re

from .found import MaskOf
from .measures import measure_after

ALWAYS = "*＊×✕╳■█▇▓◆●"  # one of them is a mask
REPEATED = "□○◯_＿"  # one of them is a tick box, a zero, a stray line
MASK = ALWAYS + REPEATED + "某ＸｘXx"

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "罗毕郝安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米贝明计戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅林钟徐邱骆高夏蔡田胡"
    "凌霍虞万柯卢莫房解应宗丁宣邓洪包左石崔吉龚程邢裴陆荣翁侯宓全班仰秋仲伊宫宁仇栾甘厉武符刘景詹龙叶幸司黎白蒲温谭文向易廖耿冉牛冷简曾关查游"
)
# In front of * these are mostly words of their own: 由**, 对**, 浙江**, 本周**.
_AMBIGUOUS = set("周方任于常乐安康余元明计项强路江高应全班文向关查万金云水华史左石全仰秋武景白易牛简冷解席季许麻宫房童温包宣昌严卫田胡林马")
_NOT_SOMEONE = "些种个一项类段时天年月日次人方处"
_PLACES = "县市省区州镇乡村路街道山河湖校院系部处科室局厅委办报社台网"
_AFTER_NAME = re.compile(
    r"大学|学院|学校|中学|小学|省|市|县|区(?!级)|州|镇|乡|村|街道|老师|教授|副教授|研究员|博士|院士|同志|同学|先生|女士|书记|副书记|校长|副校长|院长|主任|部长|处长|"
    r"日报|晚报|晨报|时报|青年报|青年|教育报|电视台|广播|卫视|新闻网|网|报|融媒|客户端|集团|公司|医院|银行|研究院|研究所|中心|基地|协会|学会|支队|大队|"
    r"部(?!作品|影片|微|短|专|著|教材|电影|纪录|优秀)|处(?!理)|厅|局|委员会|党委|党支部|团委|工会|宿舍|班级|社团|支部|等(?=单位|高校|地|媒体|同志|老师|同学|人)"
)
_AFTER_ONE_LETTER = re.compile(r"[年月日级届]|省|市|县|大学|学院|老师|[余多]?[万亿百千]|[余多%％.]")
_TITLED = re.compile(r"(?:^|[^\w]|书记|校长|院长|部长|处长|主任|教授|老师|学生|同学|同志|记者|辅导员|代表|[，。；、：“”（《\s])$")
_PREPOSITIONS = set("于任方向关和以时从为对")


def is_mask(text: str) -> bool:
    return any(character in MASK for character in text)


def count_marks(text: str) -> int:
    return sum(character in MASK for character in text)


def real_mask(text: str, start: int, end: int) -> bool:
    """Is the run of mask characters at `start`..`end` a mask, not a tick box, a bullet, a multiplication, a Latin word?"""
    run = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if "某" in run:
        return _someone(run, before, after)
    if not text.replace(run, "").strip() and len(run) >= 3:
        return False  # a line of stars
    if start == 0 or not text[:start].strip():
        if run in ("*", "＊", "●", "◆", "■") and (after.isspace() or not after):
            return False  # a bullet
    if set(run) <= set("Xx"):
        return _latin(run, before, after, text[end:])
    if set(run) <= set(REPEATED):
        return len(run) >= 2
    crossed = set(run) <= set("×✕╳＊*") and len(run) == 1
    return not (crossed and before.isascii() and before.isalnum() and after.isascii() and after.isalnum())


def _someone(run: str, before: str, after: str) -> bool:
    return run != "某" or bool(before and before in SURNAMES) or not (after and after in _NOT_SOMEONE)


def _latin(run: str, before: str, after: str, rest: str) -> bool:
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalnum()):
        return False
    return len(run) >= 2 or bool(_AFTER_ONE_LETTER.match(rest) or measure_after(rest)) or before.isdigit()


def what_stood_there(text: str, start: int, end: int, *, worded: bool) -> MaskOf:
    """`worded`: something around it already says number (余, 万, %, 近)."""
    if worded or any(c.isdigit() for c in text[start:end]):
        return MaskOf.DIGITS
    if "某" in text[start:end]:
        return MaskOf.NAME
    before, after = text[:start], text[end:].lstrip(" 　")
    if re.match(
        r"[%％‰]|年(?!级)|月(?!刊)|日(?!报|晚|晨)|[-—–~～至到]{1,2}[*＊×X_]{2,}年|[-—–~～至到]{1,2}[*＊×X_]{2,}学年",
        after,
    ):
        return MaskOf.DIGITS
    if end - start == 1 and re.match(r"[处部](?:[、，。；]|$)", after):
        return MaskOf.DIGITS  # 雕塑*处; a name of one character before 处 or 部 there is not
    if after.startswith("部") and re.search(r"(?:书|片|剧|著|作品|视频|教材|电影|丛书|文集)$", before):
        return MaskOf.DIGITS
    if measure_after(after) and not _AFTER_NAME.match(after):
        return MaskOf.DIGITS
    if re.search(r"第$", before) or (re.search(r"[达共计为超过近约]$|总数$|数量$", before) and not _AFTER_NAME.match(after)):
        return MaskOf.DIGITS
    return MaskOf.NAME if _AFTER_NAME.match(after) or _like_name(before, after) else MaskOf.UNKNOWN


def _like_name(before: str, after: str) -> bool:
    """In a sentence an unexplained run is a name: numbers stand before measure words."""
    return bool(before.strip() or after.strip())


def with_surname(text: str, start: int, end: int) -> int:
    """The start of the person's name: 李** and 李某某 are one name, 浙江** is not 江**."""
    if end - start > 2 or not start:
        return start
    surname = text[start - 1]
    certain = "某" in text[start:end]
    if surname not in SURNAMES:
        return start
    if not certain and surname in _AMBIGUOUS and (surname in _PREPOSITIONS or not _TITLED.search(text[: start - 1])):
        return start
    if text[end : end + 1] and text[end] in _PLACES and not certain:
        return start
    return start - 1
