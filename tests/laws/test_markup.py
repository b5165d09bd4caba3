"""What a browser gets from us: no inline script or style, no text of users marked as safe, no address of another machine."""

from __future__ import annotations

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.template import engines
from django.template.exceptions import TemplateSyntaxError

from tests.laws.source import BASE, python_files, short, templates, tree
from tools import messages

pytestmark = pytest.mark.once

FORBIDDEN = {
    "a script inside the page": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)[^>]*>", re.I),
    "a style inside the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "a handler inside a tag": re.compile(r"<[^>]+\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "another machine": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.I),
    "a field without its type, which the shell draws without a border": re.compile(r"<input(?![^>]*\btype=)", re.I),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off|\|\s*safeseq\b"),
}
# template: what it may hold, with the reason
ALLOWED: dict[tuple[str, str], str] = {}


def test_templates_keep_to_the_content_policy():
    found = [
        f"{short(path)}:{text[: match.start()].count(chr(10)) + 1} {what}"
        for path in templates()
        if path.suffix == ".html"
        for text in [path.read_text(encoding="utf-8")]
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text)
        if (short(path), what) not in ALLOWED
    ]
    assert found == []


def test_every_template_compiles():
    broken = []
    for path in templates():
        try:
            engines["django"].get_template(str(path).split("/templates/", 1)[1])
        except TemplateSyntaxError as problem:
            broken.append(f"{short(path)}: {problem}")
    assert broken == []


TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.S)
# The product's own name and words that are the same in both languages.
SAME = {*messages.SAME, "融媒", "Rongmei", "SHA"}


def test_every_visible_sentence_of_a_template_is_translatable():
    """Outside tags, comments and translation blocks a template holds no words: neither English nor Chinese ones."""
    found = []
    for path in templates():
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", "", text, flags=re.S)
        text = re.sub(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", "", text, flags=re.S)
        text = re.sub(r"\{%\s*block\s+bodyclass\s*%\}.*?\{%\s*endblock", "{% endblock", text, flags=re.S)
        text = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.S)
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.S)
        if path.suffix == ".html":
            text = TAG.sub(" ", text)
            text = re.sub(r"&\w+;|&#\d+;", " ", text)
        words = [word for word in re.findall(r"[A-Za-z]{3,}|[\u4e00-\u9fff]+", text) if word not in SAME]
        if words and path.suffix == ".html":
            found.append(f"{short(path)}: {' '.join(words[:6])}")
    assert found == []


# Functions that mark text as safe; each use must be given here with the reason why no user's words can be in it.
MARKING = {"mark_safe", "SafeString", "SafeText"}
MARKED: dict[str, str] = {
    "rongmei/website/pages/templatetags/pages_tags.py": "a story's paragraph cleaned in the same line; JSON with <, > and & written as escapes",
    "rongmei/content/newsroom/templatetags/newsroom_text.py": "goes through clean_markup: ten tags, no attribute but a checked address",
}


def test_nothing_marks_users_text_as_safe():
    found = [
        f"{short(path)}:{node.lineno} {ast.unparse(node)[:80]}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in MARKING and short(path) not in MARKED
    ]
    assert found == []


def scripts() -> list[Path]:
    return [path for path in sorted((BASE / "rongmei").rglob("static/**/*.js")) if "vendor" not in path.parts]


def test_scripts_build_no_markup_from_text():
    pattern = re.compile(r"\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(")
    found = [
        f"{short(path)}:{number} {line.strip()[:80]}"
        for path in scripts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_file_a_page_names_is_left_out_when_static_files_are_collected():
    """The Makefile leaves parts of a package out; a page that names one of them would answer 500 in the installed product only."""
    left_out = re.findall(r"-i '?([^' \n]+)'?", (BASE / "Makefile").read_text(encoding="utf-8"))
    named = {name for path in templates() for name in re.findall(r"{% static ['\"]([^'\"]+)['\"]", path.read_text(encoding="utf-8"))}
    assert len(left_out) > 3
    assert len(named) > 5
    assert [name for name in sorted(named) if any(fnmatch(name.rpartition("/")[2], pattern) for pattern in left_out)] == []
