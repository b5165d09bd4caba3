"""What reading one Word file may cost."""

from __future__ import annotations

from rongmei.base.sandbox import MB, Bounds

CHILD = Bounds(memory_bytes=768 * MB, cpu_seconds=15, wall_seconds=60, output_bytes=160 * MB, open_files=32)

# of the file
FILE_BYTES = 60 * MB
ENTRIES = 5_000
XML_BYTES = 24 * MB
PICTURE_BYTES = 12 * MB
PICTURES_BYTES = 60 * MB
RATIO = 200  # inflated over packed; text of office files stays below 40
RATIO_FROM_BYTES = 1 * MB
CHARACTERS = 1_000_000
BLOCKS = 60_000
