"""How connections come in: one at a time, and never more than there is room for.

Whoever connects over and over takes turns with those who are connected. Where there is no room for
one more, the one goes that has waited longest without a request.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import Iterable
from typing import Any

import uvicorn

if sys.platform != "win32":
    import resource

MOST = 500  # connections at a time
_OTHER = 64  # files that a server has open beside its connections
_AGAIN = 0.02  # seconds until another look for room


class Server(uvicorn.Server):
    """A server that is given its listening sockets."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve."""
        await super().startup(sockets=[])
        self._most = min(MOST, max(_files() - _OTHER, 1))
        self._accepting = [asyncio.create_task(self._accept(one)) for one in sockets or ()]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End."""
        for task in self._accepting:
            task.cancel()
        await super().shutdown(sockets)

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        listener.setblocking(False)
        while True:
            try:
                connection, _ = await loop.sock_accept(listener)
            except OSError:  # it is gone already, or there is no file for it
                await asyncio.sleep(_AGAIN)
                continue
            connection.setblocking(False)
            await self._room()
            with contextlib.suppress(OSError):
                await loop.connect_accepted_socket(self._protocol, connection)

    def _protocol(self) -> Any:
        made: Any = self.config.http_protocol_class
        return made(config=self.config, server_state=self.server_state, app_state={})

    async def _room(self) -> None:
        """Return when there is room for a connection."""
        while len(self.server_state.connections) >= self._most:
            longest = _idle(self.server_state.connections)
            if longest is not None:
                longest.transport.abort()
            await asyncio.sleep(0 if longest is not None else _AGAIN)


def _files() -> int:
    """Return how many files this process may have open."""
    if sys.platform == "win32":
        return MOST + _OTHER
    found = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST + _OTHER if found == resource.RLIM_INFINITY else found


def _idle(connections: Iterable[Any]) -> Any:
    """Return the connection that should go first, None where all are being answered."""
    idle = [one for one in connections if one.cycle is None or one.cycle.response_complete]
    return min(idle, key=lambda one: (one.cycle is not None, one.since), default=None)
