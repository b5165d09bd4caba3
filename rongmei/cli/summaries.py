"""`rongmei summary`: from last year's Word file to a signed, exported, masked summary."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.history.decisions import Invalid
from rongmei.cli.frame import Command, Context, Group, Result
from rongmei.reporting.summary import actions, rules
from rongmei.reporting.summary.assembling import Assembled, assemble
from rongmei.reporting.summary.enums import Binding, WhenZero
from rongmei.reporting.summary.exporting import FORMATS, export
from rongmei.reporting.summary.models import Summary
from rongmei.reporting.summary.names import read_name
from rongmei.reporting.summary.queries import drifts
from rongmei.reporting.summary.reading import WordRefused, read_docx
from rongmei.reporting.summary.wording import Form


def _word(path: str) -> tuple[bytes, Any]:
    data = Path(path).read_bytes()
    try:
        return data, read_docx(data)
    except WordRefused as problem:
        raise Invalid(problem.sentence, Path(path).name) from None


def _summary(options: argparse.Namespace, context: Context) -> Summary:
    summary = Summary.objects.filter(pk=options.id).first()
    if summary is None:
        raise Invalid(_("there is no summary with number %(pk)s.") % {"pk": options.id}, "ID")
    rules.may_see(context.actor(), summary).require()
    return summary


def slots(options: argparse.Namespace, context: Context) -> Result:
    """Every number and masked run of a Word file, without storing anything."""
    _data, read = _word(options.file)
    found = [
        {
            "slot": slot.ref,
            "original": slot.original,
            "guess": str(slot.kind_guess),
            "form": str(slot.form) if slot.form else None,
            "measure_word": slot.measure_word,
            "masked": slot.is_mask,
            "sentence": slot.sentence,
            "place": slot.place,
        }
        for slot in read.found
    ]
    return Result(found, [f"{s['slot']}\t{s['original']}{s['measure_word']}\t{s['guess']}\t{s['sentence']}" for s in found])


def new(options: argparse.Namespace, context: Context) -> Result:
    if options.source:
        data, read = _word(options.source)
        name = Path(options.source).name
        summary = actions.create_from_document(actor=context.actor(), year=options.year, read=read, name=name, data=data)
    else:
        summary = actions.create_summary(actor=context.actor(), year=options.year)
    assembled = assemble(summary)
    return Result(
        {"id": summary.pk, "title": summary.title, "slots": _standings(assembled)},
        [
            _("Summary %(pk)d: %(title)s, %(slots)d slots, %(open)d of them open.")
            % {"pk": summary.pk, "title": summary.title, "slots": len(assembled.used), "open": len(assembled.open)}
        ],
    )


def _standings(assembled: Assembled) -> list[dict[str, Any]]:
    return [
        {
            "slot": stand.slot.ref,
            "binding": str(stand.slot.binding),
            "figure": stand.slot.figure.key if stand.slot.figure else None,
            "shown": stand.shown,
            "problem": stand.problem,
            "original": stand.slot.original,
            "proposals": stand.slot.proposals,
        }
        for stand in assembled.in_order()
    ]


def show(options: argparse.Namespace, context: Context) -> Result:
    summary = _summary(options, context)
    found = _standings(assemble(summary))
    lines = [f"{s['slot']}\t{s['binding']}\t{s['figure'] or ''}\t{s['shown']}\t{s['problem']}" for s in found]
    return Result({"id": summary.pk, "state": str(summary.state), "digest": summary.digest, "slots": found}, lines)


def bind(options: argparse.Namespace, context: Context) -> Result:
    summary = _summary(options, context)
    slot = summary.slots.filter(ref=options.slot).first()
    if options.figure:
        choice = actions.SlotChoice(
            Binding.FIGURE,
            figure=options.figure,
            form=options.form,
            years_back=options.years_back,
            as_published=options.as_published,
            when_zero=options.when_zero,
        )
    elif options.name:
        kind, number = read_name(options.name)
        choice = actions.SlotChoice(Binding.NAME, name_kind=kind, name_id=number)
    elif options.year:
        choice = actions.SlotChoice(Binding.YEAR, years_back=options.years_back)
    else:
        text = options.text if isinstance(options.text, str) and options.text else (slot.original if slot else "")
        choice = actions.SlotChoice(Binding.TEXT, text=text)
    actions.bind_slot(actor=context.actor(), summary=summary, ref=options.slot, choice=choice)
    stand = assemble(summary).standings[options.slot]
    data = {"slot": options.slot, "shown": stand.shown, "problem": stand.problem}
    return Result(data, [f"{options.slot}\t{stand.shown}\t{stand.problem}"])


def export_file(options: argparse.Namespace, context: Context) -> Result:
    summary = _summary(options, context)
    data, _media = export(assemble(summary).document, options.to, options.masked or "")
    Path(options.output).write_bytes(data)
    actions.note_export(actor=context.actor(), summary=summary, to=options.to, masked=options.masked or "")
    return Result({"file": options.output, "bytes": len(data)}, [options.output])


def sign(options: argparse.Namespace, context: Context) -> Result:
    reasons = dict(reason.partition("=")[::2] for reason in options.reason)
    signed = actions.sign_summary(actor=context.user(), summary=_summary(options, context), reasons=reasons)
    return Result({"id": signed.pk, "digest": signed.digest}, [_("Signed. Digest %(digest)s") % {"digest": signed.digest}])


def drift(options: argparse.Namespace, context: Context) -> Result:
    found: list[dict[str, Any]] = [
        {
            "figure": item.reading.figure_key,
            "shown": item.reading.shown_text,
            "was": item.drift.was.amount,
            "now": item.drift.now.amount,
            "added": [row.pk for row in item.added],
            "removed": [row.pk for row in item.removed],
            "changed": [row.pk for row in item.changed],
            "hidden": item.hidden,
            "moved": item.drift.summary,
            "fresh": item.drift.fresh,
            "problem": item.drift.problem,
        }
        for item in drifts(context.actor(), _summary(options, context))
    ]
    lines = [f"{i['figure']}\t{i['was']} → {i['now']}\t{i['moved']}" for i in found if not i["fresh"]]
    return Result(found, lines or [_("Nothing changed since the signature.")])


def _file_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.docx")


def _id_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID")


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", default="", metavar="FILE.docx")
    parser.add_argument("--year", type=int, required=True, metavar="Y")


def _bind_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("slot", metavar="SLOT")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--figure", default="", metavar="KEY")
    what.add_argument("--name", default="", metavar="KIND:ID")
    what.add_argument("--year", action="store_true")
    what.add_argument("--text", nargs="?", const=True, default=None, metavar="TEXT")
    parser.add_argument("--form", default="exact", choices=[f.value for f in Form], metavar="F")
    parser.add_argument("--years-back", type=int, default=0, metavar="N")
    parser.add_argument("--as-published", action="store_true")
    parser.add_argument("--when-zero", default=WhenZero.FLAG.value, choices=WhenZero.values)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("--to", required=True, choices=list(FORMATS))
    parser.add_argument("--masked", choices=["digits", "fixed"], default=None)
    parser.add_argument("-o", "--output", required=True, metavar="FILE")


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    _id_argument(parser)
    parser.add_argument("--reason", action="append", default=[], metavar="KEY=TEXT")


COMMAND = Group(
    "summary",
    gettext_lazy("The annual summary."),
    (
        Command("slots", gettext_lazy("Numbers and masked places of a Word file."), slots, _file_argument),
        Command("new", gettext_lazy("Start a summary, from last year's Word file or empty."), new, _new_arguments),
        Command("show", gettext_lazy("How every slot stands."), show, _id_argument),
        Command("bind", gettext_lazy("Decide what stands in a slot."), bind, _bind_arguments),
        Command("export", gettext_lazy("Write the summary to a file, plain or masked."), export_file, _export_arguments),
        Command("sign", gettext_lazy("Sign and freeze the summary."), sign, _sign_arguments),
        Command("drift", gettext_lazy("What changed since the signature."), drift, _id_argument),
    ),
)
