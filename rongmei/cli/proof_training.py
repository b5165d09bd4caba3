"""`rongmei proof build`, `train`, `eval`: the tables and trained parts of what finds wrong characters, and what they reach."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.decisions import Invalid, Refused
from rongmei.cli.frame import Command, Context, Result, pairs
from rongmei.content.proofing import documents, speller
from rongmei.content.proofing.protocols import Speller
from rongmei.content.proofing.speller import build, loading, measuring
from rongmei.content.proofing.speller.speller import NgramSpeller
from rongmei.content.proofing.speller.training import archive, shipping

TEXTS: Final = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")


def run_build(options: argparse.Namespace, context: Context) -> Result:
    """Half a minute; replaces the tables, whoever uses the old ones keeps them until the next start."""
    path = _tables()
    try:
        build.build(path)
    except build.NoModel as problem:
        raise Refused(str(problem)) from None
    path.with_name(loading.SITE_TREES).unlink(missing_ok=True)
    return Result({"path": str(path)}, [_("The tables are in %(path)s.") % {"path": path}])


def train_arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--archive", metavar="FOLDER", help=_("texts of your own office: text, Markdown, HTML, Word and PDF files"))
    which.add_argument("--data", metavar="FOLDER", help=_("marked sentences: makes the parts shipped with the product anew"))


def run_train(options: argparse.Namespace, context: Context) -> Result:
    return _train_shipped(_folder(options.data)) if options.data else _train_site(_folder(options.archive))


def eval_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="FOLDER", help=_("marked and clean sentences to measure with; the bundled ones when left out"))


def run_eval(options: argparse.Namespace, context: Context) -> Result:
    """Exit code 1 when a figure is beyond its bound or a set was trained on."""
    found = _speller()
    measured = measuring.measure_folder(found, _folder(options.data)) if options.data else measuring.measure_bundled(found)
    data = {"figures": measured.figures, "failures": measured.failures}
    return Result(data, measuring.told(measured), failed=" ".join(measured.failures))


def _train_site(folder: Path) -> Result:
    lines = [line for text in _texts(folder) for line in text.splitlines()]
    try:
        gain = archive.train(lines, _tables())
    except (archive.TooSmall, build.NoModel) as problem:
        raise Refused(str(problem)) from None
    told = [
        _("%(characters)d characters; their share of the language model is %(share).2f.")
        % {"characters": gain.characters, "share": gain.share},
        _("False alarms on 10,000 characters held out: %(before).2f before, %(after).2f after.")
        % {"before": gain.before.alarms, "after": gain.after.alarms},
        _("Planted slips mended (F1): %(before).3f before, %(after).3f after.")
        % {"before": gain.before.planted, "after": gain.after.planted},
    ]
    return Result(asdict(gain), told)


def _train_shipped(folder: Path) -> Result:
    found = _usable(loading.untrained())
    try:
        marked, phrases = shipping.read(folder)
        trees, rows = shipping.train(found, marked, phrases)
    except ModuleNotFoundError:
        raise Refused(_("Training needs lightgbm: install the “train” group of pyproject.toml.")) from None
    scores = shipping.held_out(found, marked, phrases, rows)
    missed = shipping.missed(scores)
    if not missed:
        shipping.write(trees, marked, phrases)
    figures = {f"{source}.{name}": value for source, score in scores.items() for name, value in score.as_dict().items()}
    return Result({"held_out": figures}, pairs(figures), failed=" ".join(missed))


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in TEXTS:
            try:
                yield documents.read(path.read_bytes(), path.name).text
            except documents.Unreadable as problem:
                raise Invalid(str(problem), str(path)) from None


def _speller() -> NgramSpeller:
    return _usable(speller.load())


def _usable(found: Speller) -> NgramSpeller:
    if not isinstance(found, NgramSpeller):
        raise Refused(found.off)
    return found


def _tables() -> Path:
    return Path(settings.VAR_DIR) / loading.PLACE


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise Invalid(_("“%(name)s” is not a folder.") % {"name": name}, name)
    return path


COMMANDS: Final = (
    Command("build", gettext_lazy("Make the tables of the speller from the machine's language models."), run_build),
    Command("train", gettext_lazy("Train the speller on your own archive, or its shipped parts anew."), run_train, train_arguments),
    Command("eval", gettext_lazy("Measure the speller against its floors."), run_eval, eval_arguments),
)
