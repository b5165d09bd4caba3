"""Closed lists of the proof desk."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Style(TextChoices):
    """Which house style a text is checked by; the values are those of the library."""

    WEB = "web", _("news and web")
    GONGWEN = "gongwen", _("official document")


class FindingLevel(TextChoices):
    """The library's levels, with the words people read."""

    ERROR = "error", _("error")
    WARNING = "warning", _("doubtful")
    SUGGESTION = "suggestion", _("suggestion")


class FindingKind(TextChoices):
    """The library's kinds of slip, with the words people read."""

    CHARACTER = "character", _("wrong character")
    EXTRA_MISSING = "extra-missing", _("extra, missing or transposed characters")
    WORDING = "wording", _("choice of words")
    PUNCTUATION = "punctuation", _("punctuation")
    NUMERAL = "numeral", _("way of writing numbers")
    FIGURE = "figure", _("figure")
    FACT = "fact", _("fact")
    NAME = "name", _("name or title")
    FORMAT = "format", _("format")
    FOREIGN = "foreign", _("foreign words")


class Answer(TextChoices):
    """What a person said to a finding."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    IGNORED = "ignored", _("ignored")


ANSWER_MOVES: dict[Answer, frozenset[Answer]] = {
    Answer.OPEN: frozenset({Answer.ACCEPTED, Answer.IGNORED}),
    Answer.ACCEPTED: frozenset({Answer.OPEN}),
    Answer.IGNORED: frozenset({Answer.OPEN}),
}


class WordUse(TextChoices):
    """What the office says about a word."""

    DEPRECATED = "deprecated", _("not written here")
    ACCEPTED = "accepted", _("accepted, never flagged")


class TextSource(TextChoices):
    """How a text came to the desk."""

    PASTED = "pasted", _("pasted")
    FILE = "file", _("uploaded file")


class Publication(TextChoices):
    """Kinds of publication; each is counted by a scheme of its own (proofing/data/error_rates.yml)."""

    NEWSPAPER = "newspaper", _("newspaper")
    PERIODICAL = "periodical", _("periodical")
    BOOK = "book", _("book or album")
    WEB = "web", _("website and new media")


class ErrorSort(TextChoices):
    """Sorts of error the schemes count."""

    CHARACTER = "character", _("wrong character")
    EXTRA_MISSING = "extra-missing", _("extra or missing characters")
    REVERSED = "reversed", _("transposed characters")
    NAME = "name", _("name or title")
    FIGURE = "figure", _("wrong number")
    FACT = "fact", _("fact, knowledge or logic")
    WORDING = "wording", _("grammar and choice of words")
    NUMERAL = "numeral", _("way of writing numbers")
    PUNCTUATION = "punctuation", _("punctuation")
    FOREIGN = "foreign", _("foreign words")
    LETTER_FORM = "letter-form", _("capitals and italics")
    SCRIPT = "script", _("simplified and traditional characters mixed")
    FORMAT = "format", _("format")
    POLITICAL = "political", _("political error")


class MarkPlace(TextChoices):
    """Where an error stands; some places count double."""

    BODY = "", _("body")
    HEADLINE = "headline", _("headline")
    MASTHEAD = "masthead", _("masthead")
    RUNNING_HEAD = "running-head", _("running head")
    COLUMN_HEAD = "column-head", _("column head")
    COVER = "cover", _("cover")
    TITLE_PAGE = "title-page", _("title page")


class ProofStep(TextChoices):
    """Where on its way an error was found, or missed."""

    REVIEW = "review", _("review")
    FIRST = "first", _("first proof")
    SECOND = "second", _("second proof")
    THIRD = "third", _("third proof")
    READING = "reading", _("final reading")
    CHECK_RED = "check_red", _("check of corrections")
    AFTER = "after", _("after publication")
    INSPECTION = "inspection", _("inspection from above")


class FoundBy(TextChoices):
    PERSON = "person", _("a person")
    MACHINE = "machine", _("the proofreader")
