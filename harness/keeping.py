"""Connections that are used again: each is looked at first, and none is once one proved stale.

A server may close a connection after any answer, said or unsaid. A request that meets such a
connection is lost, and says nothing about the server.
"""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException, HTTPResponse, parse_headers
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.wait import wait_for_read

_PATIENCE = 0.01  # seconds that the first look waits for a server that closes after its answer
_INTERIM = 20  # interim answers that may come before a final one


class Final(HTTPResponse):
    """The final answer: interim ones of any kind may come first (RFC 9110 15.2).

    `http.client` passes over 100 alone. 101 is no interim answer to it: nobody asked to switch.
    """

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 102 <= status <= 199:
                return version, status, reason
            parse_headers(self.fp)
        raise HTTPException(f"got more than {_INTERIM} interim answers")


class Keeping:
    """Whether a target keeps its connections open. It is shared by all that reach the target."""

    def __init__(self) -> None:
        self.off = False
        self._looked = False

    def stale(self) -> None:
        """Note that a connection was closed before it was used again: none is kept from now on."""
        self.off = True

    def alive(self, socket: Any) -> bool:
        """Whether a connection that waits can be used: it is stale when there is a thing to read.

        The first look gives the server time to close what it closes after each answer.
        """
        patience, self._looked = 0.0 if self._looked else _PATIENCE, True
        if wait_for_read(socket, timeout=patience):
            self.stale()
            return False
        return True


class Adapter(HTTPAdapter):
    """Reaches a target over connections that are looked at before they are used again.

    `reused` tells whether the last request went over one that an earlier request had used.
    """

    def __init__(self, keeping: Keeping) -> None:
        self.keeping = keeping
        self.reused = False
        super().__init__(pool_connections=2, pool_maxsize=8, max_retries=0)

    def init_poolmanager(self, *args: Any, **rest: Any) -> None:
        """Let the pools make connections that are looked at."""
        super().init_poolmanager(*args, **rest)
        self.poolmanager.pool_classes_by_scheme = _pools(self._looked)

    def send(self, *args: Any, **rest: Any) -> Any:
        """Send a request; see `HTTPAdapter.send`."""
        self.reused = False
        if self.keeping.off:
            self.anew()
        return super().send(*args, **rest)

    def anew(self) -> None:
        """Close the connections that wait, so that the next request has one of its own."""
        self.poolmanager.clear()

    def _looked(self, socket: Any) -> bool:
        self.reused = self.keeping.alive(socket)
        return self.reused


def _pools(look: Callable[[Any], bool]) -> dict[str, type[HTTPConnectionPool]]:
    """Return the classes of pools whose connections are connected only when `look` says so."""

    class Plain(HTTPConnection):
        response_class = Final

        @property
        def is_connected(self) -> bool:
            return self.sock is not None and look(self.sock)

    class Secure(HTTPSConnection):
        response_class = Final

        @property
        def is_connected(self) -> bool:
            return self.sock is not None and look(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
