"""Words of which one excludes the others: 一等奖 is no 二等奖, 教职工 are no 学生, 主办 is no 承办.

Source: the grades, levels, roles and platforms office summaries count apart (domain-zh §0, sample; general knowledge).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Each member: the words that say it. Longer words are looked for first, so that 党委宣传部 says nothing about 校党委.
_GROUPS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("特等奖", "特等"), ("一等奖", "一等"), ("二等奖", "二等"), ("三等奖", "三等"), ("优秀奖",), ("入围奖",), ("提名奖",)),
    (("国家级", "全国", "中央"), ("省级", "省部级", "全省", "省委"), ("市级", "全市", "市委"), ("校级", "校党委", "校师生"), ("院级", "二级", "学院级")),
    (("教职工", "教师", "教职员工"), ("学生", "研究生", "本科生")),
    (("主办",), ("承办",), ("协办",)),
    (("应到",), ("实到", "出席"), ("缺席", "请假"), ("补学",)),
    (("党群部门",), ("行政部门",), ("直属单位",), ("教学院系",), ("学生组织",)),
    (("进社区",), ("进乡村",), ("进学院",), ("进班级",), ("进宿舍",), ("进支部",), ("进中学", "进校园"), ("进企业",), ("进机关",), ("进军营",)),
    (("微信公众号", "公众号", "微信"), ("微博",), ("抖音",), ("视频号", "微信视频号"), ("B站", "哔哩哔哩"), ("QQ",), ("快手",), ("头条",), ("小红书",)),
    (("集体荣誉", "集体奖"), ("个人荣誉", "个人奖")),
    (("校内",), ("校外",)),
    (("上半年",), ("下半年",)),
    (("线上",), ("线下",)),
    (("讲话",), ("文件",), ("文章",)),
)  # fmt: skip


@lru_cache(maxsize=8192)
def members(text: str) -> dict[int, tuple[int, int]]:
    """Group → (member, how far from the start it stands last) for every group the text speaks of; the last word counts."""
    found: dict[int, tuple[int, int]] = {}
    for group, choices in enumerate(_GROUPS):
        words = sorted(((word, member) for member, said in enumerate(choices) for word in said), key=lambda pair: -len(pair[0]))
        pattern = "|".join(re.escape(word) for word, _member in words)
        member_of = dict(words)
        for match in re.finditer(pattern, text, re.IGNORECASE):
            found[group] = (member_of.get(match[0], member_of.get(match[0].upper(), 0)), match.end())
    return found


def excluded(written: str, said: tuple[str, ...]) -> bool:
    """Does the clause name another member of a group than the figure does?"""
    ours = {group: {members(text)[group][0] for text in said if group in members(text)} for text in said for group in members(text)}
    return any(group in ours and member not in ours[group] for group, (member, _at) in members(written).items())


def unsaid(written: str, said: tuple[str, ...]) -> bool:
    """Does the clause name a member of a group the figure says nothing of? 国家级媒体报道 is narrower than 媒体报道."""
    told = {group for text in said for group in members(text)}
    return any(group not in told for group in members(written))


def listed(written: str, said: Sequence[str]) -> bool:
    """Does an enumeration (进学院、进社区) name more members of a group than the figure, which names one?"""
    parts = [members(part) for part in written.split("、")]
    told = {(group, member) for text in said for group, (member, _at) in members(text).items()}
    return any(
        len({part[group][0] for part in parts if group in part}) > len({member for ours, member in told if ours == group})
        for group in {group for group, _member in told}
    )
