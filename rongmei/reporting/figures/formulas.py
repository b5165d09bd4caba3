"""Formulas of figures: + - * / brackets, numbers, and {figure.key}. Nothing else is understood, nothing is ever evaluated as code.

    {lecture.heads} / {lecture.count}
    {study.present} / {study.expected} * 100

Bases 口径 are checked like units in physics: person-times and persons do not add up; two numbers of one basis divide to a rate.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid
from rongmei.base.ledger.enums import COMPATIBLE_BASES, Basis

MAX_LENGTH = 500
MAX_REFERENCES = 40
MAX_DEPTH = 40
_KEY = re.compile(r"\{\s*([^{}]*?)\s*\}")
_VALID_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9][a-z0-9_]*)*")
# What an input method writes where the keyboard has + - * / ( ).
_WIDE = str.maketrans(
    {
        "＋": "+",
        "－": "-",
        "−": "-",
        "—": "-",
        "×": "*",
        "＊": "*",
        "÷": "/",
        "／": "/",
        "（": "(",
        "）": ")",
        "｛": "{",
        "｝": "}",
        "．": ".",
    }
)
_WIDE.update({ord("０") + digit: str(digit) for digit in range(10)})


@dataclass(frozen=True)
class Number:
    text: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.text)


@dataclass(frozen=True)
class Reference:
    key: str


@dataclass(frozen=True)
class Operation:
    sign: str  # + - * /, or "neg"
    left: Node
    right: Node | None = None


Node = Number | Reference | Operation
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


@lru_cache(maxsize=1024)
def parse(expr: str) -> Node:
    """The tree of a formula. Raises Invalid with one sentence for anything a formula may not have."""
    if len(expr) > MAX_LENGTH:
        raise Invalid(
            _("the formula has %(found)d characters, at most %(limit)d are possible.") % {"found": len(expr), "limit": MAX_LENGTH}
        )
    keys: list[str] = []

    def name(match: re.Match[str]) -> str:
        key = match[1]
        if not _VALID_KEY.fullmatch(key):
            raise Invalid(_("“{%(found)s}” is not the key of a figure: write it like {lecture.count}.") % {"found": key[:60]})
        keys.append(key)
        return f"(_k{len(keys) - 1}_)"

    wide = expr.translate(_WIDE)
    if re.search(r"_k\d+_", wide):
        raise Invalid(_not_understood(wide))
    text = _KEY.sub(name, wide).strip()
    if not text:
        raise Invalid(_("the formula is empty: write for example {lecture.heads} / {lecture.count}."))
    if len(keys) > MAX_REFERENCES:
        raise Invalid(
            _("%(found)d figures found in the formula, at most %(limit)d are possible.") % {"found": len(keys), "limit": MAX_REFERENCES}
        )
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Invalid(
            _("the formula cannot be read: figures in {}, numbers, + - * / and brackets are expected, every bracket closed.")
        ) from None
    return _node(tree.body, keys, text, 0)


def _node(node: ast.AST, keys: list[str], text: str, depth: int) -> Node:
    if depth > MAX_DEPTH:
        raise Invalid(_("the formula is nested too deep: split it into two figures."))
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
        left, right = (_node(side, keys, text, depth + 1) for side in (node.left, node.right))
        return Operation(_SIGNS[type(node.op)], left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return Operation("neg", _node(node.operand, keys, text, depth + 1))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd):
        return _node(node.operand, keys, text, depth + 1)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        source = ast.get_source_segment(text, node) or ""
        if re.fullmatch(r"\d{1,15}(\.\d{1,10})?", source):
            return Number(source)
    if isinstance(node, ast.Name) and (match := re.fullmatch(r"_k(\d+)_", node.id)):
        return Reference(keys[int(match[1])])
    raise Invalid(_not_understood(ast.get_source_segment(text, node) or text))


def _not_understood(found: str) -> str:
    shown = re.sub(r"\(?_k\d+_\)?", "{…}", found)[:40]
    return _("“%(found)s” has no place in a formula: only figures in {}, numbers, + - * / and brackets.") % {"found": shown}


def references(expr: str) -> tuple[str, ...]:
    """Keys of the figures a formula stands on, each once, in order. Raises Invalid."""
    return tuple(dict.fromkeys(_references(parse(expr))))


def _references(node: Node) -> Iterable[str]:
    if isinstance(node, Reference):
        yield node.key
    elif isinstance(node, Operation):
        yield from _references(node.left)
        if node.right is not None:
            yield from _references(node.right)


def ordered(start: str, expr_of: Callable[[str], str | None]) -> list[str]:
    """Keys in the order they must be worked out, `start` last. `expr_of` gives a figure's formula, "" when it has none, None when unknown.

    Raises Invalid for an unknown key and for figures that stand on each other in a circle, which it names.
    """
    done: list[str] = []

    def visit(key: str, path: tuple[str, ...]) -> None:
        if key in path:
            circle = " → ".join((*path[path.index(key) :], key))
            raise Invalid(_("the formula turns in a circle: %(circle)s. Take one of them out.") % {"circle": circle})
        if key in done:
            return
        expr = expr_of(key)
        if expr is None:
            raise Invalid(_("there is no figure “%(key)s”: define it first or mend the key.") % {"key": key})
        for below in references(expr) if expr else ():
            visit(below, (*path, key))
        done.append(key)

    visit(start, ())
    return done


# ---- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """An amount and what is known of it: exact, at least (low), at most (high)."""

    amount: Decimal
    low: bool = False  # the truth may be more
    high: bool = False  # the truth may be less

    def turned(self) -> Known:
        return Known(-self.amount, self.high, self.low)


def evaluate(expr: str, values: Mapping[str, Known]) -> Known:
    """The value of a formula. Raises Invalid for a division by zero and when a lower bound makes the result unknowable."""
    with localcontext() as context:
        context.prec = 40
        context.Emax, context.Emin = 60, -60
        try:
            found = _evaluate(parse(expr), values)
        except Overflow:
            raise Invalid(_("the result of the formula is too large: check the numbers in it.")) from None
    if found.high:
        raise Invalid(_("a figure that is only a lower bound is taken away or divided by here: the result cannot be known."))
    return found


def _evaluate(node: Node, values: Mapping[str, Known]) -> Known:
    if isinstance(node, Number):
        return Known(node.value)
    if isinstance(node, Reference):
        return values[node.key]
    left = _evaluate(node.left, values)
    if node.sign == "neg":
        return left.turned()
    assert node.right is not None
    right = _evaluate(node.right, values)
    if node.sign == "-":
        right = right.turned()
    if node.sign in "+-":
        return Known(left.amount + right.amount, left.low or right.low, left.high or right.high)
    if node.sign == "*":
        return _scaled(left, right, left.amount * right.amount)
    try:
        quotient = left.amount / right.amount
    except (DivisionByZero, InvalidOperation, ZeroDivisionError):
        raise Invalid(_("a division by zero: the figure below the line is 0 in this period.")) from None
    return _scaled(left, Known(right.amount, right.high, right.low), quotient)


def _scaled(left: Known, right: Known, amount: Decimal) -> Known:
    """Which side of a product or quotient is open: a negative factor turns the other's bounds."""
    if right.amount < 0:
        left = Known(left.amount, left.high, left.low)
    if left.amount < 0:
        right = Known(right.amount, right.high, right.low)
    return Known(amount, left.low or right.low, left.high or right.high)


# ---- bases ------------------------------------------------------------------------------------------------------------

_PLAIN: frozenset[Basis] = frozenset()  # a bare number has no basis


@dataclass(frozen=True)
class Ingredient:
    """What the check of bases needs of a figure."""

    label: str
    basis: Basis
    additive: bool = True  # False: each thing counted once, so two of them may count the same thing


def basis_of(expr: str, ingredients: Mapping[str, Ingredient]) -> Basis:
    """The basis of the result. Raises Invalid when the formula adds what does not add up, naming both sides."""
    bases = _bases(parse(expr), ingredients)
    if not bases:
        return Basis.OTHER
    return next(iter(bases)) if len(bases) == 1 else Basis.ROWS


def _bases(node: Node, ingredients: Mapping[str, Ingredient]) -> frozenset[Basis]:
    if isinstance(node, Number):
        return _PLAIN
    if isinstance(node, Reference):
        return frozenset({ingredients[node.key].basis})
    left = _bases(node.left, ingredients)
    if node.right is None:
        return left
    right = _bases(node.right, ingredients)
    if node.sign in "+-":
        return _added(node, left, right, ingredients)
    if node.sign == "/":
        return _divided(left, right)
    return _multiplied(left, right)


def _added(node: Operation, left: frozenset[Basis], right: frozenset[Basis], ingredients: Mapping[str, Ingredient]) -> frozenset[Basis]:
    if bool(left) != bool(right):
        raise Invalid(
            _(
                "a bare number is added to “%(basis)s”, and nobody could say where it comes from: enter it as a figure by hand with its evidence."
            )
            % {"basis": _words(left | right)}
        )
    for one in left:
        for other in right:
            if one != other and frozenset({one, other}) not in COMPATIBLE_BASES:
                raise Invalid(
                    _("“%(one)s” and “%(other)s” do not add up: they count different things. Make a figure of each.")
                    % {"one": one.label, "other": other.label}
                )
    if node.sign == "+":
        if Basis.RATE in left | right:
            raise Invalid(_("rates do not add up: work the rate out anew from the counts below it."))
        _refuse_counted_once(node, ingredients)
    return left | right


def _refuse_counted_once(node: Operation, ingredients: Mapping[str, Ingredient]) -> None:
    once = [key for key in dict.fromkeys(_references(node)) if not ingredients[key].additive]
    if len(once) > 1:
        raise Invalid(
            _(
                "%(labels)s do not add up: each counts a thing once, or is a middle value; added up, a thing in both would count twice. "
                "Define one figure over both lists."
            )
            % {"labels": "、".join(f"“{ingredients[key].label}”" for key in once)}
        )


def _divided(left: frozenset[Basis], right: frozenset[Basis]) -> frozenset[Basis]:
    if not right:
        return left
    if not left:
        return frozenset({Basis.OTHER})
    return frozenset({Basis.RATE}) if left == right or left | right in COMPATIBLE_BASES else frozenset({Basis.OTHER})


def _multiplied(left: frozenset[Basis], right: frozenset[Basis]) -> frozenset[Basis]:
    rate = frozenset({Basis.RATE})
    if not left or not right:
        return left or right
    if rate in (left, right):
        return right if left == rate else left
    raise Invalid(
        _("“%(one)s” times “%(other)s” counts nothing: multiply by a number or a rate only.")
        % {"one": _words(left), "other": _words(right)}
    )


def _words(bases: Iterable[Basis]) -> str:
    return "、".join(sorted(str(basis.label) for basis in bases))


def in_words(expr: str, label_of: Callable[[str], str]) -> str:
    """The formula as people read it: 参加人次 ÷ 应到人次 × 100."""
    shown: Any = _KEY.sub(lambda match: f"「{label_of(match[1])}」", expr.translate(_WIDE))
    return str(shown).replace("*", "×").replace("/", "÷")
