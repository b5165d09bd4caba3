from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.website.console import demo


class Command(BaseCommand):
    help = "Build the demo university in this database, or print its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stage", choices=demo.STAGES, default="year-end", help="how far the year has gone")
        parser.add_argument("--clear", action="store_true", help="throw away the demo that is there, then build")
        parser.add_argument("--if-missing", action="store_true", help="do nothing when the stage stands already")
        parser.add_argument("--accounts", action="store_true", help="print the demo accounts and build nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            for line in demo.lines():
                self.stdout.write(line)
            return
        if not settings.DEMO:
            raise CommandError(_("The demo's passwords are well known: build it with RONGMEI_DEMO=true, in a database of its own."))
        try:
            self._build(options["stage"], clear=options["clear"], quiet=options["if_missing"])
        except (Invalid, Refused) as problem:
            raise CommandError(str(problem)) from None

    def _build(self, stage: str, *, clear: bool, quiet: bool) -> None:
        if clear:
            demo.clear()
        there = demo.built()
        if there and demo.STAGES.index(there) >= demo.STAGES.index(stage):
            if not quiet:
                self.stdout.write(_("The demo stands already, at stage %(stage)s.") % {"stage": there})
            return
        demo.build(stage, self.stdout.write)
