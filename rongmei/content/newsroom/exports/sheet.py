"""The sign-off sheet 审签单: one A4 page a copy, made from the record alone.

Fields follow the forms universities use (number, subject, date, outlets, drafted by, each opinion with name and time, result; verified)
and the order to keep two copies, one in the office and one in the unit that is responsible (verified).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rongmei.base.directory.queries import university
from rongmei.base.paper.fonts import FontSet, Missing, MissingGlyphs, Role, installed_fonts, printable
from rongmei.base.paper.pdf import set_pdf

from ..enums import Decision
from ..models import Manuscript, Procedure, SignOff
from ..standing import Standing, standing_of

_TEMPLATE: Final = (Path(__file__).parent / "templates" / "sheet.typ").read_bytes()
PART_NAMES: Final = {
    "title": gettext_lazy("headline"),
    "text": gettext_lazy("text"),
    "pictures": gettext_lazy("pictures"),
    "byline": gettext_lazy("byline"),
    "files": gettext_lazy("files"),
}


def sign_off_sheet(manuscript: Manuscript, *, open_errors: Sequence[str] = (), dated: bool = True, fonts: FontSet | None = None) -> bytes:
    """Both copies as one PDF of two pages; the letters grow smaller before a page would become two.

    manuscript: with what `queries.with_standing` fetches. open_errors: findings of level “error” nobody has decided, one line each.
    dated: says when it was printed; without, the same record always gives the same bytes.
    Raises MissingGlyphs when a name cannot be printed, NoFonts when there is no Chinese font.
    """
    fonts = fonts or installed_fonts()
    data = sheet_data(manuscript, open_errors, dated=dated)
    lacking = fonts.lacks(Role.SONG, _all_words(data))
    if lacking:
        raise MissingGlyphs([Missing(character, str(_("the sign-off sheet"))) for character in lacking])
    faces = {"song": fonts.families(Role.SONG), "hei": fonts.families(Role.HEI)}
    return set_pdf(_TEMPLATE, {**data, "faces": faces}, fonts)


def sheet_data(manuscript: Manuscript, open_errors: Sequence[str] = (), *, dated: bool = True) -> dict[str, Any]:
    """Everything the sheet says, as plain text."""
    school, standing = university(), standing_of(manuscript)
    unit = manuscript.unit.name
    office = school.office_name or str(_("the office"))
    return {
        "title": _("%(university)s: sign-off sheet") % {"university": school.name},
        "number": _("No. %(number)s") % {"number": manuscript.number},
        "copies": [
            _("Copy 1 of 2, kept by %(keeper)s") % {"keeper": office},
            _("Copy 2 of 2, kept by %(keeper)s") % {"keeper": unit},
        ],
        "fields": _fields(manuscript),
        "rules": rules_of(manuscript.procedure) if manuscript.procedure else _("Not submitted yet."),
        "heads": [_("round"), _("step"), _("decision and opinion"), _("signed by"), _("time"), _("as it stands")],
        "rows": [_row(manuscript, standing, sign_off) for sign_off in manuscript.sign_offs.all()],
        "missing": [str(step.label) for step in standing.missing],
        "missing_label": _("Not signed yet"),
        "notes": [*_urgent(manuscript), *_published(manuscript)],
        "errors_label": _("Errors the machine found and nobody has decided"),
        "errors": [printable(line) for line in open_errors],
        "fingerprint": _("Fingerprint of the text signed (SHA-256): %(digest)s")
        % {"digest": manuscript.current.fingerprint if manuscript.current else ""},
        "printed": _("Printed %(time)s") % {"time": _moment(timezone.now())} if dated else "",
    }


def rules_of(procedure: Procedure) -> str:
    """Which rules applied, in words: practice differs between offices, so the sheet says it."""
    said = [
        _("the author may sign the first review and the first proof")
        if procedure.author_may_review
        else _("authors sign nothing of their own"),
        _("one person may review and proofread") if procedure.review_and_proof_same_person else _("reviewers do not proofread"),
        _("no two reviews by one person"),
    ]
    return _("%(procedure)s; rules: %(rules)s.") % {"procedure": procedure, "rules": _("; ").join(said)}


def _fields(manuscript: Manuscript) -> list[list[str]]:
    current = manuscript.current
    byline = current.byline if current else []
    return [
        [_("Headline"), printable(manuscript.headline)],
        [_("Kind"), manuscript.get_kind_display()],
        [_("Unit"), manuscript.unit.name],
        [_("Written by"), printable("、".join(line["name"] for line in byline))],
        [_("Meant for"), "、".join(outlet.name for outlet in manuscript.targets.all())],
        [_("Submitted"), _moment(manuscript.submitted_at) if manuscript.submitted_at else "—"],
        [_("Characters"), str(current.words) if current else "—"],
        [_("Text"), _("revision %(number)d") % {"number": current.number} if current else "—"],
    ]


def _row(manuscript: Manuscript, standing: Standing, sign_off: SignOff) -> list[str]:
    who = " ".join(part for part in (sign_off.unit_name, sign_off.post, sign_off.signature) if part)
    return [
        str(sign_off.round),
        sign_off.step.label,
        "：".join(part for part in (_decision(sign_off), printable(sign_off.opinion)) if part),
        printable(who),
        _moment(sign_off.at),
        _state(standing, sign_off),
    ]


def _decision(sign_off: SignOff) -> str:
    if sign_off.decision == Decision.APPROVE:
        return str(_("agreed"))
    if sign_off.return_to:
        return _("returned to “%(step)s”") % {"step": sign_off.return_to.label}
    return str(_("returned to the author"))


def _state(standing: Standing, sign_off: SignOff) -> str:
    """Whether the signature counts today, and if not, what was changed since."""
    for line in standing.steps:
        if line.counts == sign_off:
            return str(_("still counts")) if line.exact else str(_("still counts (small correction since)"))
        if line.lapsed == sign_off and not line.returned:
            return _("void: %(parts)s changed") % {"parts": "、".join(str(PART_NAMES[part]) for part in line.changed)}
    return "—" if sign_off.decision == Decision.RETURN else str(_("replaced"))


def _urgent(manuscript: Manuscript) -> list[str]:
    lines = []
    for release in manuscript.urgent_releases.all():
        line = _("Urgent release: authorised by %(name)s by telephone on %(phoned)s, reason: %(reason)s; missing then: %(steps)s.") % {
            "name": release.authoriser_name,
            "phoned": _moment(release.phoned_at),
            "reason": printable(release.reason),
            "steps": "、".join(release.steps_missing),
        }
        if release.countersigned_at:
            line += _("Countersigned on %(time)s.") % {"time": _moment(release.countersigned_at)}
        else:
            line += _("NOT COUNTERSIGNED; due by %(time)s.") % {"time": _moment(release.due_at)}
        lines.append(line)
    return lines


def _published(manuscript: Manuscript) -> list[str]:
    return [
        _("Published on “%(outlet)s” %(time)s, edition %(edition)d: %(state)s.")
        % {
            "outlet": publication.outlet.name,
            "time": _moment(publication.published_at),
            "edition": publication.edition,
            "state": publication.get_state_display(),
        }
        for publication in sorted(manuscript.publications.all(), key=lambda p: p.pk)
    ]


def _moment(at: dt.datetime) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")


def _all_words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "".join(_all_words(item) for item in value.values())
    return "".join(_all_words(item) for item in value)
