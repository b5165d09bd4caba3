"""Inside a sandbox: a file nobody here has seen on standard input, its answer on standard output.

`read NAME` answers {"text"} or {"refused"}. `mark` takes {"file", "findings"} as JSON,
the file in base64, and answers {"file"}: the same Word file with the remarks as comments.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

from rongmei.content.proofing import documents, reports
from rongmei.content.proofing.engine import Report
from rongmei.content.proofing.finding import ErrorKind, Finding, Level


def main() -> None:
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
