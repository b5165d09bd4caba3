"""Manuscripts and their revisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Outlet, Person, Unit
from rongmei.base.planning.models import PlanTask

from ..enums import IN_REVIEW, AssetKind, CorrectionKind, DraftKind, ManuscriptKind, ManuscriptState
from ..text import Content
from .procedures import Procedure


class Subject(models.Model):
    """A subject stories are filed under 题材: teaching, research, party building."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=40)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    retired = models.BooleanField(_("no longer used"), default=False)

    class Meta:
        verbose_name = _("subject of stories")
        verbose_name_plural = _("subjects of stories")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(retired=False),
                name="newsroom_subject_name_once",
                violation_error_message=_("There is already a subject of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Asset(models.Model):
    """A picture, video or file, named by the SHA-256 of its bytes: other bytes are another asset, so no picture changes under a story.

    Never served from MEDIA_URL: a view asks the rules (unpublished) or finds it in a live publication (published).
    """

    sha256 = models.CharField(_("fingerprint"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AssetKind.choices)
    file = models.FileField(_("file"), upload_to="newsroom/assets/%Y/%m", max_length=300)
    file_name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField(_("bytes"))
    width = models.PositiveIntegerField(_("width"), null=True, blank=True)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True)
    rights_holder = models.CharField(_("rights holder"), max_length=120, blank=True, default="")
    licence = models.CharField(_("licence"), max_length=120, blank=True, default="")
    consent = models.CharField(_("people shown and their consent"), max_length=300, blank=True, default="")
    focus_x = models.PositiveSmallIntegerField(_("focal point, per cent from the left"), default=50)
    focus_y = models.PositiveSmallIntegerField(_("focal point, per cent from the top"), default=50)
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("added by"))

    holders = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("brought by"))  # whoever had the bytes

    class Meta:
        verbose_name = _("picture or file")
        verbose_name_plural = _("pictures and files")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(focus_x__lte=100, focus_y__lte=100), name="newsroom_asset_focus_inside"),
        ]

    def __str__(self) -> str:
        return self.file_name


class Manuscript(models.Model):
    """A story on its way, or published. Its text is `current`; what has been signed follows from `sign_offs` (standing.py)."""

    kind = models.CharField(_("kind"), max_length=12, choices=ManuscriptKind.choices, default=ManuscriptKind.NEWS)
    state = models.CharField(_("state"), max_length=10, choices=ManuscriptState.choices, default=ManuscriptState.DRAFT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="manuscripts", verbose_name=_("unit"))
    targets = models.ManyToManyField(Outlet, related_name="manuscripts", verbose_name=_("meant for"))
    assets = models.ManyToManyField(Asset, related_name="manuscripts", verbose_name=_("pictures and files"))  # of all revisions
    adapted_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adaptations", verbose_name=_("adapted from")
    )
    plan_task = models.ForeignKey(
        PlanTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("task of the plan")
    )  # for the office only: no reader sees it, no signature binds it
    current = models.OneToOneField("Revision", models.PROTECT, null=True, related_name="+", verbose_name=_("present text"))
    procedure = models.ForeignKey(
        Procedure, models.PROTECT, null=True, blank=True, related_name="manuscripts", verbose_name=_("procedure")
    )  # frozen at first submission
    round = models.PositiveSmallIntegerField(_("round"), default=0)  # +1 with submission, return and correction
    counts_from = models.PositiveSmallIntegerField(default=0)  # sign-offs of earlier rounds count no more
    correction = models.CharField(_("correction"), max_length=12, choices=CorrectionKind.choices, blank=True, default="")
    correction_text = models.CharField(_("note of correction"), max_length=500, blank=True, default="")
    note = models.CharField(_("note"), max_length=500, blank=True, default="")  # why it was declined or dropped, or where it comes from
    scheduled_at = models.DateTimeField(_("to be published at"), null=True, blank=True)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("scheduled by")
    )
    alert = models.CharField(_("alert"), max_length=500, blank=True, default="")  # why the schedule did not publish it
    reminded = models.JSONField(default=dict)  # {"turn": which turn, "told": [stages of actions/reminding.py somebody was told of]}
    created_at = models.DateTimeField(_("begun at"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("begun by"))
    changed_at = models.DateTimeField(_("last changed"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("submitted by")
    )
    first_published_at = models.DateTimeField(_("first published at"), null=True, blank=True)

    class Meta:
        verbose_name = _("manuscript")
        verbose_name_plural = _("manuscripts")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "dropped")) | Q(procedure__isnull=False, submitted_at__isnull=False),
                name="newsroom_manuscript_procedure_frozen",
            ),
            models.CheckConstraint(
                condition=Q(scheduled_at=None, scheduled_by=None) | Q(scheduled_at__isnull=False),
                name="newsroom_manuscript_schedule_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("published", "correcting", "withdrawn")) | Q(first_published_at__isnull=False),
                name="newsroom_manuscript_published_has_time",
            ),
            models.CheckConstraint(condition=~Q(state="correcting") | ~Q(correction=""), name="newsroom_manuscript_correction_kind"),
        ]
        indexes = [
            models.Index(fields=["state", "unit"], name="newsroom_ms_state_unit"),
            models.Index(fields=["scheduled_at"], name="newsroom_ms_scheduled", condition=Q(scheduled_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.headline or self.number

    @property
    def number(self) -> str:
        """As printed on the sign-off sheet: 2026-00012."""
        return f"{timezone.localtime(self.created_at).year}-{self.pk:05d}"

    @property
    def in_review(self) -> bool:
        return self.state in IN_REVIEW

    @property
    def headline(self) -> str:
        return self.current.headline if self.current else ""


class Revision(models.Model):
    """One saved text. Never changed, never deleted: the database refuses both (migration `append_only`).

    body: [{"type", "value"}], StreamField's own form; types and shapes in text/blocks.py. byline: [{"role", "name", "person", "unit"}].
    shas: asset number (as text) → SHA-256 of its bytes when saved. parts: fingerprints of title, text, pictures, byline, files.
    """

    manuscript = models.ForeignKey(Manuscript, models.PROTECT, related_name="revisions", verbose_name=_("manuscript"))
    number = models.PositiveIntegerField(_("revision"))
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("made from"))
    kicker = models.CharField(_("kicker"), max_length=120, blank=True, default="")
    headline = models.CharField(_("headline"), max_length=200)
    subhead = models.CharField(_("subhead"), max_length=200, blank=True, default="")
    summary = models.CharField(_("abstract"), max_length=500, blank=True, default="")
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    body = models.JSONField(_("text"), default=list)
    byline = models.JSONField(_("byline"), default=list)
    shas = models.JSONField(default=dict)
    subjects = models.JSONField(_("subjects"), default=list)  # numbers of Subject
    units = models.JSONField(_("units concerned"), default=list)  # numbers of Unit
    people = models.JSONField(_("people concerned"), default=list)  # numbers of Person
    sources = models.JSONField(_("sources"), default=list)  # text, for the office only
    words = models.PositiveIntegerField(_("characters"), default=0)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, db_index=True)
    parts = models.JSONField(default=dict)
    writing = models.BooleanField(default=True)  # saved while the text was in its authors' hands
    note = models.CharField(_("what was changed"), max_length=200, blank=True, default="")
    made_at = models.DateTimeField(_("saved at"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name=_("saved by"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["manuscript", "number"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "number"], name="newsroom_revision_number_once"),
            models.CheckConstraint(condition=~Q(headline=""), name="newsroom_revision_has_headline"),
        ]
        indexes = [models.Index(fields=["headline"], name="newsroom_revision_headline")]  # a search of headlines reads no texts

    def __str__(self) -> str:
        return f"{self.headline}（{self.number}）"

    def content(self) -> Content:
        return Content(
            headline=self.headline,
            kicker=self.kicker,
            subhead=self.subhead,
            summary=self.summary,
            language=self.language,
            body=self.body,
            byline=self.byline,
            subjects=self.subjects,
            units=self.units,
            people=self.people,
            sources=self.sources,
        )


class Writer(models.Model):
    """A person who wrote a manuscript: named in any byline, or saved while it was being written. Kept when the byline changes."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="writers", verbose_name=_("manuscript"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("writer of a manuscript")
        verbose_name_plural = _("writers of manuscripts")
        constraints = [models.UniqueConstraint(fields=["manuscript", "person"], name="newsroom_writer_once")]

    def __str__(self) -> str:
        return str(self.person)


class Draft(models.Model):
    """Text that is no revision yet: one's own autosave, or a stale save kept aside. Nobody signs a draft."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="drafts", verbose_name=_("manuscript"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("owner"))
    kind = models.CharField(_("kind"), max_length=10, choices=DraftKind.choices)
    base = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name=_("made from"))
    content = models.JSONField(_("text"))
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("draft text")
        verbose_name_plural = _("draft texts")
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "owner"], condition=Q(kind="autosave"), name="newsroom_draft_autosave_once"),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.get_kind_display()}"
