"""Who may change the directory. Every answer carries its reason; screens, actions and the API show the same sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from rongmei.base.directory.enums import UNIT_ONLY, UNIVERSITY_WIDE, Role
from rongmei.base.history.actors import SYSTEM, Actor
from rongmei.base.history.decisions import Allowed, Decision, Denied

if TYPE_CHECKING:
    from rongmei.base.directory.models import Outlet, Person, RoleGrant, Unit, User


ERASED = "erased-"  # begins the campus number of who was erased


def holds(actor: Actor, *roles: Role) -> bool:
    """Whether the actor is the system or an active account with one of these roles today."""
    if actor is SYSTEM:
        return True
    has_role = getattr(actor, "has_role", None)
    return bool(has_role and has_role(*roles))


def may_keep_directory(actor: Actor) -> Decision:
    """Units, people and posts: office managers and administrators."""
    if holds(actor, Role.OFFICE_MANAGER, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Only an office manager or a system administrator may change units and people."))


def may_see_directory(actor: Actor) -> Decision:
    """Anybody with a role sees units, people's names and posts; personal particulars are asked for separately."""
    if holds(actor):
        return Allowed()
    return Denied(_("Your account holds no role yet. Ask a system administrator for one."))


def may_see_particulars(actor: Actor, person: Person | None = None) -> Decision:
    """Telephone and e-mail: the person, office managers, administrators and auditors (个人信息保护法 art. 6, 51)."""
    if holds(actor, Role.OFFICE_MANAGER, Role.ADMINISTRATOR, Role.AUDITOR):
        return Allowed()
    if person is not None and getattr(actor, "person_id", None) == person.pk:
        return Allowed()
    return Denied(_("Telephone and e-mail are shown to the person, office managers, administrators and auditors only."))


def may_close_unit(actor: Actor, unit: Unit, *, open_children: int) -> Decision:
    """A unit with units below it is closed from below."""
    may = may_keep_directory(actor)
    if not may.allowed:
        return may
    if unit.valid_to is not None:
        return Denied(_("“%(unit)s” is already closed.") % {"unit": unit})
    if open_children:
        return Denied(
            _("“%(unit)s” still has %(count)d units below it. Close or move them first.") % {"unit": unit, "count": open_children}
        )
    return Allowed()


def may_keep_outlets(actor: Actor, unit: Unit | None = None) -> Decision:
    """The register of outlets: office managers and administrators; a channel owner for the own unit."""
    if holds(actor, Role.OFFICE_MANAGER, Role.ADMINISTRATOR):
        return Allowed()
    if unit is not None and hasattr(actor, "unit_ids_for") and unit.pk in actor.unit_ids_for(Role.CHANNEL_OWNER):
        return Allowed()
    return Denied(_("Only an office manager, a system administrator or the unit's account keeper may change outlets."))


def may_change_outlet(actor: Actor, outlet: Outlet) -> Decision:
    """A closed outlet stays as it was."""
    if outlet.closed_on is not None:
        return Denied(_("“%(outlet)s” was closed down on %(day)s.") % {"outlet": outlet, "day": outlet.closed_on})
    return may_keep_outlets(actor, outlet.unit)


def may_set_university(actor: Actor) -> Decision:
    """The university's names, and what counts as protected in the masked edition."""
    if holds(actor, Role.OFFICE_MANAGER, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Only an office manager or a system administrator may change the university's settings."))


def may_manage_accounts(actor: Actor) -> Decision:
    """Opening and disabling accounts, granting and ending roles."""
    if holds(actor, Role.ADMINISTRATOR):
        return Allowed()
    return Denied(_("Only a system administrator may manage accounts."))


def may_see_accounts(actor: Actor) -> Decision:
    """Auditors read what administrators do."""
    if holds(actor, Role.ADMINISTRATOR, Role.AUDITOR):
        return Allowed()
    return Denied(_("Only system administrators and auditors see accounts."))


def may_see_history(actor: Actor) -> Decision:
    """History of anything and anybody. The history of one thing is shown where that thing is shown."""
    if holds(actor, Role.AUDITOR):
        return Allowed()
    return Denied(_("Only an auditor sees the history of everything."))


def may_grant_role(actor: Actor, user: User, role: Role, unit: Unit | None) -> Decision:
    """Nobody grants himself; administrator and auditor are two people; some roles are for a unit, some for all.

    Separate administrator and auditor: 等保 2.0 level 2, system and audit management kept apart (GB/T 22239—2019
    8.1.4.2 d, second-hand; "not the same person", general knowledge).
    """
    may = may_manage_accounts(actor)
    if not may.allowed:
        return may
    if actor is not SYSTEM and actor.pk == user.pk:
        return Denied(_("Nobody grants a role to himself. Ask another administrator."))
    if not user.is_active:
        return Denied(_("The account of %(user)s is disabled. Enable it first.") % {"user": user})
    shape = _role_fits_unit(role, unit)
    return _kept_apart(user, role) if shape.allowed else shape


def _role_fits_unit(role: Role, unit: Unit | None) -> Decision:
    if role in UNIVERSITY_WIDE and unit is not None:
        return Denied(_("The role “%(role)s” is held for the whole university, not for one unit.") % {"role": role.label})
    if role in UNIT_ONLY and unit is None:
        return Denied(_("The role “%(role)s” is held for a unit. Choose one.") % {"role": role.label})
    return Allowed()


def _kept_apart(user: User, role: Role) -> Decision:
    other = {Role.ADMINISTRATOR: Role.AUDITOR, Role.AUDITOR: Role.ADMINISTRATOR}.get(role)
    if other is None:
        return Allowed()
    today = timezone.localdate()
    if any(g.role == other and (g.to_on is None or g.to_on > today) for g in user.grants()):
        return Denied(
            _("%(user)s is %(other)s. Who administers must not be who audits: choose another person.")
            % {"user": user, "other": other.label}
        )
    return Allowed()


def may_end_role(actor: Actor, grant: RoleGrant, *, other_administrators: int) -> Decision:
    """The last administrator stays. Ending one's own role is allowed otherwise."""
    may = may_manage_accounts(actor)
    if not may.allowed:
        return may
    if grant.role == Role.ADMINISTRATOR and other_administrators == 0:
        return _last_administrator()
    return Allowed()


def may_disable_account(actor: Actor, user: User, *, other_administrators: int) -> Decision:
    """Nobody locks himself out, and the last administrator stays."""
    may = may_manage_accounts(actor)
    if not may.allowed:
        return may
    if not user.is_active:
        return Denied(_("The account of %(user)s is already disabled.") % {"user": user})
    if actor is not SYSTEM and actor.pk == user.pk:
        return Denied(_("Nobody disables his own account. Ask another administrator."))
    if user.has_role(Role.ADMINISTRATOR) and other_administrators == 0:
        return _last_administrator()
    return Allowed()


def may_enable_account(actor: Actor, user: User) -> Decision:
    """Only a disabled account is enabled."""
    may = may_manage_accounts(actor)
    if may.allowed and user.is_active:
        return Denied(_("The account of %(user)s is not disabled.") % {"user": user})
    return may


def may_reset_access(actor: Actor, user: User) -> Decision:
    """A new initial password or the removal of a lost second factor; one's own goes through one's own pages."""
    may = may_manage_accounts(actor)
    if may.allowed and actor is not SYSTEM and actor.pk == user.pk:
        return Denied(_("Change your own password on your account page."))
    return may


def may_give_out_personal_data(actor: Actor) -> Decision:
    """All that is held about a person, in one file: system administrators, when the person asks."""
    return may_manage_accounts(actor)


def may_erase_person(actor: Actor, person: Person, *, account_is_open: bool, outlets: int, documents: int) -> Decision:
    """Former members without an open account, whom no outlet needs and who signed nothing: a signature is evidence and keeps its name."""
    may = may_manage_accounts(actor)
    if not may.allowed:
        return may
    if person.campus_id.startswith(ERASED):
        return Denied(_("This person was erased already."))
    if person.left_on is None:
        return Denied(_("%(person)s has not left: note the day of leaving first.") % {"person": person})
    if account_is_open:
        return Denied(_("The account of %(person)s is open: disable it first.") % {"person": person})
    if outlets:
        return Denied(_("%(person)s answers for %(count)d outlets: hand them over first.") % {"person": person, "count": outlets})
    if documents:
        return Denied(
            _(
                "%(person)s signed or released %(count)d documents: who answered for them stays on record. Telephone and e-mail can be emptied."
            )
            % {"person": person, "count": documents}
        )
    return Allowed()


def _last_administrator() -> Decision:
    return Denied(_("This is the last system administrator. Make another one first."))
