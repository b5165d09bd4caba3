from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from rongmei.base.history.decisions import Allowed, Denied, Invalid, Refused


def test_allowed_lets_through() -> None:
    decision = Allowed()
    decision.require()
    assert (decision.allowed, decision.reason, bool(decision)) == (True, "", True)


def test_denied_refuses_with_its_reason() -> None:
    decision = Denied("只有审核人可以确认。")
    assert (decision.allowed, bool(decision)) == (False, False)
    with pytest.raises(Refused) as refused:
        decision.require()
    assert (refused.value.reason, str(refused.value)) == ("只有审核人可以确认。", "只有审核人可以确认。")
    assert isinstance(refused.value, PermissionDenied)


def test_invalid_names_the_place_first() -> None:
    assert str(Invalid("应为日期，写成 2026-03-01。", "媒体发稿!E42")) == "媒体发稿!E42：应为日期，写成 2026-03-01。"
    assert str(Invalid("应为日期。")) == "应为日期。"
