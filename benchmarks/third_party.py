"""localstripe as a target: a stateful server that others wrote, of the extra `interop`."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START = 120.0  # seconds until it listens


@contextmanager
def listening(folder: Path) -> Iterator[str]:
    """Yield the address of one without objects; it works in `folder`, and writes `log` there.

    Raises TimeoutError when it does not listen.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "localstripe", "--port", str(port), "--from-scratch"]
    with (folder / "log").open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603 - the installed package
            command, stdout=sink, stderr=sink, cwd=folder
        )
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = f"localstripe does not listen on port {port}; is the extra `interop` installed?"
    raise TimeoutError(message)
