"""The catalogue tool reads what people write, writes what it read, and compiles what gettext reads."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools import messages

pytestmark = pytest.mark.once

BOOK = """
# a remark
msgid ""
msgstr ""
"Language: zh_Hans\\n"

msgid "Save"
msgstr "保存"
msgctxt "of a list"
msgid "Filter"
msgstr "筛选"

#, fuzzy
msgid "Old"
msgstr "旧"

# third party
msgid "Log out"
msgstr "退出"

msgid "%(count)d row"
msgid_plural "%(count)d rows"
msgstr[0] "%(count)d 条"

msgid ""
"Two "
"lines"
msgstr "两行"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "django.po"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_reading_finds_context_plural_fuzzy_and_third_party(book: Path):
    found = messages.read(book)
    assert [(e.msgid, e.context, e.plural, e.strings, e.fuzzy, e.kept) for e in found.values()] == [
        ("Save", None, None, ["保存"], False, False),
        ("Filter", "of a list", None, ["筛选"], False, False),
        ("Old", None, None, ["旧"], True, False),
        ("Log out", None, None, ["退出"], False, True),
        ("%(count)d row", None, "%(count)d rows", ["%(count)d 条"], False, False),
        ("Two lines", None, None, ["两行"], False, False),
    ]


def test_writing_is_stable_and_sorted(book: Path, tmp_path: Path):
    once = messages.written(messages.read(book))
    again = tmp_path / "again.po"
    again.write_text(once, encoding="utf-8")
    assert messages.written(messages.read(again)) == once
    ids = [line for line in once.splitlines() if line.startswith("msgid ")][1:]
    assert ids == sorted(ids)


def test_compiled_catalogue_is_read_by_gettext(book: Path):
    with messages.compile_catalogue(book).open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Save") == "保存"
    assert found.pgettext("of a list", "Filter") == "筛选"
    assert found.ngettext("%(count)d row", "%(count)d rows", 3) == "%(count)d 条"
    assert found.gettext("Old") == "Old"


@pytest.mark.parametrize(
    ("msgid", "text", "found"),
    [
        ("%(name)s is missing", "缺少%(nom)s", ["“%(name)s is missing”: the placeholders of the translation “缺少%(nom)s” differ"]),
        ("Save all", "Save all", ["“Save all” is left in English"]),
        ("PDF", "PDF", []),
        ("%(name)s is missing", "缺少%(name)s", []),
    ],
)
def test_a_bad_translation_is_named(msgid: str, text: str, found: list[str]):
    assert messages._problems_of(messages.Entry(msgid, strings=[text])) == found


def test_no_line_of_a_catalogue_is_passed_over(tmp_path: Path):
    path = tmp_path / "bad.po"
    path.write_text('msgid "Save"\nmsgstr 保存\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"^bad\.po, line 2: “msgstr 保存” is no line of a \.po file$"):
        messages.read(path)
