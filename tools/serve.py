"""Serve this installation: two web workers, one worker for long work, the clock, the address and what to do next.

Usage: python tools/serve.py [--demo]      PORT and HOST by environment.

With --demo everything lives in var/demo on SQLite, and a year of a fictional university is built there once.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parents[1]
VENV = Path(sys.executable).parent
DEMO = BASE / "var" / "demo"


def main() -> int:
    demo = "--demo" in sys.argv[1:]
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if _answers(host, port):
        print(f"Port {port} is taken: stop what runs there, or choose another: make {'demo' if demo else 'run'} PORT=8001", file=sys.stderr)
        return 1
    env = {**os.environ, "PYTHONPATH": str(BASE), "PYTHONUNBUFFERED": "1"}
    env.setdefault("BASE_URL", f"http://localhost:{port}")
    if demo:
        env.pop("DATABASE_URL", None)  # the demo never touches a real database
        env.update(RONGMEI_DEMO="true", RONGMEI_VAR=str(DEMO))
        _build_demo(env)
    _manage(env, "migrate", "--verbosity", "0")
    return _serve(env, host, port, demo)


def _build_demo(env: dict[str, str]) -> None:
    """Build beside the place and move there when whole: a build that was interrupted leaves nothing half-made."""
    if (DEMO / "rongmei.sqlite3").exists():
        return
    building = DEMO.with_name("demo-building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    there = {**env, "RONGMEI_VAR": str(building)}
    print("Building a year of a fictional university, once …", flush=True)
    _manage(there, "migrate", "--verbosity", "0")
    _manage(there, "demo", "--stage", "year-end")
    shutil.rmtree(DEMO, ignore_errors=True)
    building.rename(DEMO)


def _manage(env: dict[str, str], *arguments: str) -> None:
    done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=BASE, env=env, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def _serve(env: dict[str, str], host: str, port: int, demo: bool) -> int:
    web = [
        str(VENV / "granian"), "--interface", "wsgi", "--no-ws", "--workers", "2", "--blocking-threads", "4",
        "--respawn-failed-workers", "--log-level", "warning", "--host", host, "--port", str(port), "config.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "manage.py", "db_worker", "--no-reload"]
    clock = [sys.executable, "-m", "rongmei.cli", "clock"]
    children = [subprocess.Popen(command, cwd=BASE, env=env, start_new_session=True) for command in (web, worker, clock)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _wait_until_it_answers(children, host, port)
        _say_where(env, port, demo)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(children)


def _wait_until_it_answers(children: list[subprocess.Popen[bytes]], host: str, port: int) -> None:
    deadline = time.monotonic() + 180  # a machine that does other work besides starts slowly
    while not _answers(host, port):
        if time.monotonic() > deadline or any(child.poll() is not None for child in children):
            raise SystemExit("The server did not start; its message stands above.")
        time.sleep(0.2)


def _answers(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0  # noqa: S104  -- compared, not bound


def _say_where(env: dict[str, str], port: int, demo: bool) -> None:
    print(f"\n融媒 Rongmei: http://localhost:{port}/console/      Ctrl-C 停止 stops it", flush=True)
    if demo:
        print(f"公开网站 Public site: http://localhost:{port}/", flush=True)
        _manage(env, "demo", "--accounts")
    else:
        print(f"第一次使用 First time: http://localhost:{port}/setup/", flush=True)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
