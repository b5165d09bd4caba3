"""Measure words 量词, and the words that only look as if one stood there (名师 is no 名, 日报 is no 日).

Sources: the table of measure words in domain-zh §0 (sample), extended by what offices count.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Measure word → characters that, standing right after it, make it another word.
_NOT_BEFORE: dict[str, str] = {
    "人次": "", "人天": "", "场次": "", "班次": "", "频次": "", "篇次": "", "万字": "", "学时": "", "课时": "", "学分": "",
    "小时": "", "分钟": "", "个月": "", "万元": "", "平方米": "", "公里": "", "个百分点": "", "百分点": "", "名额": "",
    "周年": "", "幅": "", "枚": "", "帧": "", "份": "", "册": "",
    "场": "馆地景合", "次": "日序要品性于生", "期": "间末望刊货待", "篇": "章幅", "条": "例件款文线", "件": "套", "项": "目",
    "名": "称家校誉牌优著言单义字", "人": "民大事文力才员物生工类际社均选设格", "位": "于置列", "个": "人体性",
    "家": "长庭乡园国具", "张": "贴", "字": "数体", "届": "时", "批": "准评示判", "本": "科校级报院年月地次土部来身",
    "部": "门署长委队分级属", "支": "部持撑教付行", "队": "伍员长", "门": "户口类", "节": "目日约能点", "堂": "",
    "套": "餐", "轮": "流训岗", "讲": "话座述解授好堂台坛师义述", "台": "湾账阶", "所": "在有以属", "处": "理长级于置分",
    "组": "织长建成委团员", "种": "子植", "类": "似别型", "倍": "增", "元": "旦素", "站": "点位在", "集": "中体团合结",
    "轮次": "", "层": "次面级", "段": "落", "座": "谈右", "款": "项待", "间": "隔", "栋": "", "户": "外口",
    "对": "外于象标接", "起": "来到草点步", "天": "津文下然", "岁": "月末", "亩": "", "米": "", "版": "权面块本式图",
    "首": "次个批届先创要届", "句": "", "块": "", "辆": "", "级": "", "年": "度级鉴份", "月": "刊报", "日": "报晚常均",
    "讲次": "", "课": "程题堂时外", "面": "向对貌临积试", "步": "", "环": "节境", "集次": "", "稿": "件", "曲": "",
    "席": "", "票": "", "卷": "", "则": "", "例": "如会", "宗": "旨", "箱": "", "颗": "", "只": "有要", "遍": "布", "趟": "",
    "点": "击赞位", "时": "间代事政装期", "批次": "", "门次": "", "轮班": "", "粉丝": "", "吨": "", "周": "年刊报一二三四五六日末边围密到期全", "毫升": "", "公斤": "", "千克": "", "升": "级学旗本为", "株": "", "棵": "",
    "分": "钟别析享工管支类布会院场局为期批层部之发明管内外数配阶清", "票次": "", "户次": "", "套次": "",
}  # fmt: skip
MEASURE = "|".join(
    re.escape(word) + (f"(?![{after}])" if after else "") for word, after in sorted(_NOT_BEFORE.items(), key=lambda item: -len(item[0]))
)
# 50名师生, 12人才艺…: a number in front of 名师生 counts people
MEASURE = "名(?=师生|家长|优秀|著名)|" + MEASURE

# Behind a Chinese numeral only what is really counted; 三年, 两天, 四级 are times and ranks.
_CHINESE_COUNTED = (
    "人次", "场次", "班次", "个百分点", "学时", "课时", "小时", "分钟", "万字", "万元", "名额", "场", "次", "期", "篇", "条", "件", "项", "名", "人", "位", "个", "家", "张", "批", "本", "部", "支", "门", "节", "套", "册", "份", "幅", "轮", "讲", "台", "所", "处", "组", "种", "类", "倍", "座", "间", "枚", "首", "集", "站", "款", "版", "字", "元", "队", "天", "个月", "平方米", "堂", "辆", "栋", "亩", "吨", "票", "株", "棵", "封", "幢", "面", "颗", "周",
)  # fmt: skip
COUNTED_IN_CHINESE = "|".join(
    re.escape(word) + (f"(?![{_NOT_BEFORE.get(word, '')}])" if _NOT_BEFORE.get(word) else "")
    for word in sorted(_CHINESE_COUNTED, key=len, reverse=True)
)

_SAME: tuple[frozenset[str], ...] = (
    frozenset({"人", "名", "位"}),
    frozenset({"场", "场次", "次", "讲", "堂", "课"}),
    frozenset({"篇", "条", "件", "则"}),
    frozenset({"学时", "课时", "小时"}),
    frozenset({"个", "家", "所", "支"}),
    frozenset({"项", "个", "件", "种"}),
    frozenset({"部", "件", "集", "条"}),
    frozenset({"张", "幅"}),
    frozenset({"期", "次", "版"}),
    frozenset({"册", "本", "份", "部", "种"}),
    frozenset({"字"}),
    frozenset({"人次"}),
)


def measure_after(text: str) -> str:
    """The measure word the text begins with, empty when it begins with none."""
    found = re.match(MEASURE, text.lstrip(" 　"))
    return found[0] if found else ""


@lru_cache(maxsize=2048)
def base_measure(word: str) -> str:
    """Without the ten-thousand in front: 万字 counts 字, 万余人次 counts 人次; 场次 are 场, but 人次 are not 人."""
    bare = re.sub(r"^[百千万亿]+余?", "", word.strip()) or word.strip()
    return bare[0] if bare in ("场次", "篇次", "条次", "批次", "件次", "期次") else bare


@lru_cache(maxsize=8192)
def measures_agree(written: str, counted: str) -> float:
    """1 the same, 0.5 one may stand for the other (人 and 名), 0 not: 人次 are never 人."""
    written, counted = base_measure(written), base_measure(counted)
    if written == counted:
        return 1.0
    return 0.5 if any(written in same and counted in same for same in _SAME) else 0.0
