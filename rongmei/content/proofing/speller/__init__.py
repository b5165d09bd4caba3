"""Wrong characters by context, offline: word trigrams, sounds and shapes, and a model trained on marked slips (docs/proofing-datasheet.md)."""

from rongmei.content.proofing.speller.loading import load

__all__ = ["load"]
