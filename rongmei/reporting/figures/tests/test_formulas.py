from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.enums import Basis
from rongmei.reporting.figures import formulas
from rongmei.reporting.figures.formulas import Ingredient, Known


def known(**values: int | str) -> dict[str, Known]:
    return {name.replace("_", "."): Known(Decimal(value)) for name, value in values.items()}


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        ("{a} + {b} * 2", "14"),
        ("({a}+{b})*2", "20"),
        ("{a}/{b}*100", "150"),
        ("-{b} + {a}", "2"),
        ("{ a } － {b}", "2"),
        ("（{a}＋{b}）×２÷４", "5"),
        ("{a}*0.1", "0.6"),
    ],
)
def test_formula_is_worked_out_exactly(expr, expected):
    assert formulas.evaluate(expr, known(a=6, b=4)).amount == Decimal(expected)


@pytest.mark.parametrize(
    "expr",
    [
        "{a}.__class__",
        "__import__('os').system('true')",
        "{a} ** 9",
        "{a} if {b} else 1",
        "[x for x in (1,2)]",
        "lambda: 1",
        "{a} < {b}",
        "{a} and {b}",
        "abs({a})",
        "{a}[0]",
        "'text'",
        "True + {a}",
        "{a} // {b}",
        "{a} % {b}",
        "~{a}",
        "1e999 * {a}",
        "1j",
        "_k0_ + {a}",
        "{a.__class__}",
        "{A}",
        "{}",
        "{a}{b}",
        "({a}",
        "",
        "{a} + " * 300 + "1",
        "(" * 60 + "{a}" + ")" * 60 + "+" + "-" * 60 + "{a}",
        "9" * 20,
    ],
)
def test_formula_that_is_more_than_arithmetic_is_refused(expr):
    with pytest.raises(Invalid) as refused:
        formulas.parse(expr)
    assert str(refused.value)


@given(st.text(alphabet="{}abc_.+-*/() 0123456789'[]:=", max_size=60))
def test_formula_of_any_text_is_read_or_refused_with_a_sentence(text):
    with contextlib.suppress(Invalid):  # anything but a refusal would be an error here
        formulas.references(text)


def test_division_by_zero_is_refused_with_a_sentence():
    for expr in ("{a}/({b}-4)", "({b}-4)/({b}-4)"):
        with pytest.raises(Invalid):
            formulas.evaluate(expr, known(a=6, b=4))


def test_references_are_listed_once_in_order():
    assert formulas.references("{b.x}+{a}-{b.x}") == ("b.x", "a")


def test_circle_is_named():
    expressions = {"a": "{b}", "b": "{c}*2", "c": "{a}", "d": ""}
    with pytest.raises(Invalid, match="a → b → c → a"):
        formulas.ordered("a", expressions.get)


def test_order_puts_what_is_stood_on_first():
    expressions = {"top": "{mid}+{leaf}", "mid": "{leaf}*2", "leaf": ""}
    assert formulas.ordered("top", expressions.get) == ["leaf", "mid", "top"]


def test_unknown_key_is_refused_by_name():
    with pytest.raises(Invalid, match=r"nobody\.knows"):
        formulas.ordered("a", {"a": "{nobody.knows}"}.get)


def test_lower_bound_stays_one_where_it_can_only_grow():
    values = {"a": Known(Decimal(100), low=True), "b": Known(Decimal(4))}
    assert formulas.evaluate("{a}+{b}", values) == Known(Decimal(104), low=True)
    assert formulas.evaluate("{a}/{b}*2", values) == Known(Decimal(50), low=True)


@pytest.mark.parametrize("expr", ["{b}-{a}", "{b}/{a}", "-{a}", "{a}*(0-2)"])
def test_lower_bound_that_makes_the_result_unknowable_is_refused(expr):
    values = {"a": Known(Decimal(100), low=True), "b": Known(Decimal(4))}
    with pytest.raises(Invalid):
        formulas.evaluate(expr, values)


INGREDIENTS = {
    "times": Ingredient("人次", Basis.PERSON_TIMES),
    "more_times": Ingredient("另一人次", Basis.PERSON_TIMES),
    "persons": Ingredient("人数", Basis.PERSONS),
    "talks": Ingredient("场次", Basis.TIMES),
    "rows": Ingredient("条数", Basis.ROWS),
    "pieces": Ingredient("篇数", Basis.PIECES),
    "reads": Ingredient("阅读量", Basis.READS),
    "readers": Ingredient("阅读人数", Basis.READERS),
    "plays": Ingredient("播放量", Basis.PLAYS),
    "rate": Ingredient("出勤率", Basis.RATE),
    "units": Ingredient("单位数", Basis.UNITS, additive=False),
    "other_units": Ingredient("另一单位数", Basis.UNITS, additive=False),
}


@pytest.mark.parametrize(
    ("expr", "basis"),
    [
        ("{times}+{more_times}", Basis.PERSON_TIMES),
        ("{times}/{more_times}*100", Basis.RATE),
        ("{times}/{talks}", Basis.OTHER),
        ("{rows}+{talks}", Basis.ROWS),
        ("{times}*2", Basis.PERSON_TIMES),
        ("{times}*{rate}/100", Basis.PERSON_TIMES),
        ("{rate}-{rate}", Basis.RATE),
        ("{units}-{other_units}", Basis.UNITS),
    ],
)
def test_basis_follows_from_the_formula(expr, basis):
    assert formulas.basis_of(expr, INGREDIENTS) == basis


@pytest.mark.parametrize(
    "expr",
    [
        "{times}+{persons}",
        "{reads}+{readers}",
        "{plays}+{reads}",
        "{talks}+{rows}+{pieces}",
        "{rows}+{talks}+{pieces}",
        "{times}+5",
        "{rate}+{rate}",
        "{times}*{talks}",
        "{units}+{other_units}",
    ],
)
def test_bases_that_do_not_add_up_are_refused(expr):
    with pytest.raises(Invalid):
        formulas.basis_of(expr, INGREDIENTS)
