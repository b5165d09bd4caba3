"""Files in: a Word document becomes the first text of a manuscript."""

from .word import ReadWord, read_word

__all__ = ["ReadWord", "read_word"]
