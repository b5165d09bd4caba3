from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from rongmei.base.history.queries import verify


class Command(BaseCommand):
    help = "Check that no event of history was edited, deleted, moved or cut off. Exit 0: whole; 1: not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify()
        self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False) if options["json"] else found.sentence)
        if not found.ok:
            sys.exit(1)
