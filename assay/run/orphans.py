"""What a run starts ends with it, also when it is killed in a way that nobody can catch.

A sandbox of our own watches its standard input: the system closes the other end with the process
that holds it. The input of a worker is pytest-xdist's, and so a worker looks whose child it is.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

_GLANCE = 0.2  # seconds between two looks


def end_with(owner: int) -> None:
    """End this process soon after its parent, `owner`, has ended."""
    if sys.platform != "win32":  # there a process keeps the number of its parent
        _watch(lambda: _outlive(owner))


def end_with_input() -> None:
    """End this process as soon as its standard input ends."""
    _watch(sys.stdin.buffer.read)


def _outlive(owner: int) -> None:
    while os.getppid() == owner:
        time.sleep(_GLANCE)


def _watch(wait: Callable[[], object]) -> None:
    def end() -> None:
        wait()
        os._exit(0)

    threading.Thread(target=end, name="owner", daemon=True).start()
