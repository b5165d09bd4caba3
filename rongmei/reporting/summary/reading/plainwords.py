"""Digits and numerals that are no quantities: document numbers, telephones, standards, slogans, names with a number in them.

The lists hold fixed expressions of office Chinese in general; they are about the language, not about one university.
Sources: GB/T 15835—2011 定型词用汉字 (second-hand), domain-zh §2.3.
"""

from __future__ import annotations

import re

N = "零〇一二三四五六七八九十百"

_IDENTIFIERS = (
    r"https?://[^\s，。；、）)]+|www\.[^\s，。；、）)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"[〔\[（(【](?:19|20)\d{2}[〕\]）)】]\s*第?\s*\d+\s*号|[〔〕]\d{4}|〔\d{4}〕",
    r"(?:GB|GB/T|GB/Z|DB|CY/T|CY|JY/T|ISO|IEC|ISSN|ISBN|CN|DOI)[/\s]*[A-Z]{0,2}\s*\d[\d.\-—–/:：X]*",
    r"(?<![\d.])(?:0\d{2,3}[-—\s]?)\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)(?:400|800)-?\d{3}-?\d{4}(?!\d)",
    r"(?:电话|传真|邮编|邮政编码|热线|手机|QQ群?|账号|编号|学号|工号|证号|准印证?|准印字)[号码]?\s*[:：]?\s*[\d\-—]{5,}",
    r"(?<!\d)\d{15,}(?!\d)",  # identity cards, bank accounts
    r"(?![Xx]+\d)[A-Za-z][A-Za-z\-.]*\d+(?:\.\d+)*[A-Za-z]*|\d+(?:\.\d+)*(?!\s*(?:km|kg|cm|mm|GB|TB|MB)\b|[wW]\s*\+?|[Xx]{1,4}(?![A-Za-z]))[A-Za-z]+\d*",
    r"\d\s*[+＋]\s*(?:\d|[NXnx]\b)(?:\s*[+＋]\s*(?:\d|[NXnx]))*|\d{1,2}\s*[×xX*]\s*\d{1,2}\s*小时|\d+\s*[×xX]\s*\d+",
    r"(?<=[\u4e00-\u9fff])\d{3,6}(?=班(?!次))|\d{1,4}(?=号(?:楼|门|会议室|教学楼|院|公寓|报告厅|馆|路|线))",
    r"\d{2,4}(?=(?:报告厅|教室|会议室|室(?!内|外)|演播厅|寝室|宿舍|房间))",
    r"(?<!\d)\d{1,2}[·•.]\d{1,2}(?=[“”\"'’]|事变|运动|讲话|指示|重要讲话|国际|全国)",
    r"\d{2}后|\d{1,2}世纪(?:\d{2}年代)?|\d{2}年代|24小时(?=[^\d]*(?:值班|监测|在线|不间断|轮值|服务|响应))|8小时(?:之外|以外|外)|365天",
    r"[\[【]\d{1,3}[\]】]",
)
_ORDER = (
    r"^[\s　]*(?:[（(][\d" + N + r"]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[" + N + r"]{1,3}[、.．])",
    r"(?<=[。；;：:，\n\s])\d{1,2}[.．、)）](?=[\u4e00-\u9fff“《])",
    r"[（(][\d" + N + r"]{1,2}[）)]|[①-⑳⑴-⒇]|(?:图|表|附件|附录|注|附图|附表)\s*\d{1,2}(?:[-.—]\d{1,2})?",
    r"[其之][一二三四五六七八九](?![" + N + r"])",
)
_SLOGANS = (
    r"["
    + N
    + r"]+(?:大(?!学|批|型)|中全会|届|佳|全(?=育人)|创|争|审|校(?=[三一]|读|制)|农|严|实|会|课|学一做|位一体|体一|体两翼|方面|"
    r"项规定|项纪律|项原则|项基本|条禁令|级联动|级贯通|级书记|级党组织|级网络|级体系)",
    r"["
    + N
    + r"两]+个(?:维护|意识|自信|确立|服务|坚持|统一|结合|面向|率先|为什么|一(?!流|级)|好|讲清|有(?!关)|故事|带头|到位|务必|伟大|全面|"
    r"代表|属性|革命|相统一|方面|环节|层面|维度|关键|重点|转变|突出|聚焦|强化|提升|注重|抓手|阶段|百年|文明|先锋|表率|牢牢)",
    r"一(?:方面|线|流|体化|站式|揽子|把手|起|定|般|样|致|直|切|同|旦|律|贯|度|向|如既往|以贯之|脉相承|批|系列|大批|连串|些|点)",
    r"[四八]开[四八]版|对开[四八]版|千方百计|千古|千秋|百里挑一|百年树人|百花齐放|百家争鸣|百尺竿头",
    r"一(?:张蓝图|条龙|件件|篇篇|场场|个个|名名|步步|次次|年一度|人一|村一品|校一品|院一品|课一|站|网|岗双责|票否决|手抓|盘棋|家亲)",
    r"(?:每|逐|统|唯|同|万|进|专|单|惟|不)一",
    r"[“\"]?(?:十[一二三四五六]五|五四|六一|七一|八一|十一|三八|一二九|九一八|五一|双十一|双一流|三下乡|两会|三会一课|两学一做|三全育人|四史|"
    r"三审三校|三审制|五育并举|六卓越|九三学社|两弹一星|两创两争|两微一端|一带一路|三农|三严三实|四有|三好|三牛|四六级|千禧)[”\"]?",
    r"第[一二三四五六七八九十]+(?!期|届|批|辑|季|集)",
    r"["
    + N
    + r"两]{1,3}个(?=[一二三四五六七八九十两])|[一二三四五六七八九十两]类(?=课程|期刊|学会|高校)|[一二三四五六七八九特]等(?=奖|功)",
    r"[一二三四五六七八九]级|[一二三]本(?=院校|线|批)|三甲|四大|两(?=岸|地|翼|端|侧|级|院|难|边|头|手|张皮|不误|者|校区|种精神|条线|件事)|"
    r"三(?=秦|晋|峡|亚|星|件套|篇大文章|张名片)|百(?=日|年|团|姓|科|花|强|家|度|分百)|千(?=年|秋|万不|里|军|方百)|万(?=里|众|家|一|物|方|象)|"
    r"十(?=分(?!钟)|足|字|堰)|五(?=粮|星|洲|彩)|八(?=路军|宝山|方|卦)|九(?=江|州|寨)|六(?=安|盘)|四(?=川|方|处|面八方|季)|七(?=彩|夕)",
    r"一(?=[\u4e00-\u9fff]{1,3}一[\u4e00-\u9fff])",
)
_IDENTIFIER = re.compile("|".join(f"(?:{pattern})" for pattern in (*_IDENTIFIERS, *_ORDER)), re.MULTILINE)
_IDIOM = re.compile("|".join(f"(?:{pattern})" for pattern in _SLOGANS))
_QUOTED = re.compile(r"《[^《》]{1,60}》|“[^“”]{1,24}”|\"[^\"\n]{1,24}\"|#[^#\n]{1,30}#|「[^」]{1,24}」|‘[^‘’]{1,24}’")


def identifier_spans(text: str) -> list[tuple[int, int]]:
    """Document numbers, telephones, addresses, codes, numbers of headings and items. `text` is half-width."""
    return [found.span() for found in _IDENTIFIER.finditer(text)]


def idiom_spans(text: str) -> list[tuple[int, int]]:
    """Fixed expressions: 十四五, 一方面, 第一议题, 三审三校, 一等奖."""
    return [found.span() for found in _IDIOM.finditer(text)]


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Titles, short quotations and topics: numbers inside belong to the name (masks inside are still masks)."""
    return [found.span() for found in _QUOTED.finditer(text)]
