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
