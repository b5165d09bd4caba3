"""Other ways in which a protected name may still be readable: its short forms, its initials, one character off.

Universities are shortened by habit, not by rule (星河大学 → 星大, 星河), so these are guesses and reported, never masked by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# What a name says about its kind and not about itself. The longest ending wins.
_KINDS = (
    "职业技术大学 职业技术学院 高等专科学校 师范大学 理工大学 科技大学 工业大学 农业大学 医科大学 财经大学 职业学院 大学 学院 学校 "
    "委员会 办公室 研究院 研究所 中心 部 处 院 系"
)
_GENERIC = tuple(sorted(_KINDS.split(), key=len, reverse=True))
# What every university calls its bodies and their work: says which office, never which university (general knowledge).
_BODIES = (
    "党委 团委 纪委 党总支 党支部 团总支 团支部 党组织 党政 党办 校办 党校 团校 工会 妇联 学生会 研究生会 学联 社团 社团联合会 志愿者协会 "
    "教代会 校友会 理论学习中心组 中心组 宣传 组织 统战 纪检 监察 巡察 党群 行政 直属单位 机关 机关党委 教学院系 学生组织 "
    "教务 人事 财务 科研 科技 社科 学工 学生工作 研究生工作 教师工作 后勤 保卫 基建 资产 审计 招生 就业 招生就业 国际合作 国际交流 信息 信息化 "
    "网络 网信 图书 图书馆 档案 档案馆 校史馆 博物馆 体育馆 校医院 医院 出版社 学报 校报 编辑部 新闻 融媒体 马克思主义 教学 教育 教学质量 "
    "发展规划 政策研究 法律事务 实验室 离退休 离退休工作 武装 附属医院 附属中学 附属小学 幼儿园 继续教育 国际教育 创新创业 研究生 本科生 学生 教师 教职工"
)
_EVERYWHERE = frozenset(_BODIES.split())
_PREFIXES = ("校", "院", "系")
# The first characters of GB 2312's first level by pinyin initial: its 3,755 characters stand in the order of pinyin.
_INITIALS = (
    ("a", 0xB0A1), ("b", 0xB0C5), ("c", 0xB2C1), ("d", 0xB4EE), ("e", 0xB6EA), ("f", 0xB7A2), ("g", 0xB8C1), ("h", 0xB9FE),
    ("j", 0xBBF7), ("k", 0xBFA6), ("l", 0xC0AC), ("m", 0xC2E8), ("n", 0xC4C3), ("o", 0xC5B6), ("p", 0xC5BE), ("q", 0xC6DA),
    ("r", 0xC8BB), ("s", 0xC8F6), ("t", 0xCBFA), ("w", 0xCDDA), ("x", 0xCEF4), ("y", 0xD1B9), ("z", 0xD4D1),
)  # fmt: skip
_LAST = 0xD7FA
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
_BREAKS = frozenset(" \t\n\u3000，。、；：！？“”‘’（）《》")


def split_name(name: str) -> tuple[str, str]:
    """The part of a name that is its own, and the ending that says what kind of body it is: 星河 + 大学."""
    for ending in _GENERIC:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)], ending
    return name, ""


def is_everywhere(word: str) -> bool:
    """Whether every university has one: 党委, 校党委, 学生会. With a part under marks (校学生*) it says no more."""
    bare = word.rstrip("*×＊Xx某")
    own = bare[1:] if bare.startswith(_PREFIXES) else bare
    return any(text in _EVERYWHERE for text in (bare, own))


def short_forms(name: str) -> set[str]:
    """星河理工大学 → 星河, 星大, 星河大; two characters at least."""
    own, ending = split_name(name)
    if not ending:
        return set()
    forms = {own}
    if ending.endswith(("大学", "学院")):
        mark = "大" if ending.endswith("大学") else "院"
        forms |= {own[0] + mark, own[:2] + mark, own + mark}
    if len(ending) > 2:  # 理工大学: 星河理工
        forms.add(own + ending[:-2])
        forms.add(own[0] + ending[0] + "大")
    return {form for form in forms if len(form) >= 2 and form != name and not is_everywhere(form)}


def pinyin_initials(name: str) -> str:
    """星河大学 → xhdx. Empty when a character is not among the 3,755 common ones; a character with two readings gives one of them."""
    letters = [_initial(char) for char in name]
    return "".join(letters) if all(letters) else ""


def initial_forms(name: str) -> set[str]:
    """Latin abbreviations made from the pinyin: of the whole name and of its own part with U (xhdx, xhd, xhu)."""
    own, ending = split_name(name)
    if not ending:  # the initials of a person are those of a thousand others
        return set()
    whole, core = pinyin_initials(name), pinyin_initials(own)
    forms = {whole}
    if core and ending.endswith("大学"):
        forms |= {core + "u", core + "d"}
    return {form for form in forms if len(form) >= 3}


@lru_cache(maxsize=4096)
def _initial(char: str) -> str:
    try:
        raw = char.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    code = int.from_bytes(raw, "big")
    if len(raw) != 2 or code > _LAST:
        return ""
    return next((letter for letter, first in reversed(_INITIALS) if code >= first), "")


class NearMisses:
    """Finds words that differ from one of `names` in one character of its own part: a slip of the pen, or a name half masked.

    The names are indexed by what is left of them without one character, so thousands of names cost no more than one.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(name for name in names if len(name) >= 3 and _CHINESE.fullmatch(name) and not is_everywhere(name))
        self.gapped: dict[int, dict[tuple[int, str], str]] = {}
        for name in sorted(self.names):
            own, ending = split_name(name)
            # Of a person the surname stays: another surname is another person.
            for gap in range(0 if ending else 1, len(own)):
                self.gapped.setdefault(len(name), {})[gap, name[:gap] + name[gap + 1 :]] = name

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Each such word, and the name it resembles."""
        for length, index in self.gapped.items():
            for start in range(len(text) - length + 1):
                word = text[start : start + length]
                for gap in range(length):
                    name = index.get((gap, word[:gap] + word[gap + 1 :]))
                    if name and word not in self.names and word[gap] not in _BREAKS and not is_everywhere(word):
                        yield word, name
