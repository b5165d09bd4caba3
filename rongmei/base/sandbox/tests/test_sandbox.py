"""A child that eats memory, time or disk ends alone; it has no network and is told no secret."""

from __future__ import annotations

import dataclasses
import json
import socket
import subprocess
import sys

import pytest

from rongmei.base.sandbox import MB, Bounds, Ended, ask

PROBE = "rongmei.base.sandbox.tests.probe"
BOUNDS = Bounds(memory_bytes=512 * MB, cpu_seconds=1, wall_seconds=20, output_bytes=MB)
# Whether this machine lets a process leave the network at all.
LEAVES = subprocess.run(
    [sys.executable, "-c", "import sys; from rongmei.base.sandbox.bounds import give_up_network as g; sys.exit(not g())"], check=False
)


def test_answer_comes_back_and_nothing_of_our_environment_goes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")
    given, environment, folder, django = json.loads(ask(PROBE, "see", data="台账".encode(), bounds=BOUNDS))
    assert (given, folder, django) == ("台账", "/", False)
    assert set(environment) <= {"LC_ALL", "LC_CTYPE", "PATH", "PYTHONPATH"}


@pytest.mark.skipif(LEAVES.returncode != 0, reason="this machine does not allow network namespaces")
def test_child_has_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        inside = ask(PROBE, "connect", str(port), data=b"", bounds=BOUNDS)
        socket.create_connection(("127.0.0.1", port), 2).close()
    assert inside == b"refused\n"


@pytest.mark.parametrize(("what", "out_of_time"), [("eat", False), ("loop", True), ("fail", False)])
def test_child_beyond_its_bounds_ends_alone(what: str, out_of_time: bool) -> None:
    with pytest.raises(Ended) as end:
        ask(PROBE, what, data=b"", bounds=BOUNDS)
    assert end.value.out_of_time is out_of_time


def test_silent_child_is_not_waited_for() -> None:
    with pytest.raises(Ended) as end:
        ask(PROBE, "sleep", data=b"", bounds=dataclasses.replace(BOUNDS, wall_seconds=1))
    assert end.value.out_of_time is True


def test_answer_longer_than_allowed_is_no_answer() -> None:
    with pytest.raises(Ended) as end:
        ask(PROBE, "write", data=b"", bounds=BOUNDS)
    assert end.value.out_of_time is False
