"""Titles of office, and when the words of a text and of the directory mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# Offices people hold in a university; what the directory's own posts are called comes on top. 教授 and 老师 are no offices.
OFFICES: Final = (
    "党委书记", "党委副书记", "党委常委", "常务副书记", "纪委书记", "纪委副书记", "党总支书记", "总支书记", "党支部书记", "书记", "副书记", "校长", "副校长",
    "常务副校长", "校长助理", "总会计师", "总法律顾问", "院长", "副院长", "常务副院长", "院长助理", "系主任", "系副主任", "主任", "副主任", "部长", "副部长",
    "处长", "副处长", "科长", "副科长", "馆长", "副馆长", "所长", "副所长", "社长", "台长", "主编", "副主编", "总编辑", "副总编辑", "主席", "副主席", "秘书长",
)  # fmt: skip
# Of these the directory knows every holder, when it knows one
UNIVERSITY_OFFICES: Final = frozenset({"党委书记", "党委副书记", "纪委书记", "校长", "副校长", "常务副校长", "校长助理", "总会计师"})
_OWN = re.compile(r"^(?:(?:我校|本校|学校|我院|本院|学院)(?=..)|校(?=[党纪团工]))")
_ENDING = re.compile(r"(?:书记|[校院部处科馆所社台主班队站局司厅署]长|主任|主编|总编辑|主席|秘书长|助理|总会计师|总法律顾问|常委)$")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SEVERAL = re.compile(r"[、，,；;兼/]")
# What may stand before an office without changing whose it is
_OWN_BEFORE = ("我校", "本校", "学校", "我院", "本院", "校党委", "党委", "院党委")
_NOT_OWN_SCHOOL, _NOT_OWN_COLLEGE = frozenset("高院党分该某各两母"), frozenset("大中小")
_OTHER_BODY = (
    "大学", "学院", "高校", "院校", "该校", "党校", "分校", "中学", "小学", "公司", "集团", "银行", "医院", "法院", "政府",
    *"省市县区乡镇村厅局部委办处科室院所系会社团队站馆组国州报台厂店军级",
    "中心", "协会", "联盟", "支部", "总支", "小组", "组织", "机构", "党组", "俱乐部", "街道", "企业", "单位",
)  # fmt: skip
FORMER: Final = re.compile(r"(?:原任|前任|时任|曾任|历任|首任|原|前|老|已故|卸任|曾是|第[一二三四五六七八九十\d]+任)\Z")
FORMER_ENDS: Final = frozenset("任原前老故是")  # its last characters
ONCE: Final = frozenset({"原", "前", "原任", "前任", "卸任"})  # says that it is over; 时任 does not
# A person addressed so is spoken of as somebody else than an office holder, perhaps of the same name
ADDRESSED: Final = re.compile(r"副?教授|老师|同学|博士|硕士|研究员|院士|同志|先生|女士|讲师|工程师|医生|师傅|代表|学长|校友")
PARTS: Final = re.compile(r"[、兼 \u3000]?")


def offices_in(title: str, unit: str) -> tuple[str, ...]:
    """The offices a post's title names: 党委副书记、校长 → both; 副校长（教学） → 副校长; 教授 and 校对 → none."""
    parts = (part.strip().removeprefix(unit) or part.strip() for part in _SEVERAL.split(_BRACKETED.sub("", title)))
    return tuple(part for part in parts if _ENDING.search(part))


@lru_cache(4096)
def same_office(written: str, held: str, unit: str = "") -> bool:
    """Does the title in a text name this post? 书记 names 党委书记 but never 党委副书记; 校长 never 副校长."""
    written, held = _OWN.sub("", written), _OWN.sub("", held.removeprefix(unit) or held)
    if written == held:
        return True
    longer, shorter = (held, written) if len(held) > len(written) else (written, held)
    return longer.endswith(shorter) and longer[-len(shorter) - 1] not in "副总" and not shorter.startswith("助理")


def of_another_body(before: str) -> bool:
    """Do the words before a title name a body that is not known here (清华大学, 省教育厅, 学术委员会)?"""
    return before.endswith(_OTHER_BODY) and not _own(before)


def _own(before: str) -> bool:
    """Do they name the university or a college of it (学校, but not 该校)?"""
    if before.endswith(_OWN_BEFORE):
        return True
    if before.endswith("学院"):
        return before[-3:-2] not in _NOT_OWN_COLLEGE
    return before.endswith("校") and before[-2:-1] not in _NOT_OWN_SCHOOL
