"""A story as ninjs 2.1 (IPTC News in JSON): https://iptc.org/std/ninjs/ ."""

from __future__ import annotations

from typing import Any

from ..stories import Channel, FullStory, Picture


def ninjs(channel: Channel, story: FullStory) -> dict[str, Any]:
    """One news object; pictures are associated objects with their renditions."""
    card = story.card
    host = "/".join(channel.url.split("/")[:3])
    headlines = [{"role": "main", "contenttype": "text/plain", "value": card.headline}]
    headlines += [
        {"role": role, "contenttype": "text/plain", "value": text}
        for role, text in (("kicker", card.kicker), ("subhead", story.subhead))
        if text
    ]
    found: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "2.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"},
        "uri": card.full_url,
        "type": "text",
        "representationtype": "full",
        "version": str(1 + len(story.corrections)),
        "firstcreated": card.published_at.isoformat(),
        "versioncreated": story.modified_at.isoformat(),
        "pubstatus": "usable",
        "language": "zh-Hans" if story.language.startswith("zh") else story.language,
        "copyrightholder": channel.publisher,
        "title": card.headline,
        "headlines": headlines,
        "descriptions": [{"role": "summary", "contenttype": "text/plain", "value": card.summary}] if card.summary else [],
        "bodies": [{"role": "main", "contenttype": "text/html", "charcount": len(story.body_text), "value": story.body_html}],
        "by": "；".join(f"{role}：{names}" for role, names in story.byline_roles),
        "subjects": [{"name": subject.name, "rel": "about"} for subject in card.subjects],
        "organisations": [{"name": unit.name, "rel": "about"} for unit in story.units],
        "infosources": [{"name": card.outlet}],
        "associations": [_picture(host, number, picture) for number, picture in enumerate(story.pictures, 1)],
        "ednote": "\n".join(correction.text for correction in story.corrections),
    }
    return {key: value for key, value in found.items() if value not in ("", [])}


def _picture(host: str, number: int, picture: Picture) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": f"picture-{number}",
        "uri": f"{host}{picture.base}",
        "type": "picture",
        "by": picture.credit,
        "descriptions": [{"role": role, "value": text} for role, text in (("caption", picture.caption), ("alt", picture.alt)) if text],
        "renditions": [
            {"name": "large", "href": host + picture.url("large"), "contenttype": "image/webp"},
            {"name": "share", "href": host + picture.share_url, "contenttype": "image/jpeg", "width": 1200, "height": 630},
        ],
    }
    return {key: value for key, value in found.items() if value not in ("", [])}
