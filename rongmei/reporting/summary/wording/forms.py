"""The forms a number takes in Chinese summaries, and the policy that keeps each form honest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rongmei.content.proofing.facts.amounts import ABOUT_OVER, ABOUT_UNDER, NEAR_GAP


class Form(StrEnum):
    """How a number is written. The value in quotes is what commands and stored documents use."""

    EXACT = "exact"  # 1263
    THOUSANDS = "thousands"  # 1,263
    YU = "yu"  # 130余: more than 130, less than 140
    JIN = "jin"  # 近60: a little less than 60
    YUE = "yue"  # 约2万: roughly
    CHAO = "chao"  # 超130: more than 130
    WAN = "wan"  # 512.3万
    WAN_YU = "wan_yu"  # 2.3万余, and 20余万
    WAN_PLUS = "wan_plus"  # 2万+
    YI = "yi"  # 1.2亿
    YI_YU = "yi_yu"  # 1.2亿余
    YI_PLUS = "yi_plus"  # 1亿+
    PERCENT = "percent"  # 34.1%; the value is already out of a hundred
    CHINESE = "chinese"  # 两, 三, 十二
    CHINESE_YU = "chinese_yu"  # 十余, 三十余, 百余


# What a chooser shows of a form while no value is known.
EXAMPLES: dict[Form, str] = {
    Form.EXACT: "1263", Form.THOUSANDS: "1,263", Form.YU: "130余", Form.JIN: "近60", Form.YUE: "约2万", Form.CHAO: "超130",
    Form.WAN: "512.3万", Form.WAN_YU: "2.3万余", Form.WAN_PLUS: "2万+", Form.YI: "1.2亿", Form.YI_YU: "1.2亿余", Form.YI_PLUS: "1亿+",
    Form.PERCENT: "34.1%", Form.CHINESE: "十二", Form.CHINESE_YU: "三十余",
}  # fmt: skip

# A sum with "100万+" in it is only known from below, so only words that say "more than" are true of it.
LOWER_BOUND_FORMS = frozenset({Form.YU, Form.CHAO, Form.WAN_YU, Form.WAN_PLUS, Form.YI_YU, Form.YI_PLUS, Form.CHINESE_YU})

WAN = Decimal(10_000)
YI = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of an office. All gaps are shares (0.05 = 5 %).

    Source: domain-zh §7 rule 7 (工程规则): 近 rounds up and may be at most 5 % short; reading somebody else's 近30 as
    27..29 allows 10 %. 约 may overstate by 5 % when read, and understate by 15 % (约2万 for 23 456); what this
    module itself writes with 约 never overstates. Percentages are rounded half up once, from the exact value
    (GB/T 8170 forbids rounding in steps, second-hand; its half-even is `half_even=True`).
    """

    near_gap: Decimal = Decimal("0.05")
    near_read_gap: Decimal = NEAR_GAP
    about_over: Decimal = ABOUT_OVER
    about_under: Decimal = ABOUT_UNDER
    plus_allowed: bool = True  # 万+ is the language of new media; formal reports to higher bodies write 万余
    half_even: bool = False

    def __post_init__(self) -> None:
        if not Decimal(0) < self.near_gap <= self.near_read_gap <= NEAR_GAP:
            raise ValueError("“近”允许的差距须大于0、不超过10%，且写的时候不能比读的时候宽")


STANDARD = Policy()


@dataclass(frozen=True, slots=True)
class Worded:
    """A number in words that are true of it. `form` is the form actually written: 余 falls away when the number is round."""

    text: str
    form: Form
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the number may not be written so, as one sentence for the person who chose the form."""

    reason: str
