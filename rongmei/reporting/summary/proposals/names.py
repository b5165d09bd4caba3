"""Protected names for masked runs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rongmei.reporting.summary.reading import FoundSlot, MaskOf

from .candidates import NameCandidate, Proposal, ranked


def propose_name(found: FoundSlot, names: Sequence[NameCandidate]) -> list[Proposal]:
    """The best five protected names for a masked run: one mark stands for one character, and the words around go on from it."""
    if found.mask_of is MaskOf.DIGITS:
        return []
    scored = [Proposal(name.key, score, why) for name in names for score, why in [_name_score(found, name)] if score > 0]
    return ranked(scored)


def _name_score(found: FoundSlot, name: NameCandidate) -> tuple[float, str]:
    best = (0.0, "")
    for written in (name.name, *name.short_names):
        best = max(best, _written_score(found, name, written))
    return best


def _written_score(found: FoundSlot, name: NameCandidate, written: str) -> tuple[float, str]:
    """The whole name masked, or its beginning with the rest still standing: **大学 for 云岭大学."""
    original, length = found.original, len(found.original)
    shown = original[: length - found.mask_length] if length > found.mask_length else ""
    if not written.startswith(shown):
        return 0.0, ""
    if len(written) == length:
        return min(0.45 + 0.25 * bool(shown) + _fits(found, name), 1.0), f"遮去 {length} 字，正好是“{written}”"
    rest = ending_that_follows(written, length, found.after)
    if not rest:
        return 0.0, ""
    if len(rest) == len(written) - length:
        return min(0.75 + _fits(found, name), 1.0), f"遮去的字加上后面的“{rest}”正好是“{written}”"
    return min(0.5 + _fits(found, name), 1.0), f"后面的“{rest}”正是“{written}”的结尾"


def ending_that_follows(written: str, length: int, after: str) -> str:
    """The end of a name that stands in the text already, behind `length` masked characters: 大学 of 云岭大学 in **大学.

    One mark stands for one character, and then the ending is the rest of the name. An office that always writes two marks leaves the kind
    of place only: 大学 of 东岭理工大学. "" where nothing of the name follows.
    """
    rest = written[length:]
    if rest and rest != written and after.startswith(rest):
        return rest
    return next((kind for kind in _KINDS_OF_PLACE if after.startswith(kind) and written.endswith(kind) and written != kind), "")


_KINDS_OF_PLACE = ("大学", "学院", "学校")
_KIND_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("person", re.compile(r"^(?:老师|教授|副教授|同志|同学|书记|校长|院士|博士|等(?:老师|同学|同志))")),
    ("outlet", re.compile(r"^(?:日报|晚报|电视台|网|报|客户端|融媒)")),
    ("unit", re.compile(r"^(?:学院|部|处|中心|办公室|图书馆|研究院)")),
    ("university", re.compile(r"^(?:大学|学院|学校|校园|校区)")),
)
_KIND_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("person", re.compile(r"(?:书记|校长|院长|教授|老师|学生|同学|主任|部长|作者|主讲人|记者|通讯员|指导教师|负责人)[：:、]?$")),
    ("outlet", re.compile(r"[《]$")),
)


def _fits(found: FoundSlot, name: NameCandidate) -> float:
    """Is it a person, a unit, an outlet that the words around expect?"""
    expected = {kind for kind, sign in _KIND_SIGNS if sign.match(found.after)}
    expected |= {kind for kind, sign in _KIND_BEFORE if sign.search(found.before)}
    if not expected:
        return 0.05
    return 0.2 if name.kind in expected else -0.2
