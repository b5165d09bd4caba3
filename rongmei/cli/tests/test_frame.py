"""Exit codes, JSON, who acts: the same for every command."""

from __future__ import annotations

import argparse
import json

import pytest

from rongmei.base.directory.models import User
from rongmei.base.history.actors import SYSTEM
from rongmei.base.history.decisions import Invalid, Refused
from rongmei.cli import main
from rongmei.cli.commands import COMMANDS
from rongmei.cli.frame import Command, Context, Group, Result, build_parser, run

pytestmark = pytest.mark.django_db


def command(answer) -> tuple[Command]:
    def act(options: argparse.Namespace, context: Context) -> Result:
        if isinstance(answer, Exception):
            raise answer
        return answer(context) if callable(answer) else answer

    return (Command("do", "Do it.", act),)


def test_an_answer_is_printed_as_lines(capsys):
    assert run(command(Result({"n": 1}, ["一", "二"])), ["do"]) == 0
    assert capsys.readouterr().out == "一\n二\n"


def test_json_is_the_whole_standard_output(capsys):
    assert run(command(Result({"名": "文学院"}, ["ignored"])), ["do", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"名": "文学院"}


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (Refused("你没有这个权限。"), "你没有这个权限。"),
        (Invalid("应当是日期。", "Sheet1!B3"), "Sheet1!B3：应当是日期。"),
        (FileNotFoundError(2, "No such file", "去年.docx"), "There is no file “去年.docx”."),
        (User.DoesNotExist("two\nlines"), "two lines"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_code_1(problem, sentence, capsys, monkeypatch):
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")
    assert run(command(problem), ["do"]) == 1
    assert capsys.readouterr() == ("", f"{sentence}\n")


def test_a_refusal_as_json_names_the_place(capsys):
    assert run(command(Invalid("应当是日期。", "Sheet1!B3")), ["do", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"error": "Sheet1!B3：应当是日期。", "place": "Sheet1!B3"}


def test_an_answer_can_fail(capsys):
    assert run(command(Result({}, [], failed="第三条被改过。")), ["do"]) == 1
    assert capsys.readouterr().err == "第三条被改过。\n"


@pytest.mark.parametrize("words", [[], ["nothing"], ["do", "--wrong"]])
def test_wrong_usage_is_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        run(command(Result({})), words)
    assert left.value.code == 2


def test_without_a_name_the_product_acts(capsys):
    assert run(command(lambda context: Result(context.actor() is SYSTEM, [])), ["do", "--json"]) == 0
    assert capsys.readouterr().out == "true\n"


def test_as_names_who_acts(capsys):
    user = User.objects.create(username="lin")
    assert run(command(lambda context: Result(context.actor().pk == user.pk, [])), ["do", "--json", "--as", "lin"]) == 0
    assert capsys.readouterr().out == "true\n"


def test_unknown_and_disabled_accounts_are_refused(capsys, monkeypatch):
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")
    User.objects.create(username="gone", is_active=False)
    act = command(lambda context: Result(str(context.actor())))
    assert [run(act, ["do", "--as", name]) for name in ("nobody", "gone")] == [1, 1]
    assert capsys.readouterr().err.splitlines() == [
        "--as：There is no account “nobody”: give the user name of an existing account.",
        "The account “gone” is disabled.",
    ]


def everything() -> list[Command]:
    return [one for entry in COMMANDS for one in (entry.commands if isinstance(entry, Group) else (entry,))]


def test_every_command_takes_json_and_as():
    lacking = []
    for command in everything():  # each on its own: two groups may have a verb of the same name
        below = next(action for action in build_parser([command])._actions if hasattr(action, "_name_parser_map"))
        lacking += [name for name, one in below.choices.items() if not {"--json", "--as"} <= set(one._option_string_actions)]
    assert lacking == []


def test_verify_says_that_history_is_whole(capsys, monkeypatch):
    monkeypatch.setenv("RONGMEI_LANGUAGE", "en")
    assert main(["verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True
