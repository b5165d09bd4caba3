"""schema.org NewsArticle (https://schema.org/NewsArticle) of a story, for search engines."""

from __future__ import annotations

from typing import Any

from ..stories import Channel, FullStory


def news_article(channel: Channel, story: FullStory) -> dict[str, Any]:
    card = story.card
    host = "/".join(channel.url.split("/")[:3])
    publisher: dict[str, Any] = {"@type": "CollegeOrUniversity", "name": channel.publisher, "url": channel.url}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": card.full_url,
        "headline": card.headline[:110],
        "alternativeHeadline": story.subhead,
        "description": card.summary,
        "datePublished": card.published_at.isoformat(),
        "dateModified": story.modified_at.isoformat(),
        "inLanguage": "zh-Hans" if story.language.startswith("zh") else story.language,
        "author": [{"@type": "Person", "name": person.name} for person in story.byline],
        "publisher": publisher | ({"logo": {"@type": "ImageObject", "url": channel.logo}} if channel.logo else {}),
        "image": [host + picture.share_url for picture in story.pictures],
        "articleSection": [subject.name for subject in card.subjects],
        "correction": [{"@type": "CorrectionComment", "text": c.text, "datePublished": c.at.isoformat()} for c in story.corrections],
    }
    return {key: value for key, value in found.items() if value not in ("", [])}
