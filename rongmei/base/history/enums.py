"""The closed list of things that can happen. An event of a kind not listed here cannot be recorded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    # directory
    UNIT_ADDED = "unit.added", _("added the unit")
    UNIT_CHANGED = "unit.changed", _("changed the unit")
    UNIT_RENAMED = "unit.renamed", _("renamed the unit")
    UNIT_MOVED = "unit.moved", _("moved the unit under another unit")
    UNIT_MERGED = "unit.merged", _("merged the unit into another")
    UNIT_CLOSED = "unit.closed", _("closed the unit")
    PERSON_ADDED = "person.added", _("added the person")
    PERSON_CHANGED = "person.changed", _("changed the person")
    PERSON_LEFT = "person.left", _("marked the person as having left")
    POST_HELD = "post.held", _("recorded a post held")
    POST_ENDED = "post.ended", _("recorded the end of a post")
    OUTLET_REGISTERED = "outlet.registered", _("registered the outlet")
    OUTLET_CHANGED = "outlet.changed", _("changed the outlet")
    OUTLET_INSPECTED = "outlet.inspected", _("recorded an inspection of the outlet")
    OUTLET_CLOSED = "outlet.closed", _("closed down the outlet")
    # accounts
    ACCOUNT_CREATED = "account.created", _("opened the account")
    ACCOUNT_CHANGED = "account.changed", _("changed the account")
    ACCOUNT_DISABLED = "account.disabled", _("disabled the account")
    ACCOUNT_ENABLED = "account.enabled", _("enabled the account again")
    ACCOUNT_PASSWORD_RESET = "account.password_reset", _("issued a new initial password for the account")
    ACCOUNT_PASSWORD_CHANGED = "account.password_changed", _("changed the password")
    ACCOUNT_MFA_RESET = "account.mfa_reset", _("removed the second factor of the account")
    ROLE_GRANTED = "role.granted", _("granted a role")
    ROLE_ENDED = "role.ended", _("ended a role")
    SIGNED_IN = "signin.succeeded", _("signed in")
    SIGNIN_FAILED = "signin.failed", _("failed to sign in")
    SIGNIN_LOCKED = "signin.locked", _("was locked out after too many failed attempts")
    SIGNED_OUT = "signin.ended", _("signed out")
    ACCESS_REFUSED = "access.refused", _("was refused")
    # ledger rows
    ROW_CREATED = "row.created", _("created the row")
    ROW_CHANGED = "row.changed", _("changed the row")
    ROW_SUBMITTED = "row.submitted", _("submitted the row")
    ROW_CONFIRMED = "row.confirmed", _("confirmed the row")
    ROW_RETURNED = "row.returned", _("returned the row")
    ROW_WITHDRAWN = "row.withdrawn", _("withdrew the row")
    ROW_VOIDED = "row.voided", _("voided the row")
    ROW_RESTORED = "row.restored", _("restored the row")
    EVIDENCE_ADDED = "evidence.added", _("added evidence")
    EVIDENCE_REMOVED = "evidence.removed", _("removed evidence")
    # import
    IMPORT_RECEIVED = "import.received", _("uploaded a file for import")
    IMPORT_APPLIED = "import.applied", _("imported the file")
    IMPORT_UNDONE = "import.undone", _("undid the import")
    IMPORT_MAPPED = "import.mapped", _("settled how columns or values are read")
    VIEW_SAVED = "view.saved", _("saved a view")
    VIEW_REMOVED = "view.removed", _("removed a saved view")
    EXPORT_MADE = "export.made", _("exported the list")
    TOKEN_ISSUED = "token.issued", _("issued an API token")
    TOKEN_REVOKED = "token.revoked", _("revoked an API token")
    # figures
    FIGURE_DEFINED = "figure.defined", _("defined the figure")
    FIGURE_CHANGED = "figure.changed", _("changed the definition of the figure")
    FIGURE_APPROVED = "figure.approved", _("approved the definition of the figure")
    FIGURE_RETURNED = "figure.returned", _("returned the definition of the figure")
    FIGURE_RETIRED = "figure.retired", _("retired the figure")
    FIGURE_ENTERED = "figure.entered", _("entered a value by hand")
    TARGET_SET = "target.set", _("set a target")
    READING_TAKEN = "reading.taken", _("took a reading")
    # summary
    SUMMARY_CREATED = "summary.created", _("created the summary")
    SUMMARY_CHANGED = "summary.changed", _("changed the summary")
    SUMMARY_SLOT_BOUND = "summary.slot_bound", _("settled a slot")
    SUMMARY_SUBMITTED = "summary.submitted", _("submitted the summary for signature")
    SUMMARY_SIGNED = "summary.signed", _("signed the summary")
    SUMMARY_RETURNED = "summary.returned", _("returned the summary")
    SUMMARY_REVISED = "summary.revised", _("opened a revised edition")
    SUMMARY_EXPORTED = "summary.exported", _("exported the summary")
    # the installation
    SETTINGS_CHANGED = "settings.changed", _("changed the settings")
    SETUP_DONE = "setup.done", _("finished setting up")
