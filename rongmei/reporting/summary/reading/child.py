"""The child process: a Word file on standard input, JSON on standard output, limits on everything.

`python -m rongmei.reporting.summary.reading.child raw|places`. Nothing of Django is imported here. Finding the places happens
here too: the patterns meet text that nobody has looked at, and the time they take is limited with the rest.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import sys

from .found import WordRefused
from .limits import CPU_SECONDS, MEMORY_BYTES, OPEN_FILES, OUTPUT_BYTES
from .ooxml import read_package
from .package import Package
from .raw import to_json
from .reader import read_blocks
from .wire import read_to_json

_NEW_USER_AND_NET = 0x10000000 | 0x40000000


def limit() -> None:
    """Memory, time, output and files; and no network where the kernel allows a process to give it up."""
    for what, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (amount, amount))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER_AND_NET)


def main() -> None:
    limit()
    try:
        file = read_package(Package(sys.stdin.buffer.read()))
        answer = to_json(file) if sys.argv[1] == "raw" else read_to_json(read_blocks(file))
    except WordRefused as refusal:
        answer = {"refused": refusal.sentence}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main()
