"""The translation catalogue: extract, merge, check, compile. Stable files: sorted, no dates, no places, no machine.

Usage:
    python tools/messages.py extract             messages of the source into locale/zh_Hans, new ones empty
    python tools/messages.py merge FILE.po …     the same, and translations from the given files (they win over older ones)
    python tools/messages.py check               exit 1 names every message without a good translation
    python tools/messages.py compile FILE.po …   .mo beside each, without the gettext programs

A message of Django, Wagtail or another package that reads badly can be put right here: an entry with the comment
`# third party` stays although our source does not have it.
"""

from __future__ import annotations

import ast
import re
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]
CATALOGUE = BASE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SOURCES = ("rongmei", "config")
KEPT = "third party"
HEADER = (
    "Project-Id-Version: rongmei\nLanguage: zh_Hans\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=1; plural=0;\n"
)
KEYWORDS = (
    "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3",
)  # fmt: skip
# Words that are the same in both languages.
SAME = {"QQ", "Word", "Excel", "JSON", "XLSX", "CSV", "PDF", "DOCX", "HTML", "TXT", "REST", "ID", "URL", "OK"}


@dataclass
class Entry:
    """One message. strings: one translation, or one per plural form (Chinese has one)."""

    msgid: str
    context: str | None = None
    plural: str | None = None
    strings: list[str] = field(default_factory=list)
    fuzzy: bool = False
    kept: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return (self.msgid, self.context or "")

    @property
    def done(self) -> bool:
        return bool(self.strings) and all(self.strings) and not self.fuzzy


class Catalogue(dict[tuple[str, str], Entry]):
    """Entries by (msgid, context), without the header."""


def read(path: Path) -> Catalogue:
    """Parse a .po file. Raises ValueError naming the line that is no .po."""
    found = Catalogue()
    for entry in _parse(path.read_text(encoding="utf-8"), path.name):
        if entry.msgid and entry.key not in found:
            found[entry.key] = entry
    return found


LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr)(\[\d\])?\s+(".*")')


def _parse(text: str, name: str) -> Iterator[Entry]:
    entry, target = Entry(""), ""
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = raw.strip()
        match = LINE.fullmatch(line)
        # An empty line, a comment or the next message ends the one before.
        if target and (not line or line[0] == "#" or (match and target == "msgstr" and match[1] in ("msgctxt", "msgid"))):
            yield entry
            entry, target = Entry(""), ""
        if line.startswith("#"):
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
            entry.kept |= line.startswith("# ") and KEPT in line
        elif line.startswith('"') and target:
            _append(entry, target, ast.literal_eval(line))
        elif match:
            target = match[1]
            entry.strings += [""] * (target == "msgstr")
            _append(entry, target, ast.literal_eval(match[3]))
        elif line:
            raise ValueError(f"{name}, line {number}: “{line[:60]}” is no line of a .po file")


def _append(entry: Entry, word: str, text: str) -> None:
    if word == "msgctxt":
        entry.context = (entry.context or "") + text
    elif word == "msgid":
        entry.msgid += text
    elif word == "msgid_plural":
        entry.plural = (entry.plural or "") + text
    else:
        entry.strings[-1] += text


def extract() -> Catalogue:
    """Messages of our Python files and templates, translations empty. Nothing is written into the source tree."""
    from django.utils.translation.template import templatize

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, path in enumerate(_sources()):
            text = path.read_text(encoding="utf-8")
            copy = Path(folder) / f"{number:05d}.py"
            copy.write_text(templatize(text, origin=str(path)) if path.suffix in {".html", ".txt"} else text, encoding="utf-8")
            files.append(copy.name)
        (Path(folder) / "files").write_text("\n".join(files))
        options = [
            "--files-from=files",
            "--from-code=UTF-8",
            "--output=-",
            "--no-location",
            "--language=Python",
            *(f"--keyword={k}" for k in KEYWORDS),
        ]
        done = subprocess.run([_xgettext(), *options], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
    pot = Path(tempfile.mkdtemp()) / "django.pot"
    pot.write_text(done.stdout, encoding="utf-8")
    found = read(pot)
    shutil.rmtree(pot.parent)
    for entry in found.values():
        entry.strings, entry.fuzzy = [""], False
    return found


def _sources() -> list[Path]:
    found: list[Path] = []
    for source in SOURCES:
        for path in (BASE / source).rglob("*"):
            parts = path.relative_to(BASE).parts
            code = path.suffix == ".py" and not {"tests", "migrations"} & set(parts)
            template = path.suffix in {".html", ".txt"} and "templates" in parts
            if code or template:
                found.append(path)
    return sorted(found)


def _xgettext() -> str:
    program = shutil.which("xgettext")
    if program is None:
        raise SystemExit("Missing: xgettext. Install it with: sudo apt-get install gettext")
    return program


def merge(files: Iterable[Path]) -> list[str]:
    """Write the catalogue anew. Returns a line for every two files that disagree and for every translation nobody asks for."""
    wanted, older, remarks = extract(), read(CATALOGUE) if CATALOGUE.exists() else Catalogue(), []
    given = Catalogue()
    for path in files:
        for key, entry in read(path).items():
            if not entry.done:
                continue
            if key in given and given[key].strings != entry.strings:
                remarks.append(f"{path.name}: “{key[0]}” is “{entry.strings[0]}” here, “{given[key].strings[0]}” before; the first stays")
            given.setdefault(key, entry)
            if key not in wanted and not entry.kept:
                remarks.append(f"{path.name}: “{key[0]}” is not in the source")
    for key, entry in wanted.items():
        source = given.get(key) or older.get(key)
        if source is not None and source.done:
            entry.strings = source.strings[:1]
    wanted.update({key: entry for book in (older, given) for key, entry in book.items() if entry.kept and key not in wanted})
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(written(wanted), encoding="utf-8")
    return remarks


def written(catalogue: Catalogue) -> str:
    """The text of a .po file: sorted, one line per string."""
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(_quoted(line + "\n") for line in HEADER.splitlines())]
    for entry in sorted(catalogue.values(), key=lambda entry: entry.key):
        lines = [f"# {KEPT}"] if entry.kept else []
        if entry.context is not None:
            lines.append(f"msgctxt {_quoted(entry.context)}")
        lines.append(f"msgid {_quoted(entry.msgid)}")
        if entry.plural is not None:
            lines.append(f"msgid_plural {_quoted(entry.plural)}")
            lines += [f"msgstr[{number}] {_quoted(text)}" for number, text in enumerate(entry.strings or [""])]
        else:
            lines.append(f"msgstr {_quoted(entry.strings[0] if entry.strings else '')}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def problems() -> list[str]:
    """One sentence for every message that a Chinese reader would not get in Chinese."""
    have, found = read(CATALOGUE) if CATALOGUE.exists() else Catalogue(), []
    for key, entry in sorted(extract().items()):
        there = have.get(key)
        if there is None or not there.done:
            found.append(f"“{entry.msgid}” has no translation")
    for entry in have.values():
        found += _problems_of(entry)
    return found


def _problems_of(entry: Entry) -> list[str]:
    if not entry.done:
        return []
    found = []
    text = entry.strings[0]
    asked = set(PLACEHOLDER.findall(entry.plural or entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid))
    if set(PLACEHOLDER.findall(text)) != asked and not (entry.plural and set(PLACEHOLDER.findall(text)) <= asked):
        found.append(f"“{entry.msgid}”: the placeholders of the translation “{text}” differ")
    words = re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>", "", entry.msgid).strip()
    if text == entry.msgid and re.search(r"[A-Za-z]{2}", words) and words not in SAME:
        found.append(f"“{entry.msgid}” is left in English")
    return found


def compile_catalogue(path: Path) -> Path:
    """Write the .mo beside a .po (format: GNU gettext manual, "The Format of GNU MO Files")."""
    strings = {b"": HEADER.encode()}
    for entry in read(path).values():
        if entry.done:
            source = entry.msgid if entry.plural is None else f"{entry.msgid}\0{entry.plural}"
            key = source if entry.context is None else f"{entry.context}\4{source}"
            strings[key.encode()] = "\0".join(entry.strings).encode()
    keys = sorted(strings)
    count, ids, texts = len(keys), b"", b""
    id_table, text_table = [], []
    for key in keys:
        id_table.append((len(key), len(ids)))
        text_table.append((len(strings[key]), len(texts)))
        ids += key + b"\0"
        texts += strings[key] + b"\0"
    start = 28 + 16 * count
    tables = [n for length, offset in id_table for n in (length, start + offset)]
    tables += [n for length, offset in text_table for n in (length, start + len(ids) + offset)]
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, start)
    target = path.with_suffix(".mo")
    temporary = target.with_suffix(".mo.new")
    temporary.write_bytes(header + struct.pack(f"<{len(tables)}I", *tables) + ids + texts)
    temporary.replace(target)
    return target


def main(arguments: list[str]) -> int:
    verb, files = (arguments or ["check"])[0], [Path(name) for name in arguments[1:]]
    if verb == "compile":
        for path in files:
            compile_catalogue(path)
        return 0
    if verb in ("extract", "merge"):
        for remark in merge(files):
            print(remark)
        compile_catalogue(CATALOGUE)
    found = problems()
    for sentence in found:
        print(sentence)
    print(f"{len(found)} messages to mend" if found else "every message has its translation")
    return 1 if found and verb == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
