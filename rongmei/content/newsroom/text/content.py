"""Everything a person types into a manuscript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from rongmei.base.history.decisions import Invalid

from ..enums import BylineRole
from .blocks import Block, clean_blocks, picture_values

LONGEST: Final = {"kicker": 120, "headline": 200, "subhead": 200, "summary": 500}
LANGUAGES: Final = ("zh-hans", "en")


@dataclass(frozen=True)
class Content:
    """body: blocks (blocks.py). byline: [{"role", "name", "person": number or None, "unit": text}]. subjects, units, people: numbers."""

    headline: str
    kicker: str = ""
    subhead: str = ""
    summary: str = ""
    language: str = "zh-hans"
    body: list[Block] = field(default_factory=list)
    byline: list[dict[str, Any]] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def pictures(self) -> list[Block]:
        """Pictures in reading order: {"asset", "caption", "credit", "alt"}."""
        return list(picture_values(self.body))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def read_content(raw: Mapping[str, Any]) -> Content:
    """Checked content from JSON of a screen or of REST. Raises Invalid naming the field."""
    words = {name: _line(raw, name, most) for name, most in LONGEST.items()}
    if not words["headline"]:
        raise Invalid(_("A headline is missing: write one, if only for the time being."), str(_("headline")))
    language = raw.get("language") or "zh-hans"
    if language not in LANGUAGES:
        raise Invalid(
            _("“%(found)s” found, one of %(expected)s expected.") % {"found": str(language)[:20], "expected": "、".join(LANGUAGES)},
            str(_("language")),
        )
    return Content(
        **words,
        language=language,
        body=clean_blocks(raw.get("body") or []),
        byline=_byline(raw.get("byline") or []),
        subjects=_numbers(raw, "subjects"),
        units=_numbers(raw, "units"),
        people=_numbers(raw, "people"),
        sources=[str(source).strip()[:500] for source in raw.get("sources") or [] if str(source).strip()][:50],
    )


def _line(raw: Mapping[str, Any], name: str, most: int) -> str:
    value = raw.get(name) or ""
    if not isinstance(value, str):
        raise Invalid(_("Text is expected."), name)
    value = " ".join(value.replace("\x00", "").split())
    if len(value) > most:
        raise Invalid(_("%(count)d characters found, at most %(most)d fit.") % {"count": len(value), "most": most}, name)
    return value


def _numbers(raw: Mapping[str, Any], name: str) -> list[int]:
    value = raw.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
        raise Invalid(_("A list of numbers is expected."), name)
    return list(dict.fromkeys(value))[:200]


def _byline(raw: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or len(raw) > 40:
        raise Invalid(_("A list of at most 40 people is expected."), str(_("byline")))
    return [_signatory(item) for item in raw]


def _signatory(item: Any) -> dict[str, Any]:
    role = item.get("role") if isinstance(item, dict) else None
    name = str(item.get("name") or "").strip()[:60] if isinstance(item, dict) else ""
    person = item.get("person") if isinstance(item, dict) else None
    if role not in BylineRole.values or not name or not (person is None or (isinstance(person, int) and not isinstance(person, bool))):
        raise Invalid(
            _("Each line of the byline needs a role (%(roles)s) and a name.") % {"roles": "、".join(BylineRole.values)}, str(_("byline"))
        )
    return {"role": role, "name": name, "person": person, "unit": str(item.get("unit") or "").strip()[:120]}
