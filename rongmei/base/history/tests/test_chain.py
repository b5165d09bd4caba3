from __future__ import annotations

import datetime
import hmac

from hypothesis import given
from hypothesis import strategies as st

from rongmei.base.history import chain

VALUES = (1, "2026-01-01 00:00:00.000000", "row.created", 7, "林见月", "lecture", "1", "第一讲", None, "", "{}")


@given(st.binary(max_size=200), st.binary(max_size=500))
def test_mac_is_hmac_sha256_for_any_key(key: bytes, message: bytes) -> None:
    assert chain.Sealer(key).mac(message) == hmac.digest(key, message, "sha256").hex()


@given(st.integers(0, len(VALUES) - 1))
def test_seal_differs_when_any_one_value_differs(place: int) -> None:
    sealer = chain.Sealer(b"k" * 32)
    other = (*VALUES[:place], "9", *VALUES[place + 1 :])
    assert sealer.seal(chain.GENESIS, VALUES) != sealer.seal(chain.GENESIS, other)


def test_seal_differs_after_another_event() -> None:
    sealer = chain.Sealer(b"k" * 32)
    assert sealer.seal(chain.GENESIS, VALUES) != sealer.seal("1" * 64, VALUES)


def test_canonical_detail_has_one_spelling() -> None:
    day = datetime.date(2026, 3, 1)
    assert chain.canonical_detail({"b": day, "a": "讲\n座"}) == chain.canonical_detail({"a": "讲\n座", "b": "2026-03-01"})
    assert chain.canonical_detail({"b": 1, "a": "讲\n座"}) == '{"a":"讲\\n座","b":1}'
    assert chain.canonical_detail(None) == "{}"


def test_moment_is_utc_with_six_digits() -> None:
    east = datetime.timezone(datetime.timedelta(hours=8))
    assert chain.moment(datetime.datetime(2026, 1, 1, 8, tzinfo=east)) == "2026-01-01 00:00:00.000000"
