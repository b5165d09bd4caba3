"""What reading one Word file may cost."""

from __future__ import annotations

MB = 1024 * 1024

# of the child process
MEMORY_BYTES = 768 * MB
CPU_SECONDS = 15
OUTPUT_BYTES = 160 * MB
OPEN_FILES = 32
WALL_SECONDS = 60

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
