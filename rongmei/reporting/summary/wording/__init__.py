"""Numbers in the words of Chinese summaries: written so that they never say more than is true, and read back."""

from .forms import EXAMPLES, LOWER_BOUND_FORMS, STANDARD, Form, Policy, Refusal, Worded
from .numerals import CHINESE_NUMERAL_CHARACTERS, chinese_numeral, narrow, parse_numeral
from .phrases import Phrase, choose_form, covers
from .render import allowed_forms, choices, number_text, plain_number, render, render_like

__all__ = [
    "CHINESE_NUMERAL_CHARACTERS",
    "EXAMPLES",
    "LOWER_BOUND_FORMS",
    "STANDARD",
    "Form",
    "Phrase",
    "Policy",
    "Refusal",
    "Worded",
    "allowed_forms",
    "chinese_numeral",
    "choices",
    "choose_form",
    "covers",
    "narrow",
    "number_text",
    "parse_numeral",
    "plain_number",
    "render",
    "render_like",
]
