"""What a child process may cost."""

from __future__ import annotations

import contextlib
import ctypes
import resource
from dataclasses import dataclass

MB = 1024 * 1024
_NEW_NET, _NEW_USER = 0x40000000, 0x10000000


@dataclass(frozen=True)
class Bounds:
    """memory_bytes: address space. output_bytes: of a file it writes; what goes down a pipe is bounded by whoever reads it.
    wall_seconds: the longest wait of the asking side."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: int
    output_bytes: int = 0
    open_files: int = 64

    def bind(self) -> None:
        """Give up memory, time, files and core dumps beyond these, for good."""
        for what, soft, hard in (
            (resource.RLIMIT_AS, self.memory_bytes, self.memory_bytes),
            (resource.RLIMIT_CPU, self.cpu_seconds, self.cpu_seconds + 1),
            (resource.RLIMIT_FSIZE, self.output_bytes, self.output_bytes),
            (resource.RLIMIT_NOFILE, self.open_files, self.open_files),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            resource.setrlimit(what, (soft, hard))


def give_up_network() -> bool:
    """Whether the kernel let this process leave the network: with rights of its own, or inside a user namespace. Before any thread
    is started, for the second way is open to a process of one thread only."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        return libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0
    return False
