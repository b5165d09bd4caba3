"""Pages say what is: reference pages come from the code, links lead somewhere, terms name things that exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.source import BASE, python_files

pytestmark = pytest.mark.once

PAGES = sorted([*BASE.glob("*.md"), *(BASE / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_reference_pages_are_what_the_code_says():
    env = {name: value for name, value in os.environ.items() if not name.startswith(("RONGMEI_", "PYTEST_", "DJANGO_"))}
    done = subprocess.run([sys.executable, "tools/docs.py", "--check"], cwd=BASE, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_links_of_pages_lead_to_files():
    broken = [
        f"{page.relative_to(BASE)} -> {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((BASE / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_terms_of_the_glossary_exist_in_the_code():
    source = "\n".join(path.read_text(encoding="utf-8") for path in python_files())
    rows = (BASE / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    nouns = [noun for row in rows for noun in re.findall(r"`([A-Za-z_]+)`", row)]
    assert [noun for noun in nouns if not re.search(rf"\b{noun}\b", source)] == []
    assert len(nouns) > 30


def test_the_map_of_the_readme_names_every_folder():
    text = (BASE / "README.md").read_text(encoding="utf-8")
    rooms = sorted(
        path.parent.name
        for path in (BASE / "rongmei").glob("*/*/__init__.py")
        if path.parent.parent.name != "cli" and path.parent.name != "tests"
    )
    assert [room for room in rooms if f"    {room}/" not in text] == []


def test_ci_runs_make_test_and_nothing_else():
    lines = Path(BASE, ".ci", "run").read_text(encoding="utf-8").splitlines()
    commands = [line.split(" </dev/null")[0] for line in lines if line and not line.startswith(("#", "set ", "cd ", "export "))]
    assert commands == ["exec make test"]


def test_settings_of_the_readme_targets_exist():
    makefile = (BASE / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z]+)", (BASE / "README.md").read_text(encoding="utf-8")))
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.M)] == []


def test_news_fragments_say_what_kind_of_change_they_are():
    kinds = {path.name.split(".")[-2] for path in (BASE / "changes").glob("*.md") if path.name != "README.md"}
    assert kinds <= {"added", "changed", "fixed", "removed"}
    assert kinds != set()
