"""`Document` → semantic HTML."""

from __future__ import annotations

from collections.abc import Callable

from rongmei.reporting.summary.document import Document, Slot


def to_html(document: Document, *, slot_url: Callable[[Slot], str | None] | None = None, standalone: bool = True) -> str:
    """A whole page with its stylesheet inside, or (`standalone=False`) one `<article>` for a page of ours."""
    raise NotImplementedError
