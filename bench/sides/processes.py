"""Starting servers below a temporary folder, loading them, and reading what they cost."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TICK = os.sysconf("SC_CLK_TCK")


class Load(NamedTuple):
    """One slice: requests a second, and the milliseconds of CPU the servers spent on one."""

    rps: float
    cpu: float


def missing(programs: dict[str, str]) -> list[str]:
    """Debian packages of the programs that are not there: {path or name: package}."""
    return sorted({package for program, package in programs.items() if not (shutil.which(program) or Path(program).exists())})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: Sequence[object], log: Path, *, env: dict[str, str] | None = None, cwd: Path | None = None) -> Iterator[int]:
    """The process in a group of its own until the block ends; its number."""
    with log.open("ab") as out:
        child = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=out, stdin=subprocess.DEVNULL, env=env, cwd=cwd, start_new_session=True
        )
    try:
        yield child.pid
    finally:
        child.terminate()
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()


def wait_for(ready: object, log: Path, seconds: float = 120) -> None:
    """Until ready() or the port answers. Exits with the log."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready() if callable(ready) else _answers(int(str(ready))):
            return
        time.sleep(0.1)
    raise SystemExit(f"a server did not start: {log.read_text(errors='replace')[-2000:]}")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def family(root: int) -> set[int]:
    """The process and everything below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, size = {root}, 0
    while size != len(found):
        size = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


def cpu_of(roots: Sequence[int]) -> float:
    """Seconds of CPU of these processes and all below them that live."""
    total = 0
    for pid in set().union(*(family(root) for root in roots)):
        with contextlib.suppress(OSError, IndexError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICK


def load(url: str, roots: Sequence[int], seconds: int = 2, connections: int = 16) -> Load:
    """wrk for so many seconds against one address. Exits when an answer is not 200."""
    before = cpu_of(roots)
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = cpu_of(roots) - before
    done, rate = re.search(r"(\d+) requests in", told), re.search(r"Requests/sec:\s+([\d.]+)", told)
    if "Non-2xx" in told or not done or not rate or not int(done[1]):
        raise SystemExit(f"{url}: {told}")
    return Load(float(rate[1]), spent * 1000 / int(done[1]))
