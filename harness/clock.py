"""One clock for a whole exchange, from the connection to the last byte.

A time limit on each step is none on their sum: a server that sends a byte a second is never late,
be it in the status line, in a header, in the size of a chunk or in a trailer.
"""

from __future__ import annotations

import contextlib
import io
import queue
import socket
import threading
import time
from collections.abc import Callable
from typing import Any


class Clock:
    """The time that is left of an exchange. One runs at a time."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Begin an exchange that may take so many seconds."""
        self._end = self._now() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises TimeoutError when there are none."""
        found = self._end - self._now()
        if found <= 0:
            raise TimeoutError
        return found


def reach(host: str, port: int, clock: Clock) -> socket.socket:
    """Return a connection to the first address of a host that takes one. Raises OSError."""
    trouble = OSError("no address")
    for family, kind, protocol, _, address in _addresses(host, port, clock):
        found = socket.socket(family, kind, protocol)
        try:
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            found.settimeout(clock.left())
            found.connect(address)
            found.settimeout(clock.left())  # for a handshake
        except OSError as failed:
            found.close()
            trouble = failed
        else:
            return found
    raise trouble


def _addresses(host: str, port: int, clock: Clock) -> list[Any]:
    """Return the addresses of a host. The system's look-up heeds no clock: it is waited for."""
    with contextlib.suppress(socket.gaierror, UnicodeError):
        return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
    found: queue.SimpleQueue[list[Any] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            found.put(list(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)))
        except OSError as trouble:
            found.put(trouble)
        except UnicodeError:  # a label that is empty, or too long
            found.put(socket.gaierror(socket.EAI_NONAME, "no name of a host"))

    threading.Thread(target=look, name="look-up", daemon=True).start()
    try:
        addresses = found.get(timeout=clock.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(addresses, Exception):
        raise addresses
    return addresses


class Clocked:
    """A socket as `http.client` reads an answer from it: each read has the time that is left."""

    def __init__(self, connection: socket.socket, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return a file to read the answer from. Reading raises TimeoutError."""
        return io.BufferedReader(_Reads(self._connection, self._clock))


class _Reads(io.RawIOBase):
    def __init__(self, connection: socket.socket, clock: Clock) -> None:
        self._connection = connection
        self._file = connection.makefile("rb", buffering=0)  # keeps the connection open for it
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._connection.settimeout(self._clock.left())
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()
