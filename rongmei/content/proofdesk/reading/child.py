"""The child process: a file nobody here has seen on standard input, its answer on standard output, limits on everything.

`python -m rongmei.content.proofdesk.reading.child read NAME` answers {"text"} or {"refused"}. `… mark` takes {"file", "findings"} as JSON,
the file in base64, and answers {"file"}: the same Word file with the remarks as comments.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import resource
import sys
from typing import Any

from rongmei.content.proofing import documents, reports
from rongmei.content.proofing.engine import Report
from rongmei.content.proofing.finding import ErrorKind, Finding, Level

MB = 1024 * 1024
MEMORY_BYTES, CPU_SECONDS, OUTPUT_BYTES, OPEN_FILES = 1024 * MB, 30, 100 * MB, 64
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
    given = sys.stdin.buffer.read()
    try:
        answer = {"text": documents.read(given, sys.argv[2]).text} if sys.argv[1] == "read" else mark(json.loads(given))
    except documents.Unreadable as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def mark(asked: dict[str, Any]) -> dict[str, str]:
    """Offsets of the findings count characters of the text that `read` gave for this file."""
    data = base64.b64decode(asked["file"])
    found = [Finding(**{**one, "level": Level(one["level"]), "kind": ErrorKind(one["kind"])}) for one in asked["findings"]]
    source = documents.of_docx(data)
    marked = reports.marked_docx(Report(tuple(found), (), len(source.text)), source, data)
    return {"file": base64.b64encode(marked).decode()}


if __name__ == "__main__":
    main()
