"""Every address of the product: name, how to fill its arguments, its pattern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What a converter takes when no thing of the world is named: enough for an address that is shut or answers 404.
PLAIN = {"int": 999_999, "uuid": "00000000-0000-4000-8000-000000000000", "slug": "x", "str": "x", "path": "x"}


@dataclass(frozen=True)
class Address:
    """name: "namespace:name", or the route where there is none."""

    name: str
    route: str
    arguments: tuple[tuple[str, str], ...]
    named: bool

    def url(self, given: dict[str, Any]) -> str:
        if not self.named:
            return "/" + self.route.replace("^", "").replace("$", "").replace("\\Z", "")
        return reverse(self.name, kwargs={key: given.get(key, PLAIN.get(converter, "x")) for key, converter in self.arguments})


def addresses() -> list[Address]:
    """In the order of the urlconf, each name once (an address with optional parts has several patterns)."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, "", (), ()):
        known = found.get(address.name)
        if known is None or len(address.arguments) > len(known.arguments):
            found[address.name] = address
    return list(found.values())


def _walk(
    patterns: list[URLPattern | URLResolver], route: str, namespaces: tuple[str, ...], arguments: tuple[tuple[str, str], ...]
) -> Iterator[Address]:
    for pattern in patterns:
        converters = getattr(pattern.pattern, "converters", {})
        names = [(name, _kind(converter)) for name, converter in converters.items()]
        if not converters and hasattr(pattern.pattern, "regex"):
            names = [(name, "str") for name in pattern.pattern.regex.groupindex]
        here, below = route + str(pattern.pattern), (*arguments, *names)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, here, inner, below)
        else:
            name = ":".join((*namespaces, pattern.name)) if pattern.name else here
            yield Address(name, here, below, bool(pattern.name))


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
