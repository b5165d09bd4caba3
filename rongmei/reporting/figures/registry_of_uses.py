"""Where figures are used. Rooms above register a function; a figure in use is not retired."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """A place a figure stands in: `label` in the user's words, `url` when it can be opened."""

    key: str
    label: str
    url: str = ""


_asked: list[Callable[[Iterable[str]], list[Use]]] = []


def register(asks: Callable[[Iterable[str]], list[Use]]) -> None:
    """`asks` gets keys of figures and answers with their uses; called from AppConfig.ready."""
    if asks not in _asked:
        _asked.append(asks)


def uses_of(keys: Iterable[str]) -> list[Use]:
    """Everything that stands on these figures, above this room."""
    wanted = tuple(keys)
    return [use for asks in _asked for use in asks(wanted)]
