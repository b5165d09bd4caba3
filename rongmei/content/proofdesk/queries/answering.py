"""Findings as an editor or a program receives them."""

from __future__ import annotations

from typing import Any

from .. import engine, registry
from ..reading import Asked
from .kept import waived


def answered(actor: Any, asked: Asked) -> dict[str, Any]:
    """{"passages": {hash: [finding]}, "off": [sentence]}. What is ignored in the thing the passages belong to is left out.

    Raises Refused when the person may not see that thing.
    """
    kind, pk = asked.subject
    settled: set[str] = set()
    if kind and pk:
        registry.subject_of(kind).may_see(actor, pk).require()
        settled = set(waived(kind, pk))
    checked = engine.check_passages([(one.text, one.scope) for one in asked.passages], style=str(asked.style), on=asked.on)
    found: dict[str, list[dict[str, Any]]] = {one.hash: [] for one in asked.passages}
    for one in checked.findings:
        if one.place not in settled:
            found[asked.passages[one.passage].hash].append(as_json(one))
    return {"passages": found, "off": list(checked.off)}


def as_json(one: engine.PassageFinding) -> dict[str, Any]:
    """start, end: characters (code points) of the passage."""
    finding = one.finding
    return {
        "rule": finding.rule,
        "level": str(finding.level),
        "kind": str(finding.kind),
        "start": one.start,
        "end": one.end,
        "found": finding.found,
        "before": one.before,
        "after": one.after,
        "message": finding.message,
        "suggestions": list(finding.suggestions),
        "safe": finding.safe,
        "confidence": round(finding.confidence, 3),
        "clause": finding.clause,
        "place": one.place,
    }
