"""`rongmei setup`: what the first page in the browser asks, for installations made by a script."""

from __future__ import annotations

import argparse
import getpass
import sys

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.cli.frame import Command, Context, Result
from rongmei.website.console.actions import FirstPerson, set_up


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help=_("full name of the university"))
    parser.add_argument("--short-name", default="", help=_("short name"))
    parser.add_argument("--english-name", default="", help=_("English name"))
    parser.add_argument("--office-name", default="", help=_("name of the office"))
    parser.add_argument("--protect", action="append", default=[], metavar=_("NAME"), help=_("another name to be masked; may be repeated"))
    parser.add_argument("--campus-id", required=True, help=_("campus number of the first administrator"))
    parser.add_argument("--person", required=True, help=_("name of the first administrator"))
    parser.add_argument("--username", required=True, help=_("user name of the first administrator"))
    parser.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input instead of asking"))


def run(options: argparse.Namespace, context: Context) -> Result:
    """Never takes a password as an argument: it would stand in the list of processes."""
    password = sys.stdin.readline().rstrip("\n") if options.password_stdin else getpass.getpass(_("Password: "))
    user = set_up(
        actor=context.actor(),
        name=options.name,
        short_name=options.short_name,
        english_name=options.english_name,
        office_name=options.office_name,
        protected_names=options.protect,
        first=FirstPerson(options.campus_id, options.person, options.username, password),
    )
    sentence = _("“%(name)s” is set up; sign in as %(user)s.") % {"name": options.name, "user": user.username}
    return Result({"university": options.name, "username": user.username}, [sentence])


COMMAND = Command("setup", gettext_lazy("Name the university and make the first administrator."), run, arguments)
