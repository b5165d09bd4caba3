"""What the office itself says about words: one row a word, one row a rule."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.ledger.models import Entry

from ..enums import FindingLevel, WordUse


class HouseWord(Entry):
    """A word the office does not write, with the one it writes; or a word that is right here although a rule or the speller minds."""

    wrong = models.CharField(_("word as written"), max_length=60)
    use = models.CharField(_("what is said of it"), max_length=12, choices=WordUse.choices, default=WordUse.DEPRECATED)
    right = models.CharField(_("word to write"), max_length=60, blank=True, default="")
    rule = models.CharField(_("only for the rule"), max_length=120, blank=True, default="")  # accepted: this rule only, "" all
    message = models.CharField(_("why"), max_length=200, blank=True, default="")
    level = models.CharField(_("level"), max_length=10, choices=FindingLevel.choices, default=FindingLevel.WARNING, blank=True)
    since = models.DateField(_("since"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("house word")
        verbose_name_plural = _("house words")
        ordering = ["wrong", "pk"]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(use="deprecated") & ~Q(right="") & Q(rule="")) | Q(use="accepted", right=""),
                name="proofdesk_houseword_use_is_whole",
                violation_error_message=_("A word not written here names the word to write; an accepted one does not."),
            ),
            models.CheckConstraint(condition=~Q(wrong=F("right")), name="proofdesk_houseword_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}" if self.right else self.wrong


class HouseRule(Entry):
    """Rules of the office's own, in the shape of the shipped rule files, with their examples."""

    title = models.CharField(_("name of the rules"), max_length=80)
    text = models.TextField(_("rules (YAML)"))
    since = models.DateField(_("since"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
