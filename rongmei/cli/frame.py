"""What every command has in common: options, who acts, how an answer and a refusal are printed."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rongmei.base.directory.models import User
from rongmei.base.history.actors import REQUEST_ID, SYSTEM, Actor
from rongmei.base.history.decisions import Invalid, Refused

DONE: Final = 0
REFUSED: Final = 1
USAGE: Final = 2


@dataclass(frozen=True)
class Result:
    """An answer. data: what `--json` prints. lines: what people read. failed: a sentence that makes the exit code 1."""

    data: Any
    lines: Sequence[str] = ()
    failed: str = ""


@dataclass(frozen=True)
class Context:
    """Who acts. `name` is what stood behind `--as`, "" when nothing did."""

    name: str = ""

    def actor(self) -> Actor:
        """The person named by `--as`, or the product itself."""
        return self.user() if self.name else SYSTEM

    def user(self) -> User:
        """The person named by `--as`. Raises Invalid when nobody is named, the account is unknown or disabled."""
        if not self.name:
            raise Invalid(_("This command acts for a person: add --as with a user name."), "--as")
        user = User.objects.filter(username=self.name).first()
        if user is None:
            raise Invalid(_("There is no account “%(name)s”: give the user name of an existing account.") % {"name": self.name}, "--as")
        if not user.is_active:
            raise Refused(_("The account “%(name)s” is disabled.") % {"name": self.name})
        return user


@dataclass(frozen=True)
class Command:
    """One verb. arguments(parser) declares its options; run(options, context) does it."""

    name: str
    help: str | Promise
    run: Callable[[argparse.Namespace, Context], Result]
    arguments: Callable[[argparse.ArgumentParser], None] = field(default=lambda parser: None)


@dataclass(frozen=True)
class Group:
    """Several verbs under one noun. otherwise: the verb that is meant when none is named."""

    name: str
    help: str | Promise
    commands: tuple[Command, ...]
    otherwise: str = ""


def build_parser(commands: Iterable[Command | Group]) -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(prog="rongmei", description=_("The year of a communications office, from the command line."))
    _add_all(parser, commands)
    return parser


def _add_all(parser: argparse.ArgumentParser, commands: Iterable[Command | Group]) -> None:
    below = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for command in commands:
        text = str(command.help)
        one = below.add_parser(command.name, help=text, description=text)
        if isinstance(command, Group):
            _add_all(one, command.commands)
            continue
        command.arguments(one)
        one.add_argument("--json", action="store_true", dest="as_json", help=_("print the answer as JSON"))
        one.add_argument("--as", metavar=_("USER"), default="", dest="as_user", help=_("user name of the person who acts"))
        one.set_defaults(command=command)


def run(commands: Sequence[Command | Group], argv: Sequence[str]) -> int:
    """Parse, act, print. Returns the exit code."""
    with translation.override(os.environ.get("RONGMEI_LANGUAGE") or settings.LANGUAGE_CODE):
        options = build_parser(commands).parse_args(_spelt_out(commands, argv))
        return _act(options)


def _spelt_out(commands: Iterable[Command | Group], argv: Sequence[str]) -> Sequence[str]:
    """`proof FILE` is `proof file FILE`."""
    groups = {group.name: group for group in commands if isinstance(group, Group) and group.otherwise}
    if len(argv) < 2 or argv[0] not in groups:
        return argv
    group = groups[argv[0]]
    if argv[1] in {"-h", "--help", *(command.name for command in group.commands)}:
        return argv
    return [argv[0], group.otherwise, *argv[1:]]


def _act(options: argparse.Namespace) -> int:
    command: Command = options.command
    token = REQUEST_ID.set(f"cli-{_login()}-{os.getpid()}"[:36])
    try:
        result = command.run(options, Context(options.as_user))
    except (Refused, Invalid, ObjectDoesNotExist, CommandError, OSError) as problem:
        return _refuse(problem, options.as_json)
    finally:
        REQUEST_ID.reset(token)
    return _print(result, options.as_json)


def _print(result: Result, as_json: bool) -> int:
    if as_json:
        print(to_json(result.data))
    else:
        for line in result.lines:
            print(line)
    if result.failed:
        print(result.failed, file=sys.stderr)
        return REFUSED
    return DONE


def _refuse(problem: Exception, as_json: bool) -> int:
    sentence = one_sentence(problem)
    if as_json:
        place = problem.place if isinstance(problem, Invalid) else ""
        print(to_json({"error": sentence, "place": place}))
    print(sentence, file=sys.stderr)
    return REFUSED


def one_sentence(problem: Exception) -> str:
    """What went wrong, for a person: never a stack trace, always one line."""
    if isinstance(problem, FileNotFoundError):
        return _("There is no file “%(name)s”.") % {"name": problem.filename}
    if isinstance(problem, OSError) and problem.filename:
        return _("“%(name)s” cannot be read or written: %(why)s.") % {"name": problem.filename, "why": problem.strerror}
    return " ".join(str(problem).split())


def to_json(data: Any) -> str:
    """Chinese stays readable; dates and decimals are text."""
    return json.dumps(data, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)


def pairs(data: Mapping[str, Any]) -> list[str]:
    """`name: value` lines for people."""
    return [f"{name}: {value}" for name, value in data.items()]


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
