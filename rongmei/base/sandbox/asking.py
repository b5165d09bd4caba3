"""The asking side. A file of 0.76 MB made a parser take 2.3 GB: that ends the child, never the web worker."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import rongmei

from .bounds import Bounds

logger = logging.getLogger(__name__)
_OUT_OF_TIME: Final = {-24, -9}  # SIGXCPU, and SIGKILL a second later


class Ended(Exception):
    """The child gave no answer. out_of_time: it reckoned or waited too long; otherwise memory, output or a parser's own failure."""

    def __init__(self, *, out_of_time: bool) -> None:
        super().__init__("out of time" if out_of_time else "out of bounds")
        self.out_of_time = out_of_time


def ended(code: int) -> Ended:
    """What an exit code of the child means."""
    return Ended(out_of_time=code in _OUT_OF_TIME)


def ask(module: str, *arguments: str, data: bytes, bounds: Bounds) -> bytes:
    """Give `data` to the `main()` of `module` and take what it answers, at most `bounds.output_bytes`. Raises Ended."""
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; of the file nothing is in the command
                _command(module, *arguments, bounds=bounds),
                input=data,
                stdout=answer,
                stderr=subprocess.PIPE,
                env=_environment(),
                cwd="/",
                timeout=bounds.wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Ended(out_of_time=True) from None
        if done.returncode:
            logger.warning("%s ended with %s: %s", module, done.returncode, done.stderr[-2000:].decode("utf-8", "replace"))
            raise ended(done.returncode)
        answer.seek(0)
        return answer.read(bounds.output_bytes)


def start(module: str, *arguments: str, bounds: Bounds) -> subprocess.Popen[bytes]:
    """The running child, for an answer that is read while it is written. The caller ends it."""
    return subprocess.Popen(  # noqa: S603 - as above
        _command(module, *arguments, bounds=bounds),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd="/",
        close_fds=True,
    )


def _command(module: str, *arguments: str, bounds: Bounds) -> list[str]:
    return [sys.executable, "-P", "-s", "-B", "-m", __package__, module, json.dumps(dataclasses.asdict(bounds)), *arguments]


def _environment() -> dict[str, str]:
    """Where the code is and that text is UTF-8; no key, no address, no password."""
    return {"PYTHONPATH": str(Path(rongmei.__file__).resolve().parent.parent), "LC_ALL": "C.UTF-8", "PATH": os.defpath}
