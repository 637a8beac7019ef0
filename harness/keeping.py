"""Connections that are used again: each is looked at first, and none is once one proved stale.

A server may close a connection after any answer, said or unsaid. A request that meets such a
connection is lost, and says nothing about the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse, parse_headers
from typing import Any
from urllib.parse import urlsplit

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import parse_url
from urllib3.util.wait import wait_for_read

from harness.clock import Clock, Clocked, reach

_PATIENCE = 0.01  # seconds that the first look waits for a server that closes after its answer
_INTERIM = 20  # interim answers that may come before a final one
_IDLE = 8  # connections that wait, at most


class Final(HTTPResponse):
    """The final answer: interim ones of any kind may come first (RFC 9110 15.2).

    `http.client` passes over 100 alone, and over any number of it. 101 is no interim answer to it:
    nobody asked to switch.
    """

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if status == 101 or not 100 <= status <= 199:
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


class Line:
    """The way to one server, for one thread. Nothing is redirected, repeated or remembered.

    No proxy and no file of this machine is asked, no cookie is kept. `authorities` is the PEM file
    of those whose certificates are trusted; `reused` tells whether the last request went over a
    connection that an earlier one had used.
    """

    def __init__(self, base_url: str, keeping: Keeping, authorities: str) -> None:
        self.keeping = keeping
        self.reused = False
        self.clock = Clock()
        self._url = parse_url(base_url)
        self._authorities = authorities
        self._pool = self._new_pool()

    def send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], seconds: float
    ) -> BaseHTTPResponse:
        """Send a request and return the head of its answer, the body to be read from it.

        All of it, the body too, has so many seconds. Raises what goes wrong.
        """
        self.reused = False
        if self.keeping.off:
            self.anew()
        parts = urlsplit(url)
        path = "/" + parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
        self.clock.start(seconds)
        return self._pool.urlopen(
            method, path, body, headers, retries=False, redirect=False, assert_same_host=False,
            timeout=seconds, preload_content=False, decode_content=False,
        )  # fmt: skip

    def anew(self) -> None:
        """Close the connections that wait, so that the next request has one of its own."""
        self._pool.close()
        self._pool = self._new_pool()

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def looked(self, socket: Any) -> bool:
        """Whether a connection that waits can be used."""
        self.reused = self.keeping.alive(socket)
        return self.reused

    def _new_pool(self) -> HTTPConnectionPool:
        host, port = self._url.host or "", self._url.port
        if self._url.scheme == "https":
            found: HTTPConnectionPool = HTTPSConnectionPool(
                host, port, maxsize=_IDLE, cert_reqs="CERT_REQUIRED", ca_certs=self._authorities
            )
            found.ConnectionCls = _secure(self)
        else:
            found = HTTPConnectionPool(host, port, maxsize=_IDLE)
            found.ConnectionCls = _plain(self)
        return found


class _Lined:
    """What connections of a line do otherwise than others: they are looked at, and have a clock."""

    line: Line
    sock: Any
    port: Any
    _dns_host: str

    @property
    def is_connected(self) -> bool:
        return self.sock is not None and self.line.looked(self.sock)

    def _new_conn(self) -> Any:
        return reach(self._dns_host, self.port, self.line.clock)

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.line.clock.left())
        super().send(data)  # type: ignore[misc]

    def response_class(self, connection: Any, **rest: Any) -> Final:
        return Final(Clocked(connection, self.line.clock), **rest)  # type: ignore[arg-type]


def _plain(to: Line) -> type[HTTPConnection]:
    class Plain(_Lined, HTTPConnection):  # type: ignore[misc]
        line = to

    return Plain


def _secure(to: Line) -> type[HTTPSConnection]:
    class Secure(_Lined, HTTPSConnection):  # type: ignore[misc]
        line = to

    return Secure
