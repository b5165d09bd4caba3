"""Any accent gives two palettes that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..colours import contrast, dark, light, parse, written

channel = st.integers(0, 255)


@given(st.tuples(channel, channel, channel))
def test_every_pair_of_text_and_ground_can_be_read_whatever_the_accent(accent):
    for palette in (light(accent), dark(accent)):
        assert [pair for pair in palette.pairs() if contrast(*pair) < 4.5] == []


def test_contrast_of_black_and_white_is_21():
    assert round(contrast((0, 0, 0), (255, 255, 255)), 5) == 21


def test_a_colour_is_read_and_written_alike():
    assert written(parse("#8A1f2b")) == "#8a1f2b"


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "8a1f2b", "#8a1f2b;}"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError) as problem:
        parse(text)
    assert "#8a1f2b" in str(problem.value)
