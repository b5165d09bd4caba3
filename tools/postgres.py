"""Run a command against a PostgreSQL of its own, which is gone afterwards.

Usage: python tools/postgres.py COMMAND …      (the command finds DATABASE_URL in its environment)
"""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# A database that lives for ten minutes need not survive a power cut.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=256MB")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """The DATABASE_URL of a fresh cluster on a free loopback port. PostgreSQL refuses to run as root, so root lends it to `postgres`."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="rongmei-pg-"))
    data, password, port = folder / "data", secrets.token_hex(16), _free_port()
    (folder / "password").write_text(password)
    user = _other_user(folder)
    try:
        _run([programs / "initdb", "-D", data, "-U", "rongmei", "-A", "scram-sha-256", "--pwfile", folder / "password", "-E", "UTF8",
              "--locale=C.UTF-8"], user, folder)  # fmt: skip
        options = [
            f"-c {setting}" for setting in (*FAST, f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
        ]
        _run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", " ".join(options), "start"], user, folder)
        try:
            yield f"postgres://rongmei:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of the newest installed server."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    where = found[-1] if found else shutil.which("initdb")
    if where is None:
        raise SystemExit("Missing: PostgreSQL's server. Install it with: sudo apt-get install postgresql")
    return Path(where).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _other_user(folder: Path) -> pwd.struct_passwd | None:
    """Who runs the server: nobody else for an ordinary user, `postgres` for root."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("postgres")
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)
    return user


def _run(command: list[object], user: pwd.struct_passwd | None, folder: Path) -> None:
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **as_user,
    )
    if done.returncode:
        log = folder / "log"
        raise SystemExit(f"{command[0]} failed: {done.stderr}{log.read_text() if log.exists() else ''}")


def main(command: list[str]) -> int:
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
