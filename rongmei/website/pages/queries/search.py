"""Full-text search over publications in force: words in pairs of characters, filters inside the index, best or newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from ..grams import Term, terms

COUNTED: Final = 1_000
"""Beyond this many the number is "more than": counting all of a frequent word costs more than finding the best twenty."""
TITLE_COUNTS: Final = 6.0


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks. Empty fields ask nothing; days are counted in."""

    text: str
    outlets: tuple[int, ...]
    subject: int = 0
    unit: int = 0
    since: dt.date | None = None
    until: dt.date | None = None
    newest: bool = False

    def facets(self) -> list[list[str]]:
        """Each list: any of them; all lists must hold."""
        found = [[outlet_facet(outlet) for outlet in self.outlets]]
        found += [[subject_facet(self.subject)]] if self.subject else []
        return found + ([[unit_facet(self.unit)]] if self.unit else [])


def outlet_facet(pk: int) -> str:
    return f"#o{pk}"


def subject_facet(pk: int) -> str:
    return f"#s{pk}"


def unit_facet(pk: int) -> str:
    return f"#u{pk}"


def search(question: Question, *, offset: int = 0, limit: int = 20) -> tuple[int, list[int]]:
    """(how many, at most COUNTED + 1; numbers of the publications of this page). One round trip for each of the two."""
    asked = terms(question.text)
    if not asked or not question.outlets:
        return 0, []
    sql, values, order = _sqlite(question, asked) if connection.vendor == "sqlite" else _postgresql(question, asked)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 {sql} LIMIT {COUNTED + 1}) AS found", values)  # noqa: S608  -- our own text
        count = int(cursor.fetchone()[0])
        if count <= offset:
            return count, []
        identity = "rowid" if connection.vendor == "sqlite" else "id"
        cursor.execute(f"SELECT {identity} {sql} ORDER BY {order} LIMIT %s OFFSET %s", [*values, limit, offset])
        return count, [int(row[0]) for row in cursor.fetchall()]


def _sqlite(question: Question, asked: list[Term]) -> tuple[str, list[Any], str]:
    words = " AND ".join(_fts(term) for term in asked)
    facets = " AND ".join("(" + " OR ".join(f'"{facet}"' for facet in either) + ")" for either in question.facets())
    match = f"{{title body}} : ({words}) AND facets : ({facets})"
    where, values = _days(question)
    order = "day DESC, rowid DESC" if question.newest else f"bm25(pages_search, {TITLE_COUNTS}, 1.0, 0.0), rowid DESC"
    return f"FROM pages_search WHERE pages_search MATCH %s{where}", [match, *values], order


def _fts(term: Term) -> str:
    phrase = '"' + " ".join(term.words) + '"'
    return f"{phrase}*" if term.begins else phrase


def _postgresql(question: Question, asked: list[Term]) -> tuple[str, list[Any], str]:
    words = " & ".join(_tsquery(term) for term in asked)
    facets = " & ".join("(" + " | ".join(f"'{facet}'" for facet in either) + ")" for either in question.facets())
    match = f"({words}) & {facets}"
    where, values = _days(question)
    rank = f"ts_rank_cd('{{0, 0, {1 / TITLE_COUNTS:.4f}, 1}}', words, asked.query) DESC, id DESC"
    sql = f"FROM pages_search, (SELECT %s::tsquery AS query) AS asked WHERE words @@ asked.query{where}"
    return sql, [match, *values], "day DESC, id DESC" if question.newest else rank


def _tsquery(term: Term) -> str:
    """Words hold letters, digits and Chinese characters only (grams.py), so nothing needs escaping."""
    return "(" + " <-> ".join(f"'{word}':*" if term.begins else f"'{word}'" for word in term.words) + ")"


def _days(question: Question) -> tuple[str, list[int]]:
    sql, values = "", []
    for sign, day in ((">=", question.since), ("<=", question.until)):
        if day is not None:
            sql += f" AND day {sign} %s"
            values.append(day.toordinal())
    return sql, values


def tsvector(title: Iterable[str], body: Iterable[str], facets: Iterable[str]) -> str:
    """PostgreSQL's own notation: 'word':1A,7B 'other':2B. Positions end at 16383, as the type demands."""
    places: dict[str, list[str]] = {}
    number = 0
    for words, weight in ((title, "A"), (body, "B")):
        for word in words:
            number += 1
            if number > 16_383:
                break
            at = places.setdefault(word, [])
            if len(at) < 255:
                at.append(f"{number}{weight}")
        number += 1  # a phrase must not run from the title into the text
    for facet in facets:
        places.setdefault(facet, [])
    return " ".join(f"'{word}'" + (":" + ",".join(at) if at else "") for word, at in places.items())
