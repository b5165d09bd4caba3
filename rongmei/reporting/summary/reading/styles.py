"""Styles of a Word file: what a paragraph inherits. Runs in the child process."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on styles; a ring of them ends here


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of the WordprocessingML namespace, empty when it is not there."""
    return "" if element is None else element.get(W + name, "") or ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def whole(text: str) -> int | None:
    """A whole number as Word writes it, None for anything else."""
    try:
        return int(text[:9])
    except ValueError:
        return None


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """A toggle such as bold: None when nothing is said."""
    element = child(properties, name)
    return None if element is None else value(element).lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Styles:
    """`name` and inherited properties of every paragraph style."""

    _by_id: dict[str, etree._Element] = field(default_factory=dict)
    _default: str = ""

    def name(self, style: str) -> str:
        return value(child(self._by_id.get(style or self._default), "name"))

    def first(self, style: str, *path: str) -> etree._Element | None:
        """The nearest definition along the based-on chain, e.g. `first(style, "pPr", "outlineLvl")`."""
        for element in self._chain(style):
            found = child(element, *path)
            if found is not None:
                return found
        return None

    def _chain(self, style: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        current = style or self._default
        while current in self._by_id and len(chain) < _DEEPEST:
            chain.append(self._by_id[current])
            current = value(child(chain[-1], "basedOn"))
        return chain


def read_styles(root: etree._Element | None) -> Styles:
    if root is None:
        return Styles()
    by_id, default = {}, ""
    for element in root.iter(W + "style"):
        if value(element, "type") in ("paragraph", ""):
            identity = value(element, "styleId")
            by_id[identity] = element
            if value(element, "default") in ("1", "true"):
                default = identity
    return Styles(by_id, default)
