"""The rows of a sheet of people. Several rows of one campus number are one person with several posts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rongmei.base.directory.imports.names import UnitNames
from rongmei.base.directory.imports.plan import Change, Line
from rongmei.base.directory.imports.reading import RowReader, Table
from rongmei.base.directory.models import Person, Post, Unit
from rongmei.base.directory.models.person import HIGHEST_RANK

PART = 500


def judge_people(table: Table) -> list[Line]:
    """One line per person, at the first row that names them."""
    names, known = UnitNames(), _known(table)
    lines: dict[str, Line] = {}
    found: list[Line] = []
    for row in table.rows:
        reader = table.reader(row)
        number, name = reader.text("campus_id"), reader.text("name")
        unit = names.one(reader, "unit", text) if (text := reader.text("unit")) else None
        line = lines.get(number)
        if line is None:
            line = _person(reader, known.get(number), number, name, unit)
            found.append(line)
            if number:
                lines[number] = line
        elif name and name != line.title:
            reader.wrong(
                "name",
                _("row %(row)d gives the campus number %(number)s to “%(other)s”: correct one of the two.")
                % {"row": line.row_no, "number": number, "other": line.title},
            )
        _post(reader, line, names, unit)
        reader.into(line)
    return found


def _known(table: Table) -> dict[str, Person]:
    """People of these campus numbers, with their posts; a few queries however long the sheet."""
    numbers = sorted({text for row in table.rows if (text := table.reader(row).text("campus_id"))})
    found: dict[str, Person] = {}
    for start in range(0, len(numbers), PART):
        people = Person.objects.filter(campus_id__in=numbers[start : start + PART]).select_related("unit").prefetch_related("posts__unit")
        found.update({person.campus_id: person for person in people})
    return found


def _person(reader: RowReader, known: Person | None, number: str, name: str, unit: Unit | None) -> Line:
    email = reader.text("email")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            reader.wrong("email", _("“%(found)s” is no e-mail address.") % {"found": email[:60]})
    given: dict[str, Any] = {
        "name": name,
        "unit": unit,
        "aliases": reader.names("aliases"),
        "phone": reader.text("phone"),
        "email": email,
    }
    line = Line(reader.row.row_no, name or number, target=known, values={field: value for field, value in given.items() if value})
    if known is not None:
        if known.left_on is not None:
            reader.wrong("campus_id", _("%(person)s left on %(day)s already.") % {"person": known, "day": known.left_on})
        if "aliases" in line.values:
            line.values["aliases"] = list(dict.fromkeys([*known.aliases, *line.values["aliases"]]))
        line.compare(reader.table.fields("name", "unit", "aliases", "phone", "email"))
    else:
        line.values["campus_id"] = number
        line.compare(reader.table.fields("campus_id", "name", "unit", "aliases", "phone", "email"))
    return line


def _post(reader: RowReader, line: Line, names: UnitNames, unit: Unit | None) -> None:
    """The post of this row: held anew, ended, or known already."""
    title, where = reader.text("post_title"), reader.text("post_unit")
    begun, ended, rank = reader.day("post_from_on"), reader.day("post_to_on"), reader.whole("post_rank", HIGHEST_RANK)
    if where:
        unit = names.one(reader, "post_unit", where) or unit
    elif unit is None and line.target is not None:
        unit = line.target.unit
    if not title:
        if where or begun or ended or rank:
            reader.wrong("post_title", _("a day, unit or order of a post is given, but not its title: fill it in."))
        return
    if begun and ended and ended < begun:
        reader.wrong("post_to_on", _("The last day lies before the first."))
        return
    post: dict[str, Any] = {"title": title, "unit": unit, "from_on": begun, "to_on": ended, "rank": rank}
    if post in line.posts:
        return
    held = _held(line.target, post)
    label = reader.table.column("post_title").label
    if held is None:
        line.posts.append(post)
        line.changes.append(Change(label, "", _shown(post)))
        return
    if ended and held.to_on != ended:
        line.ended.append((held, ended))
        line.changes.append(Change(label, str(held), _shown(post)))
    if rank and held.rank != rank:
        line.ranked.append((held, rank))
        line.changes.append(Change(reader.table.column("post_rank").label, held.rank or "", f"{held} {rank}"))


def _held(person: Person | None, post: dict[str, Any]) -> Post | None:
    """The same post in the directory: same title and unit, and the same first day where both say it."""
    if person is None:
        return None
    for held in person.posts.all():
        same_day = post["from_on"] is None or held.from_on is None or held.from_on == post["from_on"]
        if held.title == post["title"] and held.unit_id == (post["unit"].pk if post["unit"] else None) and same_day:
            return held
    return None


def _shown(post: dict[str, Any]) -> str:
    days = f"（{post['from_on'] or ''}—{post['to_on'] or ''}）" if post["from_on"] or post["to_on"] else ""
    rank = f" {post['rank']}" if post["rank"] else ""
    return f"{post['unit'] or ''}{post['title']}{days}{rank}"
