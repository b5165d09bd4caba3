"""Who wants to know that what readers see has changed, and who knows where they see it. The newsroom knows no site; a site says here
what it does then, and at which address it shows a publication.

A listener is called inside the transaction that publishes, corrects or withdraws, so that index and publication cannot part; files and
caches it clears after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Publication

Listener = Callable[[Sequence[str]], None]

Addresses = Callable[[Sequence["Publication"]], dict[int, str]]

_listeners: list[Listener] = []
_addresses: list[Addresses] = []


def on_publications_changed(listener: Listener) -> None:
    """Register once, from ``AppConfig.ready``."""
    if listener not in _listeners:
        _listeners.append(listener)


def publications_changed(*public_ids: str) -> None:
    """Tell everybody: these public addresses show something else from now on."""
    for listener in _listeners:
        listener(public_ids)


def know_addresses(addresses: Addresses) -> None:
    """Register once, from ``AppConfig.ready``: publication number → the whole address a reader opens, for those that have one."""
    if addresses not in _addresses:
        _addresses.append(addresses)


def addresses_of(publications: Sequence[Publication]) -> dict[int, str]:
    """Where readers open them; what no site shows is missing."""
    return {pk: address for known in _addresses for pk, address in known(publications).items()}
