"""Who wants to know that what readers see has changed. The newsroom knows no site; a site says here what it does then.

A listener is called inside the transaction that publishes, corrects or withdraws, so that index and publication cannot part; files and
caches it clears after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Listener = Callable[[Sequence[str]], None]

_listeners: list[Listener] = []


def on_publications_changed(listener: Listener) -> None:
    """Register once, from ``AppConfig.ready``."""
    if listener not in _listeners:
        _listeners.append(listener)


def publications_changed(*public_ids: str) -> None:
    """Tell everybody: these public addresses show something else from now on."""
    for listener in _listeners:
        listener(public_ids)
