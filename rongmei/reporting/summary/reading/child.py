"""Inside a sandbox: a Word file on standard input, JSON on standard output; `raw` or `places` is asked for.

Nothing of Django is imported here. Finding the places happens
here too: the patterns meet text that nobody has looked at, and the time they take is limited with the rest.
"""

from __future__ import annotations

import json
import sys

from .found import WordRefused
from .ooxml import read_package
from .package import Package
from .raw import to_json
from .reader import read_blocks
from .wire import read_to_json


def main() -> None:
    try:
        file = read_package(Package(sys.stdin.buffer.read()))
        answer = to_json(file) if sys.argv[1] == "raw" else read_to_json(read_blocks(file))
    except WordRefused as refusal:
        answer = {"refused": refusal.sentence}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))
