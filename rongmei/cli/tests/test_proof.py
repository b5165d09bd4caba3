"""`rongmei proof`: lines, JSON, a mended text, a commented Word file, refusals."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from rongmei.cli.commands import COMMANDS
from rongmei.cli.frame import DONE, REFUSED, run

pytestmark = pytest.mark.once


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "稿.txt"
    path.write_text("周密布署，，工作\n", encoding="utf-8")
    return path


def test_findings_are_lines(text: Path, capsys):
    assert run(COMMANDS, ["proof", str(text)]) == DONE
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "1:3\t错误\t周密【布署】，，工作 → 部署\t“布署”应为“部署”。（现代汉语词典）"
    assert said[1].startswith("1:5\t错误\t周密布署【，，】工作 → ，\t")


def test_findings_are_json(text: Path, capsys):
    assert run(COMMANDS, ["proof", str(text), "--json", "--style", "gongwen", "--on", "2026-11-23"]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert [one["found"] for one in told["findings"]] == ["布署", "，，"]


def test_safe_fixes_are_put_in(text: Path, capsys):
    assert run(COMMANDS, ["proof", str(text), "--fix"]) == DONE
    assert capsys.readouterr().out == "周密布署，工作\n"


def test_markup_is_mended_in_place(tmp_path: Path, capsys):
    path = tmp_path / "a.html"
    path.write_text("<p>甲，<b>，</b>乙</p>", encoding="utf-8")
    assert run(COMMANDS, ["proof", str(path), "--fix"]) == DONE
    assert capsys.readouterr().out == "<p>甲，<b></b>乙</p>\n"


def test_text_comes_through_the_pipe(monkeypatch, capsys):
    class Pipe:
        buffer = io.BytesIO("会议结束。。".encode())

    monkeypatch.setattr("sys.stdin", Pipe())
    assert run(COMMANDS, ["proof", "-", "--json"]) == DONE
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["gbt15834.double-period"]


def test_a_marked_word_file_is_written(text: Path, tmp_path: Path):
    marked = tmp_path / "标.docx"
    assert run(COMMANDS, ["proof", str(text), "--marked", str(marked)]) == DONE
    assert len(list(docx.Document(str(marked)).comments)) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["没有.txt"], "没有.txt"),
        (["稿.doc"], "不认识“稿.doc”这种文件：请交 .docx、.pdf、.txt、.md、.html、.htm。"),
        (["稿.txt", "--on", "明天"], "2026-03-05"),
    ],
)
def test_what_cannot_be_read_is_refused(arguments: list[str], sentence: str, text: Path, monkeypatch, capsys):
    monkeypatch.chdir(text.parent)
    Path("稿.doc").write_bytes(b"x")
    assert run(COMMANDS, ["proof", *arguments]) == REFUSED
    said = capsys.readouterr()
    assert sentence in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_wrong_usage_is_two(capsys):
    with pytest.raises(SystemExit) as left:
        run(COMMANDS, ["proof", "稿.txt", "--style", "诗"])
    assert left.value.code == 2
