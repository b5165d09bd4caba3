"""A child that does what a hostile file might make a parser do: `see`, `connect PORT`, `eat`, `loop`, `sleep`, `write`, `fail`."""

from __future__ import annotations

import json
import os
import socket
import sys
import time


def main() -> None:
    what, *more = sys.argv[1:]
    if what == "see":
        print(json.dumps([sys.stdin.read(), sorted(os.environ), os.getcwd(), "django" in sys.modules]))
    elif what == "connect":
        try:
            socket.create_connection(("127.0.0.1", int(more[0])), 2).close()
            print("connected")
        except OSError:
            print("refused")
    elif what == "eat":
        bytearray(1 << 30)
    elif what == "loop":
        while True:
            pass
    elif what == "sleep":
        time.sleep(60)
    elif what == "write":
        sys.stdout.write("x" * (2 << 20))
    else:
        raise RuntimeError(what)
