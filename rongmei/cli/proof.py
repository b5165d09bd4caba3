"""`rongmei proof`: a text file, Word file or PDF, or what comes through the pipe, proofread by rules and facts."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.cli import proof_training
from rongmei.cli.figures import day
from rongmei.cli.frame import Command, Context, Group, Result
from rongmei.content.proofing import documents, fixes, reports, speller
from rongmei.content.proofing.checking import Style
from rongmei.content.proofing.engine import Proofreader
from rongmei.content.proofing.source import Source, of_text

PIPE: Final = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("a text, Word or PDF file; - reads text from the pipe"))
    parser.add_argument("--style", choices=[style.value for style in Style], default=Style.WEB.value, help=_("house style"))
    parser.add_argument("--on", metavar="DATE", help=_("day the text is of, for weekdays and posts; today when left out"))
    parser.add_argument("--fix", action="store_true", help=_("print the text with every safe fix put in, and nothing else"))
    parser.add_argument("--marked", metavar="DOCX", help=_("also write a Word file with a comment at every finding"))


def run(options: argparse.Namespace, context: Context) -> Result:
    source, data = _source(options.file)
    on = day(options.on, "--on") if options.on else dt.date.today()
    proofreader = Proofreader(options.style, speller=speller.load())
    if options.fix:
        return _fixed(proofreader, source, on, options.file)
    report = proofreader.check(source, on=on)
    if options.marked:
        Path(options.marked).write_bytes(reports.marked_docx(report, source, data))
    count = len(report.findings)
    closing = ngettext("%(count)d finding in %(characters)d characters.", "%(count)d findings in %(characters)d characters.", count)
    lines = [*reports.as_lines(report, source), closing % {"count": count, "characters": report.characters}]
    return Result(reports.as_json(report, source), lines)


def _source(name: str) -> tuple[Source, bytes | None]:
    """The text, and the Word file it comes from when it does."""
    try:
        if name == PIPE:
            return of_text(documents.decode(sys.stdin.buffer.read(), PIPE)), None
        data = Path(name).read_bytes()
        return documents.read(data, Path(name).name), data if name.lower().endswith(".docx") else None
    except documents.Unreadable as problem:
        raise Invalid(str(problem), "FILE")


def _fixed(proofreader: Proofreader, source: Source, on: dt.date, name: str) -> Result:
    if name.lower().endswith((".docx", ".pdf")):
        raise Refused(_("Only texts are mended by --fix: use --marked to see the findings in a Word file."))
    stored = source.stored.get("html")
    if stored is not None:
        changed = fixes.apply_to(source, proofreader.check(source, on=on).findings)
        text = changed.get("html", stored)
    else:
        text = fixes.mend(proofreader, source.text, on=on)
    return Result({"text": text}, [text.removesuffix("\n")])


FILE: Final = Command(
    "file", gettext_lazy("Proofread a file: marks, numerals, wording, forms of documents, facts, wrong characters."), run, arguments
)
COMMAND = Group(
    "proof",
    gettext_lazy("Proofread a file; make, train and measure what finds wrong characters."),
    (FILE, *proof_training.COMMANDS),
    otherwise=FILE.name,
)
