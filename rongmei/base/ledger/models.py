"""Tables of the ledger machine: what every row has, and what the machine itself remembers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rongmei.base.directory.models import Unit

from .enums import BatchState, RowState


class Entry(models.Model):
    """What every ledger row has. A room's model adds its own columns."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("reporting unit"))
    state = models.CharField(_("state"), max_length=10, choices=RowState.choices, default=RowState.DRAFT)
    version = models.PositiveIntegerField(default=1, editable=False)  # +1 with every change; frozen figures cite it
    key_hash = models.CharField(max_length=32, editable=False)  # of the natural key, so that a re-import finds the row
    search_text = models.TextField(editable=False, default="")
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, null=True, verbose_name=_("recorded by")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), editable=False, null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, null=True, verbose_name=_("confirmed by")
    )
    return_note = models.CharField(_("why it was returned"), max_length=500, editable=False, default="")
    batch = models.ForeignKey("ledger.ImportBatch", models.PROTECT, related_name="+", editable=False, null=True)
    source_sheet = models.CharField(max_length=120, editable=False, default="")
    source_row = models.PositiveIntegerField(editable=False, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["key_hash"],
                condition=~Q(state="voided"),
                name="%(class)s_recorded_once",
                violation_error_message=_("The same record is already in the ledger."),
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False) | (~Q(state="confirmed") & Q(confirmed_at__isnull=True)),
                name="%(class)s_confirmed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "unit"], name="%(class)s_state_unit")]

    @property
    def source(self) -> str:
        """file!sheet!row the row came from, empty when it was typed."""
        if self.batch is None:
            return ""
        return f"{self.batch.file_name}!{self.source_sheet}!{self.source_row}"


class LedgerClock(models.Model):
    """Counts the transactions that changed a ledger; a reading taken at the same tick is fresh without looking."""

    ledger = models.CharField(max_length=40, primary_key=True)
    tick = models.PositiveBigIntegerField(default=0)


class Evidence(models.Model):
    """A file, link or picture that shows a row is true. Never changed, only added and withdrawn."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        PICTURE = "picture", _("Picture")
        LINK = "link", _("Link")

    ledger = models.CharField(max_length=40)
    row_id = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(_("address"), max_length=1000, blank=True, default="")
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m", blank=True, max_length=300)
    file_name = models.CharField(max_length=255, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["ledger", "row_id"], name="evidence_of_row")]
        constraints = [
            models.CheckConstraint(condition=~Q(url="", file=""), name="evidence_has_file_or_link"),
        ]


class SavedView(models.Model):
    """A filtered list somebody wants again; shared ones are for everybody who may see the ledger."""

    ledger = models.CharField(max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=2000)
    shared = models.BooleanField(_("for everybody"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ledger", "owner", "name"], name="savedview_named_once")]


class ImportProfile(models.Model):
    """How the columns and values of one form of sheet are read: asked once, remembered by the header's fingerprint."""

    ledger = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)  # column index (as str) → field name, "" = left out on purpose
    values = models.JSONField(default=dict)  # field name → {value as written: value meant}
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ledger", "fingerprint"], name="importprofile_once")]


class ImportBatch(models.Model):
    """One uploaded sheet on its way into one ledger. The file is kept."""

    ledger = models.CharField(max_length=40)
    file = models.FileField(upload_to="imports/%Y/%m", max_length=300)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(max_length=120, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    inspection = models.JSONField(default=dict)  # sheets, columns, what was dropped and why
    mapping = models.JSONField(default=dict)  # column index (as str) → field name, "" = left out on purpose
    values = models.JSONField(default=dict)  # field name → {value as written: value meant}
    year = models.PositiveSmallIntegerField(null=True)  # completes dates written without a year
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)  # for sheets without a unit column
    confirm = models.BooleanField(default=False)  # rows go in as confirmed
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.RECEIVED)
    counts = models.JSONField(default=dict)  # rows, new, changed, same, duplicate, waiting, dropped
    questions = models.JSONField(default=list)  # values nobody knows: [{field, written, rows, sentence, guesses}]
    undone = models.JSONField(default=dict)  # what an undo did: voided, reverted, kept
    round = models.PositiveIntegerField(default=0)  # +1 with every check; a worker left behind finds its number gone
    checked_tick = models.PositiveBigIntegerField(default=0)  # the ledger's clock when the check began
    progress = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True, default="")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)  # null: the system
    touched_at = models.DateTimeField()  # the worker's sign of life
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            # The same sheet of the same file waits or stands in a ledger once.
            models.UniqueConstraint(fields=["ledger", "sha256", "sheet"], condition=~Q(state="undone"), name="importbatch_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}!{self.sheet}"


class StagedChunk(models.Model):
    """Rows as zlib-compressed JSON, up to 2 000 each. Checked rows between preview and decision; afterwards only the changes, for undo."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)  # new, changed, same: a page of the preview skips whole chunks
    rows = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="stagedchunk_in_order")]


class StagedRow(models.Model):
    """A row that waits: it has a problem somebody must mend, or is a duplicate somebody must decide on."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DUPLICATE = "duplicate", _("Twice in this file")
        READY = "ready", _("Mended, goes in with the rest")
        DONE = "done", _("Mended and taken in")
        DROPPED = "dropped", _("Left out")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="staged")
    row_no = models.PositiveIntegerField()
    raw = models.JSONField()  # field name → cell as it stands in the file
    mended = models.JSONField(default=dict)  # field name → what was typed over it
    problems = models.JSONField(default=list)  # [{"field", "cell", "sentence", "written"}]
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    action = models.CharField(max_length=10, blank=True, default="")  # of ready and done rows: new, changed, same
    target = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["row_no"]
        constraints = [models.UniqueConstraint(fields=["batch", "row_no"], name="stagedrow_once")]
        indexes = [models.Index(fields=["batch", "outcome", "row_no"], name="stagedrow_outcome")]


class ApiToken(models.Model):
    """A key for programs that act for a person. Only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_keys")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(_("may write"), default=False)
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
