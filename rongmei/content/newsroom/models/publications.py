"""What the public reads: immutable copies, corrections beside them, withdrawals confirmed outlet by outlet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Outlet, Person, Unit

from ..enums import CorrectionKind, ManuscriptKind, PublicationState
from ..text import Content
from .manuscripts import Asset, Manuscript, Revision, Subject
from .signing import UrgentRelease


class Publication(models.Model):
    """One edition of one text on one outlet. Nothing but `state` ever changes (the database refuses it).

    The public address is `public_id`; a correction is the next `edition` of the same address. For readers: the newest edition is LIVE
    (show it, with `notes` of all editions), or WITHDRAWN (answer 410, no text). CORRECTED editions are for the office only.

    body: [{"type", "value"}] as in text/blocks.py; pictures name an `Asset` by number. byline: [{"role", "role_label", "name", "unit"}].
    credits: [{"step", "kind", "name", "post"}] from the sign-offs, in the order of the steps; `name` reads 李四（代 王五） for a deputy.
    """

    public_id = models.CharField(_("public number"), max_length=40)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="publications", verbose_name=_("outlet"))
    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="publications", verbose_name=_("manuscript"))
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="publications", verbose_name=_("revision"))
    state = models.CharField(_("state"), max_length=10, choices=PublicationState.choices, default=PublicationState.LIVE)
    kind = models.CharField(_("kind"), max_length=12, choices=ManuscriptKind.choices)
    language = models.CharField(_("language"), max_length=10)
    kicker = models.CharField(_("kicker"), max_length=120, blank=True, default="")
    headline = models.CharField(_("headline"), max_length=200)
    subhead = models.CharField(_("subhead"), max_length=200, blank=True, default="")
    summary = models.CharField(_("abstract"), max_length=500, blank=True, default="")
    body = models.JSONField(_("text"))
    byline = models.JSONField(_("byline"))
    credits = models.JSONField(_("signed by"))
    words = models.PositiveIntegerField(_("characters"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    procedure_name = models.CharField(_("procedure"), max_length=100)
    lead = models.ForeignKey(Asset, models.PROTECT, null=True, related_name="+", verbose_name=_("lead picture"))
    assets = models.ManyToManyField(Asset, related_name="publications", verbose_name=_("pictures and files"))
    subjects = models.ManyToManyField(Subject, related_name="publications", verbose_name=_("subjects"))
    units = models.ManyToManyField(Unit, related_name="publications", verbose_name=_("units concerned"))
    people = models.ManyToManyField(Person, related_name="publications", verbose_name=_("people concerned"))
    urgent = models.ForeignKey(UrgentRelease, models.PROTECT, null=True, related_name="publications", verbose_name=_("urgent release"))
    first_published_at = models.DateTimeField(_("first published at"))  # of this address; the date a reader is shown
    published_at = models.DateTimeField(_("published at"))  # of this edition
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("published by"))

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-first_published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id", "edition"], name="newsroom_publication_edition_once"),
            models.UniqueConstraint(fields=["outlet", "manuscript"], condition=Q(state="live"), name="newsroom_publication_live_once"),
            models.UniqueConstraint(fields=["public_id"], condition=~Q(state="corrected"), name="newsroom_publication_one_in_force"),
        ]
        indexes = [
            models.Index(fields=["outlet", "state", "-first_published_at"], name="newsroom_pub_outlet_time"),
        ]

    def __str__(self) -> str:
        return self.headline

    def content(self) -> Content:
        """What the public reads, for fingerprinting it again."""
        return Content(
            headline=self.headline,
            kicker=self.kicker,
            subhead=self.subhead,
            summary=self.summary,
            language=self.language,
            body=self.body,
            byline=self.byline,
        )


class CorrectionNote(models.Model):
    """The visible note on a corrected edition."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="note", verbose_name=_("corrected edition"))
    public_id = models.CharField(_("public number"), max_length=40, db_index=True)  # all notes of one address
    kind = models.CharField(_("kind of correction"), max_length=12, choices=CorrectionKind.choices)
    text = models.CharField(_("note of correction"), max_length=500)
    at = models.DateTimeField(_("corrected at"))

    class Meta:
        verbose_name = _("note of correction")
        verbose_name_plural = _("notes of correction")
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="newsroom_correction_has_text")]

    def __str__(self) -> str:
        return self.text


class Republication(models.Model):
    """Where else a publication was carried, as far as the office knows: another outlet of the university, a newspaper's account.

    `publication` is the edition that stands there: a place that still has a corrected one waits to be brought up to date.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="republications", verbose_name=_("publication"))
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="republications", verbose_name=_("outlet"))
    place = models.CharField(_("place"), max_length=120)  # the outlet's name, or an outside place
    url = models.URLField(_("address"), max_length=500, blank=True, default="")
    carried_on = models.DateField(_("carried on"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("noted by"))

    class Meta:
        verbose_name = _("republication")
        verbose_name_plural = _("republications")
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "place", "url"],
                name="newsroom_republication_once",
                violation_error_message=_("This place is noted already."),
            )
        ]

    def __str__(self) -> str:
        return self.place

    @property
    def stale(self) -> bool:
        """A corrected edition stands there still."""
        return self.publication.state == PublicationState.CORRECTED


class Withdrawal(models.Model):
    """A story taken down everywhere."""

    manuscript = models.OneToOneField(Manuscript, models.PROTECT, related_name="withdrawal", verbose_name=_("manuscript"))
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("withdrawn at"))
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("ordered by"))

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="newsroom_withdrawal_has_reason")]

    def __str__(self) -> str:
        return str(self.manuscript_id)


class WithdrawalConfirmation(models.Model):
    """One place the story has to vanish from, and who saw that it has."""

    withdrawal = models.ForeignKey(Withdrawal, models.PROTECT, related_name="confirmations", verbose_name=_("withdrawal"))
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+", verbose_name=_("publication"))
    republication = models.ForeignKey(
        Republication, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("republication")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("confirmed by")
    )
    screenshot = models.ForeignKey(Asset, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("screenshot"))
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("confirmation of withdrawal")
        verbose_name_plural = _("confirmations of withdrawal")
        ordering = ["withdrawal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["withdrawal", "publication"], condition=Q(republication=None), name="newsroom_confirmation_outlet_once"
            ),
            models.UniqueConstraint(fields=["withdrawal", "republication"], name="newsroom_confirmation_place_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, screenshot=None) | Q(confirmed_at__isnull=False, screenshot__isnull=False),
                name="newsroom_confirmation_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.republication or ''}"
