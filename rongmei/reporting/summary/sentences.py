"""Leaving a sentence out: text that is conditional on a figure. No lecture → no sentence."""

from __future__ import annotations

from .document import Block, Inline, Paragraph, Slot, Text

ENDS = "。！？；"


def leave_out(blocks: tuple[Block, ...], refs: frozenset[str]) -> tuple[Block, ...]:
    """The blocks without the sentences that hold one of these slots; a paragraph that loses all its sentences goes too."""
    if not refs:
        return blocks
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            kept.append(block)
            continue
        content = without_sentences(block.content, refs)
        if content == block.content:
            kept.append(block)
        elif any(isinstance(i, Slot) or i.text.strip() for i in content):
            kept.append(Paragraph(content, block.align, block.indent))
    return tuple(kept)


def without_sentences(content: tuple[Inline, ...], refs: frozenset[str]) -> tuple[Inline, ...]:
    """The run without the sentences (up to 。！？；) that hold one of the slots."""
    sentences: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, Slot):
            sentences[-1].append(inline)
            continue
        start = 0
        for i, char in enumerate(inline.text):
            if char in ENDS:
                sentences[-1].append(Text(inline.text[start : i + 1], inline.bold, inline.italic))
                sentences.append([])
                start = i + 1
        if start < len(inline.text):
            sentences[-1].append(Text(inline.text[start:], inline.bold, inline.italic))
    kept = [s for s in sentences if s and not any(isinstance(i, Slot) and i.ref in refs for i in s)]
    dropped_last = bool(kept) and sum(map(bool, sentences)) > len(kept) and not _ends(sentences, kept)
    flat = [inline for sentence in kept for inline in sentence]
    if dropped_last and isinstance(flat[-1], Text) and flat[-1].text.endswith("；"):
        flat[-1] = Text(flat[-1].text[:-1] + "。", flat[-1].bold, flat[-1].italic)
    return _joined(flat)


def _ends(sentences: list[list[Inline]], kept: list[list[Inline]]) -> bool:
    """Whether the last sentence of the paragraph is still there."""
    filled = [s for s in sentences if s]
    return bool(filled) and filled[-1] is kept[-1]


def _joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if isinstance(inline, Text) and isinstance(last, Text) and (last.bold, last.italic) == (inline.bold, inline.italic):
            found[-1] = Text(last.text + inline.text, last.bold, last.italic)
        else:
            found.append(inline)
    return tuple(found)
