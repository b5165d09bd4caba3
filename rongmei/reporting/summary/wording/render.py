"""From a number to words that never say more than is true.

`digits` means significant digits for 余 / 近 / 约 / 超, decimals for 万 / 亿 / percent; for 万余 a negative number writes
the other order: −1 gives 20余万. Without it the usual choice of the form is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from .forms import LOWER_BOUND_FORMS, STANDARD, WAN, YI, Form, Policy, Refusal, Worded
from .numerals import chinese_numeral
from .phrases import Phrase

_TEN = Decimal(10)
_DIGITS_ARE_DECIMALS = frozenset({Form.WAN, Form.WAN_YU, Form.WAN_PLUS, Form.YI, Form.YI_YU, Form.YI_PLUS, Form.PERCENT})


@dataclass(frozen=True, slots=True)
class _Order:
    form: Form
    at_least: bool
    about: bool
    digits: int | None
    policy: Policy


def render(
    value: Decimal | int,
    form: Form,
    *,
    at_least: bool = False,
    about: bool = False,
    digits: int | None = None,
    policy: Policy = STANDARD,
) -> Worded | Refusal:
    """The number in that form, or why not.

    `at_least`: the value is only a lower bound (its source said 100万+). `about`: its source said 约. A form that
    would add nothing falls away (1200 → 1200, without 余). Source: domain-zh §7; figures §2.4.
    """
    value = Decimal(value)
    order = _Order(form, at_least, about, digits, policy)
    return _refused_outright(value, order) or _WRITERS[form](value, order)


def allowed_forms(value: Decimal | int, at_least: bool = False, *, about: bool = False, policy: Policy = STANDARD) -> tuple[Form, ...]:
    """The forms that can be written as themselves for this value (a 余 that would fall away is not listed)."""
    return tuple(form for form, _text in choices(value, at_least, about=about, policy=policy))


def choices(
    value: Decimal | int, at_least: bool = False, *, about: bool = False, policy: Policy = STANDARD
) -> tuple[tuple[Form, str], ...]:
    """Each allowed form with its words, for a menu. Percent is offered by figures that are shares, not here."""
    offered = []
    for form in Form:
        if form is Form.PERCENT:
            continue
        worded = render(value, form, at_least=at_least, about=about, policy=policy)
        if isinstance(worded, Worded) and worded.form is form:
            offered.append((form, worded.text))
    return tuple(offered)


def render_like(
    written: Phrase | None,
    value: Decimal | int,
    *,
    at_least: bool = False,
    about: bool = False,
    policy: Policy = STANDARD,
) -> Worded | Refusal:
    """This year's value in last year's words; where those would not be true, the nearest form that is.

    近 that has become too far turns into 余, 万余 under ten thousand into 余, a lower bound always into 余 or 超.
    """
    form = Form.EXACT if written is None else written.form
    digits = written.digits if written is not None and form in _DIGITS_ARE_DECIMALS else None
    first = render(value, form, at_least=at_least, about=about, digits=digits, policy=policy)
    if isinstance(first, Worded) or value <= 0:
        return first
    for other in (form, Form.YU, Form.CHAO, Form.YUE, Form.EXACT):
        worded = render(value, other, at_least=at_least, about=about, policy=policy)
        if isinstance(worded, Worded):
            return worded
    return first


def number_text(number: Decimal) -> str:
    """A round number as summaries write it: below 10 000 in digits, above in 万 or 亿 when that takes at most two decimals."""
    for unit, name in ((YI, "亿"), (WAN, "万")):
        if number >= unit:
            in_unit = number / unit
            if in_unit == in_unit.quantize(Decimal("0.01"), ROUND_FLOOR):
                return plain_number(in_unit) + name
    return plain_number(number)


def plain_number(number: Decimal) -> str:
    """Digits without exponent and without trailing zeros after the point."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _refused_outright(value: Decimal, order: _Order) -> Refusal | None:
    if not value.is_finite():
        return Refusal("没有可写的数值；请检查这个数的口径和数据。")
    if value == 0:
        return Refusal("数值是 0，这句话不成立；请删去这句，或改写成“未开展”之类的说法。")
    if value < 0:
        return Refusal(f"数值是负数（{plain_number(value)}），正文里请写成“减少”“下降”，用它的绝对值。")
    if order.about and order.form is not Form.YUE:
        return Refusal("来源里写的是“约”，不是准数，只能用“约”的写法。")
    if order.at_least and not order.about and order.form not in LOWER_BOUND_FORMS:
        return Refusal("这个数只知道下限（来源里有“万+”一类的数），只能写成“余”“超”“万余”或“万+”。")
    return None


def _place(value: Decimal, significant: int) -> Decimal:
    return Decimal(1).scaleb(value.adjusted() - significant + 1)


def _floor(value: Decimal, place: Decimal) -> Decimal:
    return (value / place).to_integral_value(ROUND_FLOOR) * place


def _default_significant(value: Decimal) -> int:
    return 1 if value < 100 else 2


def _bare(value: Decimal, dropped: str) -> Worded:
    return Worded(number_text(value), Form.EXACT, f"正好是{number_text(value)}，不加“{dropped}”。")


def _percentage(share: Decimal) -> str:
    return plain_number((share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)) + "%"


def _exact(value: Decimal, order: _Order) -> Worded | Refusal:
    text = plain_number(value)
    if len(text.partition(".")[2]) > 4:
        return Refusal(f"{text[:12]}… 除不尽，写不出准数；请用“约”或百分数。")
    return Worded(text, Form.EXACT)


def _thousands(value: Decimal, order: _Order) -> Worded | Refusal:
    exact = _exact(value, order)
    if isinstance(exact, Refusal):
        return exact
    if value < 1000:
        return Worded(exact.text, Form.EXACT, "不足一千，不用分节。")
    whole, point, decimals = exact.text.partition(".")
    return Worded(f"{int(whole):,}{point}{decimals}", Form.THOUSANDS)


def _yu(value: Decimal, order: _Order) -> Worded | Refusal:
    if order.digits is None and value >= WAN:
        return (_yi_yu if value >= YI else _wan_yu)(value, order)
    place = max(_place(value, order.digits or _default_significant(value)), Decimal(1))  # no 余 after a decimal
    floor = _floor(value, place)
    if floor == value and not order.at_least:
        return _bare(value, "余")
    if floor < 10:
        return Refusal(f"{plain_number(value)} 不到十，不能加“余”；请写准数，或用“超”。")
    written = number_text(floor) + "余"
    return Worded(written, Form.YI_YU if "亿" in written else Form.WAN_YU if "万" in written else Form.YU)


def _jin(value: Decimal, order: _Order) -> Worded | Refusal:
    usual = range(min(value.adjusted() + 1, 3 if value < WAN else 4))  # 近1010 for 1001 says nothing
    ceiling = gap = Decimal(1)
    for significant in usual if order.digits is None else (order.digits,):
        place = _place(value, significant)
        floor = _floor(value, place)
        if floor == value:
            return _bare(value, "近")
        ceiling = floor + place
        gap = (ceiling - value) / ceiling
        if gap <= order.policy.near_gap:
            return Worded("近" + number_text(ceiling), Form.JIN)
    return Refusal(
        f"{plain_number(value)} 离 {number_text(ceiling)} 还差 {_percentage(gap)}，"
        f"超过 {_percentage(order.policy.near_gap)}，不能写“近{number_text(ceiling)}”；请写准数或用“余”。"
    )


def _yue(value: Decimal, order: _Order) -> Worded | Refusal:
    tried = range(1, 5) if order.digits is None else (order.digits,)
    for significant in tried:
        floor = _floor(value, _place(value, significant))
        if floor == value and not order.about:
            return _bare(value, "约")
        if (value - floor) / value <= order.policy.about_under:
            return Worded("约" + number_text(floor), Form.YUE)
    return Refusal(
        f"写成“约{number_text(floor)}”比实际的 {plain_number(value)} 少 {_percentage((value - floor) / value)}，"
        f"超过 {_percentage(order.policy.about_under)}；请多保留一位。"
    )


def _chao(value: Decimal, order: _Order) -> Worded | Refusal:
    floor = _floor(value, _place(value, order.digits or _default_significant(value)))
    if floor == value and not order.at_least:
        return _bare(value, "超")
    return Worded("超" + number_text(floor), Form.CHAO)


def _in_unit(value: Decimal, unit: Decimal, name: str, decimals: int) -> Decimal | Refusal:
    """The value floored to so many decimals of the unit, in the unit; negative decimals floor to tens, hundreds …"""
    if value < unit:
        return Refusal(f"{plain_number(value)} 不足一{name}，不能用“{name}”来写。")
    if value >= unit * WAN:
        return Refusal(f"{plain_number(value)} 已到{'亿' if unit == WAN else '万亿'}，请换大一级的单位来写。")
    floored = _floor(value / unit, _TEN**-decimals)
    if not floored:
        return Refusal(f"{plain_number(value)} 保留不了这么少的位数；请多保留一位。")
    return floored


def _unit(value: Decimal, order: _Order, unit: Decimal, name: str, form: Form) -> Worded | Refusal:
    floored = _in_unit(value, unit, name, 1 if order.digits is None else order.digits)
    if isinstance(floored, Refusal):
        return floored
    lost = (value - floored * unit) / value
    if lost > order.policy.near_gap:
        return Refusal(
            f"写成“{plain_number(floored)}{name}”比实际的 {plain_number(value)} 少 {_percentage(lost)}；"
            f"请多保留一位小数，或写“{plain_number(floored)}{name}余”。"
        )
    note = f"舍去尾数，实际为 {plain_number(value)}。" if lost else ""
    return Worded(plain_number(floored) + name, form, note)


def _unit_yu(value: Decimal, order: _Order, unit: Decimal, name: str, form: Form) -> Worded | Refusal:
    usual = 1 if value < unit * 100 else 0
    decimals = usual if order.digits is None else order.digits
    floored = _in_unit(value, unit, name, decimals)
    if isinstance(floored, Refusal):
        return floored
    if floored * unit == value and not order.at_least:
        return _bare(value, "余")
    written = plain_number(floored)
    return Worded(f"{written}余{name}" if decimals < 0 else f"{written}{name}余", form)


def _unit_plus(value: Decimal, order: _Order, unit: Decimal, name: str, form: Form) -> Worded | Refusal:
    if not order.policy.plus_allowed:
        return Refusal(f"本单位的正式文稿不用“{name}+”；请写“{name}余”或“超”。")
    floored = _in_unit(value, unit, name, order.digits or 0)
    if isinstance(floored, Refusal):
        return floored
    if floored * unit == value and not order.at_least:
        return _bare(value, "+")
    return Worded(f"{plain_number(floored)}{name}+", form)


def _wan_yu(value: Decimal, order: _Order) -> Worded | Refusal:
    return _unit_yu(value, order, WAN, "万", Form.WAN_YU)


def _yi_yu(value: Decimal, order: _Order) -> Worded | Refusal:
    return _unit_yu(value, order, YI, "亿", Form.YI_YU)


def _percent(value: Decimal, order: _Order) -> Worded | Refusal:
    place = _TEN ** -(1 if order.digits is None else order.digits)
    rounding = ROUND_HALF_EVEN if order.policy.half_even else ROUND_HALF_UP
    rounded = value.quantize(place, rounding)
    if rounded >= 100 > value:
        rounded = value.quantize(place, ROUND_FLOOR)  # 99.97 % is not "all of them"
    if not rounded:
        return Refusal(f"{plain_number(value)}% 四舍五入后是 0%；请多保留一位小数。")
    text = plain_number(rounded) if rounded == value else format(rounded, "f")
    return Worded(text + "%", Form.PERCENT)


def _chinese(value: Decimal, order: _Order) -> Worded | Refusal:
    if value != value.to_integral_value() or value >= 100:
        return Refusal(f"{plain_number(value)} 不宜用汉字数字；汉字数字只用于一百以内的整数。")
    return Worded(chinese_numeral(int(value)), Form.CHINESE)


def _chinese_yu(value: Decimal, order: _Order) -> Worded | Refusal:
    floor = _floor(value, _place(value, 1))
    if floor < 10 or floor >= 10 * WAN:
        return Refusal(f"{plain_number(value)} 不能写成“十余”“百余”一类的说法；它只用于十以上、十万以下的数。")
    if floor == value and not order.at_least:
        return _bare(value, "余")
    numeral = chinese_numeral(int(floor))
    if numeral in ("一百", "一千", "一万"):
        numeral = numeral[1:]
    return Worded(numeral + "余", Form.CHINESE_YU)


_WRITERS: dict[Form, Callable[[Decimal, _Order], Worded | Refusal]] = {
    Form.EXACT: _exact,
    Form.THOUSANDS: _thousands,
    Form.YU: _yu,
    Form.JIN: _jin,
    Form.YUE: _yue,
    Form.CHAO: _chao,
    Form.WAN: lambda value, order: _unit(value, order, WAN, "万", Form.WAN),
    Form.WAN_YU: _wan_yu,
    Form.WAN_PLUS: lambda value, order: _unit_plus(value, order, WAN, "万", Form.WAN_PLUS),
    Form.YI: lambda value, order: _unit(value, order, YI, "亿", Form.YI),
    Form.YI_YU: _yi_yu,
    Form.YI_PLUS: lambda value, order: _unit_plus(value, order, YI, "亿", Form.YI_PLUS),
    Form.PERCENT: _percent,
    Form.CHINESE: _chinese,
    Form.CHINESE_YU: _chinese_yu,
}
