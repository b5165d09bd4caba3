"""From written words to what they claim: `130余` claims more than 130 and less than 140."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .forms import STANDARD, WAN, YI, Form, Policy
from .numerals import LONGEST_NUMERAL, narrow, parse_numeral

_PREFIXES: dict[str, Form] = {
    **dict.fromkeys(("近", "将近", "接近"), Form.JIN),
    **dict.fromkeys(("约", "约为", "大约", "大概"), Form.YUE),
    **dict.fromkeys(("超", "超过", "逾", "突破", "过", "上"), Form.CHAO),
    **dict.fromkeys(("不少于", "不低于", "至少"), Form.CHAO),
}
_UNITS = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": WAN, "亿": YI, "w": WAN, "万亿": WAN * YI}
_PHRASE = re.compile(
    rf"(?P<prefix>{'|'.join(sorted(_PREFIXES, key=len, reverse=True))})?"
    r"(?P<core>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[〇零一二三四五六七八九十百千万亿两]+)"
    r"(?P<inner>[余多])?(?P<unit>万亿|[百千万亿wW])?(?P<outer>[余多+])?(?P<percent>%)?"
)
_PERCENT_WORDS = re.compile(r"百分之(?P<core>[〇零一二三四五六七八九十百]+)(?:点(?P<point>[〇零一二三四五六七八九]+))?")
_VAGUE = re.compile(r"(?P<how>数|几|好几|上)(?P<place>[十百千万亿])|(?P<ten>[二三四五六七八九]?十)几")
_PAIR = re.compile(r"(?P<ten>十)?(?P<a>[一二三四五六七八九])(?P<b>[二三四五六七八九])(?P<unit>[十百千万]?)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A written number. `number` is the numeral in it; `low` and `high` bound what it claims (None: no bound)."""

    form: Form
    number: Decimal
    low: Decimal
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    digits: int | None = None  # as `render` takes them

    def holds(self, value: Decimal | int) -> bool:
        """Is what is written true of this value?"""
        above = value > self.low if self.low_open else value >= self.low
        if self.high is None:
            return above
        return above and (value < self.high if self.high_open else value <= self.high)

    @property
    def least(self) -> Decimal:
        """The smallest whole number it can be true of (for a percentage or a decimal, the bound itself)."""
        return self.low + 1 if self.low_open and _whole(self.low) else self.low

    @property
    def most(self) -> Decimal | None:
        """The largest whole number it can be true of."""
        if self.high is None:
            return None
        return self.high - 1 if self.high_open and _whole(self.high) else self.high


def choose_form(text: str, policy: Policy = STANDARD) -> Phrase | None:
    """What a written number phrase claims; None when the text is not one. Full width is read, 多 counts as 余, 逾 as 超."""
    text = "".join(narrow(text).split())
    if len(text) > LONGEST_NUMERAL:
        return None
    found = _PHRASE.fullmatch(text)
    if found is None:
        return _percent_words(text) or _vague(text) or _pair(text)
    number = parse_numeral(found["core"])
    if number is None or _PAIR.fullmatch(found["core"]):
        return _pair(text)
    unit = _UNITS[(found["unit"] or "").lower()]
    return _claim(found, number, unit, policy)


def covers(text: str, value: Decimal | int, policy: Policy = STANDARD) -> bool:
    """Is the written phrase true of the value? 50余 is true of 51..59, 近30 of 27..29. Text that is no number covers nothing."""
    phrase = choose_form(text, policy)
    return phrase is not None and phrase.holds(value)


def _claim(found: re.Match[str], number: Decimal, unit: Decimal, policy: Policy) -> Phrase | None:
    prefix, more, outer = found["prefix"], found["inner"] or found["outer"], found["outer"]
    if found["percent"]:
        return _percent(number, prefix, policy)
    if prefix and more:
        more = None  # 近60余 is a slip; the first word is what it claims
    chinese = not found["core"][0].isdigit()
    claimed = number * unit
    if prefix:
        return _prefixed(prefix, claimed, policy)
    if outer == "+":
        return _plus(claimed, number, unit)
    if more:
        return _more(found, claimed, number, unit, chinese)
    return _plain(found["core"], claimed, number, unit, chinese)


def _prefixed(prefix: str, claimed: Decimal, policy: Policy) -> Phrase:
    form, digits = _PREFIXES[prefix], _significant(claimed)
    if form is Form.JIN:
        low = claimed * (1 - policy.near_read_gap)
        return Phrase(form, claimed, low, claimed, high_open=True, digits=digits)
    if form is Form.YUE:
        low, high = claimed * (1 - policy.about_over), claimed / (1 - policy.about_under)
        return Phrase(form, claimed, low, high, digits=digits)
    reached = prefix in ("不少于", "不低于", "至少", "上")
    return Phrase(form, claimed, claimed, None, low_open=not reached, digits=digits)


def _plus(claimed: Decimal, number: Decimal, unit: Decimal) -> Phrase:
    form = {WAN: Form.WAN_PLUS, YI: Form.YI_PLUS}.get(_large_unit(claimed, unit), Form.CHAO)
    digits = _significant(claimed) if form is Form.CHAO else _decimals(claimed / _large_unit(claimed, unit))
    return Phrase(form, claimed, claimed, None, low_open=True, digits=digits)


def _more(found: re.Match[str], claimed: Decimal, number: Decimal, unit: Decimal, chinese: bool) -> Phrase:
    # 20余万 and 2.3万余: the step is the place of the last digit that is not a filling zero
    step = _last_place(number) * unit
    large = _large_unit(claimed, unit) if chinese or unit >= WAN else Decimal(1)
    if chinese and found["unit"] is None and claimed < 10 * WAN:
        form, digits = Form.CHINESE_YU, None
    elif large >= WAN:
        form = Form.YI_YU if large >= YI else Form.WAN_YU
        digits = -(_last_place(number).adjusted()) if found["inner"] else _decimals(claimed / large)
    else:
        form, digits = Form.YU, _significant(claimed)
    return Phrase(form, claimed, claimed, claimed + step, low_open=True, high_open=True, digits=digits)


def _plain(core: str, claimed: Decimal, number: Decimal, unit: Decimal, chinese: bool) -> Phrase:
    if chinese:
        return Phrase(Form.CHINESE, claimed, claimed, claimed)
    if unit >= WAN:
        decimals = _decimals(number)
        form = Form.YI if unit >= YI else Form.WAN
        step = unit.scaleb(-decimals)
        return Phrase(form, claimed, claimed, claimed + step, high_open=True, digits=decimals)
    form = Form.THOUSANDS if "," in core else Form.EXACT
    return Phrase(form, claimed, claimed, claimed)


def _percent(number: Decimal, prefix: str | None, policy: Policy) -> Phrase:
    decimals = _decimals(number)
    if prefix:
        worded = _prefixed(prefix, number, policy)
        return Phrase(Form.PERCENT, number, worded.low, worded.high, worded.low_open, worded.high_open, decimals)
    half = Decimal("0.5").scaleb(-decimals)
    return Phrase(Form.PERCENT, number, number - half, number + half, digits=decimals)


def _percent_words(text: str) -> Phrase | None:
    found = _PERCENT_WORDS.fullmatch(text)
    if found is None:
        return None
    whole, point = parse_numeral(found["core"]), parse_numeral(found["point"]) if found["point"] else None
    if whole is None:
        return None
    number = whole if point is None else whole + point.scaleb(-len(found["point"]))
    return _percent(number, None, STANDARD)


def _vague(text: str) -> Phrase | None:
    """十几, 数十, 几百, 上百: no number stands there, so the range is wide and the form offered for it is 余."""
    found = _VAGUE.fullmatch(text)
    if found is None:
        return None
    if found["ten"]:
        number = parse_numeral(found["ten"]) or Decimal(10)
        return Phrase(Form.YU, number, number, number + 10, low_open=True, high_open=True)
    place = parse_numeral(found["place"]) or Decimal(1)
    if found["how"] == "上":
        return Phrase(Form.CHAO, place, place, None)
    return Phrase(Form.YU, place, place * 2, place * 10, high_open=True)


def _pair(text: str) -> Phrase | None:
    """三五, 七八十, 十三四: two digits side by side are an estimate (GB/T 15835—2011, second-hand)."""
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    a, b, unit = (parse_numeral(found[name] or "一") or Decimal(1) for name in ("a", "b", "unit"))
    if not Decimal(1) <= b - a <= 2:
        return None
    ten = Decimal(10) if found["ten"] else Decimal(0)
    return Phrase(Form.YUE, (ten + a) * unit, (ten + a) * unit, (ten + b) * unit)


def _large_unit(claimed: Decimal, unit: Decimal) -> Decimal:
    if unit >= WAN:
        return min(unit, YI)
    return YI if claimed >= YI else WAN if claimed >= WAN else Decimal(1)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _last_place(number: Decimal) -> Decimal:
    """The place of the last digit that is not a zero: 10 for 20, 0.1 for 2.3, 1 for 12."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _significant(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
