"""Runs whose workers a server kills: by what it was asked, not by a clock."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.auth import SECRET
from tests.running import started
from tests.suites.servers import Answer, Call, Reference, listening

PATIENCE = 120.0  # seconds, after which something hangs


def children(pid: int) -> list[int]:
    """Return the processes that a process has started and that are alive."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(number) for number in found.split() if alive(int(number))]


def alive(pid: int) -> bool:
    """Whether a process is there, and has not ended without anybody having asked how."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(") ")[2][:1] != "Z"


def asking(port: int, owner: int) -> int:
    """Return the child of a process that has a connection from a port."""
    rows = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    sockets = {
        f"socket:[{row[9]}]" for row in map(str.split, rows) if row[1].endswith(f":{port:04X}")
    }
    for child in children(owner):
        for handle in Path(f"/proc/{child}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                if str(handle.readlink()) in sockets:
                    return child
    raise LookupError(port)


@dataclass
class Killing:
    """A sandbox that kills who asks, a child of `owner`, at each request that `at` counts to."""

    at: tuple[int, ...] = ()
    owner: int = 0
    reference: Reference = field(default_factory=Reference)
    served: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    gate: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, call: Call) -> Answer:
        """Answer, and kill when it is time to."""
        with self.gate:
            if next(self.served) in self.at:
                os.kill(asking(call.port, self.owner), signal.SIGKILL)
            return self.reference(call)


@contextlib.contextmanager
def running(
    server: Killing, *arguments: str, folder: Path, module: str = "assay"
) -> Iterator[subprocess.Popen[str]]:
    """Start a run against a server that kills its workers; the base URL is added."""
    with (
        listening(server) as url,
        started("-m", module, *arguments, "--base-url", url, folder=folder, key=SECRET) as process,
    ):
        server.owner = process.pid
        yield process
