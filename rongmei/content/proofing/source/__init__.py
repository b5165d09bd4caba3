"""What is checked: text with its paragraphs, what must be left alone in it, and where each character is stored."""

from .blocks import of_blocks
from .contentstate import of_contentstate
from .markup import of_html
from .masking import HARD, Mask, Spans
from .passage import Paragraph, Passage, Piece, Place, Scope, Source
from .plain import of_article, of_text

__all__ = [
    "HARD",
    "Mask",
    "Paragraph",
    "Passage",
    "Piece",
    "Place",
    "Scope",
    "Source",
    "Spans",
    "of_article",
    "of_blocks",
    "of_contentstate",
    "of_html",
    "of_text",
]
