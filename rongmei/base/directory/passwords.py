"""What a password must be, and the one-time password an administrator hands over."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Without the characters people confuse on paper: 0 O o 1 l I.
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz"
_CAPITALS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS: Final = "23456789"
_GROUPS: Final = 4
_PER_GROUP: Final = 4


def initial_password() -> str:
    """Sixteen characters in four groups, of three kinds, easy to read aloud: ``kmRw-7pxc-Tb3f-9hqn``."""
    alphabet = _LETTERS + _CAPITALS + _DIGITS
    while True:
        groups = ["".join(secrets.choice(alphabet) for _n in range(_PER_GROUP)) for _g in range(_GROUPS)]
        password = "-".join(groups)
        if kinds_in(password) == 4:
            return password


def kinds_in(password: str) -> int:
    """How many of the four kinds (small letters, capitals, digits, others) the password holds."""
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum() or not c.isascii())
    return sum(any(kind(character) for character in password) for kind in kinds)


class ThreeKindsValidator:
    """At least three of four kinds of character.

    等保 2.0 asks for complexity without a number (GB/T 22239—2019 8.1.4.1 a, second-hand); eight characters of three
    kinds is the usual reading (general knowledge).
    """

    def validate(self, password: str, user: Any = None) -> None:
        if kinds_in(password) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        return _("The password needs at least three of: small letters, capital letters, digits, other characters.")
