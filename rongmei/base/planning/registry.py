"""Pages of what is evidence. The plan knows no story; a storey above says here where one of its kind is looked at."""

from __future__ import annotations

from collections.abc import Callable

_pages: dict[str, Callable[[int], str]] = {}


def evidence_pages(kind: str, url: Callable[[int], str]) -> None:
    """Register once, from ``AppConfig.ready``: number → address."""
    _pages[kind] = url


def page_of(kind: str, number: int) -> str:
    """ "" for a kind nobody shows."""
    return _pages[kind](number) if kind in _pages else ""
