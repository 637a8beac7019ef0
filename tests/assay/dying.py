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


@dataclass
class Killing:
    """A sandbox that kills a child of `victim` at each of the requests that `at` counts to."""

    at: tuple[int, ...] = ()
    victim: int = 0
    killed: int = 0
    reference: Reference = field(default_factory=Reference)
    served: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    gate: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, call: Call) -> Answer:
        """Answer, and kill when it is time to."""
        with self.gate:
            if next(self.served) in self.at:
                self._kill()
            return self.reference(call)

    def _kill(self) -> None:
        found = children(self.victim)
        os.kill(found[self.killed % len(found)], signal.SIGKILL)
        self.killed += 1


@contextlib.contextmanager
def running(
    server: Killing, *arguments: str, folder: Path, module: str = "assay"
) -> Iterator[subprocess.Popen[str]]:
    """Start a run against a server that kills its workers; the base URL is added."""
    with (
        listening(server) as url,
        started("-m", module, *arguments, "--base-url", url, folder=folder, key=SECRET) as process,
    ):
        server.victim = process.pid
        yield process
