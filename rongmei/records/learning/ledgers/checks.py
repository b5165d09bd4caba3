"""Sentences several ledgers of this room ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from rongmei.base.ledger.declaration import RowProblem

# 《…》、《…》: two texts written as one.
_TWO_TEXTS = re.compile(r"》\s*[、，,；;]\s*《")


def named_once(lines: Sequence[Mapping[str, Any]], field: str, name: str, *also: str) -> Iterable[RowProblem]:
    """The same name twice in one list counts a person twice."""
    counts = Counter((line.get(field), *(line.get(part) for part in also)) for line in lines)
    for (found, *_rest), count in counts.items():
        if count > 1:
            yield RowProblem(
                name,
                _("“%(name)s” stands here %(count)d times: leave one, or add what tells the persons apart.")
                % {"name": found, "count": count},
            )


def one_text_each(lines: Sequence[Mapping[str, Any]], name: str = "items") -> Iterable[RowProblem]:
    """Texts are counted line by line, so two in one line would count as one."""
    for line in lines:
        title = str(line.get("title") or "")
        if _TWO_TEXTS.search(title):
            yield RowProblem(
                name,
                _("“%(title)s” names more than one text: give each a line of its own, since texts are counted by line.")
                % {"title": title[:60]},
            )


def not_after(values: Mapping[str, Any], early: str, late: str, sentence: Any) -> Iterable[RowProblem]:
    """Two days in their order, where both are known. `sentence` has %(early)s and %(late)s."""
    first, second = values.get(early), values.get(late)
    if first and second and first > second:
        yield RowProblem(early, sentence % {"early": first, "late": second})
