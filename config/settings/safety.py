"""A combination that would be unsafe stops the start, with one sentence that says how to mend it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe(settings: dict[str, Any]) -> None:
    """Raises ImproperlyConfigured naming the variable, the value found and the mend."""
    for problem in unsafe_combinations(settings):
        raise ImproperlyConfigured(problem)


def unsafe_combinations(settings: dict[str, Any]) -> list[str]:
    found = []
    hosts = set(settings["ALLOWED_HOSTS"])
    local = {"localhost", "127.0.0.1", "[::1]", "testserver"}
    if "*" in hosts:
        found.append("ALLOWED_HOSTS contains '*': name the host names this installation answers to.")
    if settings["DEBUG"] and hosts - local:
        found.append(f"DEBUG is on while ALLOWED_HOSTS names {sorted(hosts - local)}: set DEBUG=False outside this machine.")
    if settings["DEMO"] and hosts - local:
        found.append(
            f"RONGMEI_DEMO is on (well-known passwords) while ALLOWED_HOSTS names {sorted(hosts - local)}: use `make run` for a real office."
        )
    if len(settings["SECRET_KEY"]) < 32:
        found.append("SECRET_KEY is shorter than 32 characters: leave it out (one is made) or give a longer one.")
    if settings["SECRET_KEY"].encode() == settings["HISTORY_KEY"]:
        found.append("SECRET_KEY and HISTORY_KEY are the same: leave HISTORY_KEY out (one is made) or give another.")
    return found
