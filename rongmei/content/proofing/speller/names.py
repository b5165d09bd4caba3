"""People's names as they stand beside titles, and foreign names: no dictionary knows them, and no speller should mend them."""

from __future__ import annotations

import re

from rongmei.content.proofing.speller.weighing import SURNAMES

_TWO = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_NAME = f"(?:{_TWO}|[{''.join(sorted(SURNAMES))}])[\u4e00-\u9fff]{{1,2}}"
_AFTER = "同志|教授|副教授|老师|书记|副书记|校长|副校长|院长|副院长|上将|中将|少将|主任|副主任|处长|副处长|主席|副主席|委员|部长|院士|研究员|同学|先生|女士|博士|记者|编辑"
_BEFORE = (
    "同志|教授|老师|书记|校长|院长|主任|处长|主席|委员|部长|院士|研究员|同学|导师|馆长|辅导员|记者|通讯员|编辑|学生|作者|摄影|撰稿|审核"
)
_BESIDE = re.compile(
    f"({_NAME})(?={_AFTER})|(?:{_BEFORE})[：:、 ]?({_NAME})(?=[，。、；：！？）)（( ]|表示|介绍|指出|强调|说|认为|主持|出席|致辞|讲话|作|在|为|参加|代表|率|和|与|等|$)"
)
_REPORTERS = re.compile(f"(?:记者|通讯员)({_NAME}(?:[、 ]{_NAME})*)(?=[报摄文图）)])")
_DOTTED = re.compile("[\u4e00-\u9fff]{1,3}[·•][\u4e00-\u9fff]{2,4}")
# The characters foreign names are written with; three in a row are most likely one.
_FOREIGN = re.compile(
    "[阿埃艾爱安奥巴贝比宾波布查达戴德迪蒂多恩尔法菲费弗夫福盖戈格古哈海赫霍基吉加杰卡凯科克肯库拉莱兰朗劳勒雷里利林卢鲁路伦罗洛"
    "马麦曼梅蒙米密莫默姆纳南内尼诺欧帕佩皮普奇乔切琴萨塞森沙舍施史斯丝苏索塔泰坦特汤托瓦威韦维温沃乌伍西希席夏谢辛休雅亚耶伊英尤约泽詹珍朱兹佐敦顿]{3,}"
)


def foreign(text: str) -> list[tuple[int, int]]:
    """Where a foreign name may stand: 布宜诺斯艾利斯."""
    return [found.span() for found in _FOREIGN.finditer(text)]


def spans(text: str) -> list[tuple[int, int]]:
    """Where names stand: 校长李明（…）, 张伟民教授."""
    beside = [found.span(1) if found[1] else found.span(2) for found in _BESIDE.finditer(text)]
    return [*beside, *(found.span(1) for found in _REPORTERS.finditer(text)), *(found.span() for found in _DOTTED.finditer(text))]
