"""Every sentence has its Chinese translation, with the same placeholders."""

from __future__ import annotations

import pytest

from tools import messages

pytestmark = pytest.mark.once


def test_every_message_is_translated():
    assert messages.problems() == []


def test_the_catalogue_is_written_as_the_tool_writes_it():
    assert messages.CATALOGUE.read_text(encoding="utf-8") == messages.written(messages.read(messages.CATALOGUE))


def test_the_catalogue_holds_no_message_that_nobody_asks_for():
    wanted = messages.extract()
    assert [entry.msgid for key, entry in messages.read(messages.CATALOGUE).items() if key not in wanted and not entry.kept] == []
