"""People's names as they stand beside titles: no dictionary knows them, and no speller should mend them."""

from __future__ import annotations

import re

from rongmei.content.proofing.speller.weighing import SURNAMES

_TWO = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯"
_NAME = f"(?:{_TWO}|[{''.join(sorted(SURNAMES))}])[\u4e00-\u9fff]{{1,2}}"
_AFTER = "同志|教授|副教授|老师|书记|副书记|校长|副校长|院长|副院长|主任|副主任|处长|副处长|主席|副主席|委员|部长|院士|研究员|同学|先生|女士|博士|记者|编辑"
_BEFORE = (
    "同志|教授|老师|书记|校长|院长|主任|处长|主席|委员|部长|院士|研究员|同学|导师|馆长|辅导员|记者|通讯员|编辑|学生|作者|摄影|撰稿|审核"
)
_BESIDE = re.compile(
    f"({_NAME})(?={_AFTER})|(?:{_BEFORE})[：:、 ]?({_NAME})(?=[，。、；：！？）)（( ]|表示|介绍|指出|强调|说|认为|主持|出席|致辞|讲话|作|在|为|参加|代表|率|和|与|等|$)"
)


def spans(text: str) -> list[tuple[int, int]]:
    """Where names stand: 校长李明（…）, 张伟民教授."""
    return [found.span(1) if found[1] else found.span(2) for found in _BESIDE.finditer(text)]
