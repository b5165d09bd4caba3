"""The university's names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rongmei.base.directory.models import University


def university() -> University:
    """The university of this installation; one without a name before the first setting up (not saved)."""
    return University.objects.filter(pk=1).first() or University(name=_("(university not yet named)"))


def protected_names() -> list[str]:
    """What the masked edition hides of the university itself, longest first.

    Full, short, English and other names, the names the office protects besides, its hashtags and columns.
    """
    of = university()
    if of.pk is None or of._state.adding:
        return []
    listed = [of.name, of.short_name, of.english_name, *of.aliases, *of.protected_names, *of.hashtags, *of.columns]
    return sorted({name for name in listed if name}, key=lambda name: (-len(name), name))
