"""The one way that long requests share, so that they hold up short ones but little.

A short request is read at once. What comes of a longer one is read a piece at a time, and its
connection rests behind each: by how long the piece is, and by how long it took to be understood.
All long requests together have so a share of the server, however many connections they have.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.flow_control import FlowControl

PIECE = 8 * 1024  # bytes that are read at a time; a request that is no longer is short
RATE = 10 * 1024 * 1024  # bytes of long requests that are read in a second
_REST = 3.0  # times as long as a piece took to be understood


class Lane:
    """Says how long a connection rests. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.clock = clock
        self._free = 0.0

    def rest(self, size: int, took: float) -> float:
        """Return the seconds after which a connection is read on, behind all that came before.

        `size` is in bytes, `took` in seconds.
        """
        now = self.clock()
        self._free = max(now, self._free) + size / RATE + _REST * took
        return self._free - now


class Resting(FlowControl):
    """Whether a connection is read: it may have to rest, whoever wants to read on."""

    _rests = False

    def rest(self, seconds: float) -> None:
        """Read nothing for some seconds."""
        if not (self._rests or self.read_paused):
            self._transport.pause_reading()
        self._rests = True
        asyncio.get_running_loop().call_later(seconds, self._rested)

    def pause_reading(self) -> None:
        """Read nothing until `resume_reading`."""
        if self._rests:
            self.read_paused = True
        else:
            super().pause_reading()

    def resume_reading(self) -> None:
        """Read on, now or after the rest."""
        if self._rests:
            self.read_paused = False
        else:
            super().resume_reading()

    def _rested(self) -> None:
        self._rests = False
        if not (self.read_paused or self._transport.is_closing()):
            self._transport.resume_reading()


class Pieces(asyncio.BufferedProtocol):
    """A connection whose requests are read a piece at a time.

    `reader` is a protocol that has a `Resting` for its flow, and counts the bytes of the request
    that it is in as its `length`.
    """

    def __init__(self, reader: Any, lane: Lane) -> None:
        self._reader, self._lane = reader, lane
        self._room = bytearray(PIECE)
        self.connection_lost = reader.connection_lost  # type: ignore[method-assign]
        self.pause_writing = reader.pause_writing  # type: ignore[method-assign]
        self.resume_writing = reader.resume_writing  # type: ignore[method-assign]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin a connection."""
        self._transport = transport
        self._reader.connection_made(transport)

    def get_buffer(self, sizehint: int) -> bytearray:  # noqa: ARG002 - a piece has one size
        """Return what the next piece is read into."""
        return self._room

    def buffer_updated(self, nbytes: int) -> None:
        """Read a piece, and rest behind one of a long request."""
        reader, lane, began = self._reader, self._lane, self._lane.clock()
        reader.length += nbytes
        reader.data_received(bytes(memoryview(self._room)[:nbytes]))
        if reader.length > PIECE and not self._transport.is_closing():
            reader.flow.rest(lane.rest(nbytes, lane.clock() - began))
