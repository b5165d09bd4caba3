"""Rich text: HTML as an editor stores it. Tags leave no trace in the text, entities become their character."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from .masking import Mask
from .passage import Builder, Scope, Source

BLOCK = "html"

SCOPES: Final = {
    "h1": Scope.TITLE,
    "h2": Scope.TITLE,
    "h3": Scope.TITLE,
    "h4": Scope.TITLE,
    "h5": Scope.TITLE,
    "h6": Scope.TITLE,
    "caption": Scope.CAPTION,
    "figcaption": Scope.CAPTION,
    "td": Scope.TABLE,
    "th": Scope.TABLE,
}
# Elements that end a paragraph when they begin and when they end.
BREAKING: Final = frozenset(SCOPES) | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
# What stands in these is not prose; ruby's rt is a reading of the characters before it.
UNREAD: Final = frozenset(["script", "style", "template", "rt", "rp", "svg", "math", "head"])
CODE: Final = frozenset(["code", "pre", "kbd", "samp", "var", "tt"])
# Elements that stand for something a reader sees but that is no text.
OBJECTS: Final = frozenset(["embed", "img", "object", "video", "audio", "iframe", "input"])
VOID: Final = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])

_TOKEN: Final = re.compile(
    r"<!--|<(/?)([A-Za-z][A-Za-z0-9-]{0,40})|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[\r\n\t ]{1,1000}"
)
_END: Final = re.compile("""[>"']""")
_ALT: Final = re.compile(r"""[\s"'](alt|title)\s{0,9}=\s{0,9}("[^"]{0,4000}"|'[^']{0,4000}')""", re.I)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def of_html(html: str, block: str = BLOCK) -> Source:
    """Block elements are paragraphs, alternative texts of pictures are captions.

    Places count characters of ``html`` itself, tags included. Broken markup is read as text, never refused.
    """
    builder = Builder()
    add_html(builder, html, block)
    return builder.build()


def add_html(builder: Builder, html: str, block: str, scope: Scope = Scope.BODY) -> None:
    """The paragraphs of ``html``; ``scope``: of those that no element says otherwise about."""
    builder.stored[block] = html
    builder.markup.add(block)
    _Reader(builder, html, block, scope).read()


@dataclass
class _Reader:
    builder: Builder
    html: str
    block: str
    scope: Scope
    open: list[str] = field(default_factory=list)  # names of open elements that matter, innermost last
    alts: list[tuple[str, int]] = field(default_factory=list)  # alternative texts to read after the paragraph they stand in

    def read(self) -> None:
        at, size = 0, len(self.html)
        while at < size:
            match = _TOKEN.search(self.html, at)
            if match is None:
                self.text(at, size)
                break
            self.text(at, match.start())
            at = self.token(match)
        self.end_paragraph()

    def token(self, match: re.Match[str]) -> int:
        """What the token is; returns where to go on."""
        start, end = match.span()
        first = match[0][0]
        if first == "&":
            self.character(start, end)
        elif first != "<":
            self.white(start, end)
        elif match[2] is None:
            return self.comment(start)
        else:
            return self.tag(match)
        return end

    def text(self, start: int, end: int) -> None:
        if start < end and not self.inside(UNREAD):
            self.builder.add(self.html[start:end], self.block, start, mask=Mask.CODE if self.inside(CODE) else None)

    def white(self, start: int, end: int) -> None:
        """White space in markup is one blank, and none where a paragraph begins."""
        if not self.builder.empty and not self.inside(UNREAD):
            self.builder.add(" ", self.block, start, end - start, Mask.CODE if self.inside(CODE) else None)

    def character(self, start: int, end: int) -> None:
        if not self.inside(UNREAD):
            self.builder.add(unescape(self.html[start:end]), self.block, start, end - start, Mask.CODE if self.inside(CODE) else None)

    def comment(self, start: int) -> int:
        end = self.html.find("-->", start + 4)
        return len(self.html) if end < 0 else end + 3

    def tag(self, match: re.Match[str]) -> int:
        end = self.end_of_tag(match.end())
        if end < 0:  # a tag that never ends is text
            self.text(match.start(), len(self.html))
            return len(self.html)
        name = match[2].lower()
        if name in BREAKING:
            self.end_paragraph()
        if match[1]:
            self.close(name)
        else:
            self.begin(name, match.end(), end)
        return end

    def begin(self, name: str, start: int, end: int) -> None:
        if name in OBJECTS:
            if not self.inside(UNREAD):
                self.find_alt(start, end)
                self.builder.add("\ufffc", self.block, start, 0, Mask.OBJECT)
        elif name not in VOID and (name in BREAKING or name in UNREAD or name in CODE) and self.html[end - 2] != "/":
            self.open.append(name)

    def close(self, name: str) -> None:
        if name in self.open:
            while self.open.pop() != name:
                pass

    def end_of_tag(self, at: int) -> int:
        """After the tag's ``>``, or -1 when there is none; a ``>`` in quotes does not count."""
        while match := _END.search(self.html, at):
            if match[0] == ">":
                return match.end()
            at = self.html.find(match[0], match.end()) + 1
            if at == 0:
                return -1
        return -1

    def find_alt(self, start: int, end: int) -> None:
        for match in _ALT.finditer(self.html, start, end):
            self.alts.append((match[2][1:-1], match.start(2) + 1))

    def end_paragraph(self) -> None:
        inner = next((SCOPES[name] for name in reversed(self.open) if name in SCOPES), self.scope)
        self.builder.close(inner)
        for text, offset in self.alts:
            self.attribute(text, offset)
        self.alts = []

    def attribute(self, text: str, offset: int) -> None:
        """An attribute's value as a paragraph of its own."""
        at = 0
        for match in _ENTITY.finditer(text):
            self.builder.add(text[at : match.start()], self.block, offset + at)
            self.builder.add(unescape(match[0]), self.block, offset + match.start(), len(match[0]))
            at = match.end()
        self.builder.add(text[at:], self.block, offset + at)
        self.builder.close(Scope.CAPTION)

    def inside(self, names: frozenset[str]) -> bool:
        return any(name in names for name in self.open)
