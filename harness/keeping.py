"""Connections that are used again: each is looked at first, and none is once one proved stale.

A server may close a connection after any answer, said or unsaid. A request that meets such a
connection is lost, and says nothing about the server.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ProxyError
from urllib3.util.wait import wait_for_read

from harness.clock import Clock, Clocked, reach
from harness.framing import Final
from harness.message import READS
from harness.passage import DIRECT, Passage

_PATIENCE = 0.01  # seconds that the first look waits for a server that closes after its answer
_IDLE = 8  # connections that wait, at most
_UNPAID = 407  # no answer of a server: a proxy wants a name and a password, or other ones
REFUSED = "Tunnel connection failed: 407"  # as urllib3 has it where there is a tunnel


class UnsentError(Exception):
    """A request that writes was to be sent by a run that only reads."""


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

    No proxy but that of its `passage` and no file of this machine is asked, no cookie is kept.
    `authorities` is the PEM file of those whose certificates are trusted; `reused` tells whether
    the last request went over a connection that an earlier one had used. With `read_only` no
    request leaves that may write.
    """

    def __init__(
        self, keeping: Keeping, authorities: str, *, read_only: bool = False,
        passage: Passage = DIRECT,
    ) -> None:  # fmt: skip
        self.keeping = keeping
        self.reused = False
        self.clock = Clock()
        self._authorities = authorities
        self._read_only = read_only
        self._proxies = {scheme: passage.proxy for scheme in ("http", "https") if passage.proxy}
        self._adapter = _Adapter(self, passage.context())

    def send(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], seconds: float
    ) -> BaseHTTPResponse:
        """Send a request and return the head of its answer, the body to be read from it.

        All of it, the body too, has so many seconds. Raises what goes wrong.
        """
        if self._read_only and method not in READS:
            raise UnsentError(method)
        self.reused = False
        if self.keeping.off:
            self.anew()
        prepared = requests.PreparedRequest()
        prepared.method, prepared.url, prepared.body = method, url, body
        prepared.headers = CaseInsensitiveDict(headers)
        self.clock.start(seconds)
        found: BaseHTTPResponse = self._adapter.send(
            prepared, stream=True, timeout=seconds, verify=self._authorities, proxies=self._proxies
        ).raw
        if self._proxies and found.status == _UNPAID:
            found.close()
            raise ProxyError(REFUSED, OSError(found.status))
        return found

    def anew(self) -> None:
        """Close the connections that wait, so that the next request has one of its own."""
        self._adapter.poolmanager.clear()
        for manager in self._adapter.proxy_manager.values():
            manager.clear()

    def close(self) -> None:
        """Close the connections."""
        self._adapter.close()

    def looked(self, socket: Any) -> bool:
        """Whether a connection that waits can be used."""
        self.reused = self.keeping.alive(socket)
        return self.reused


class _Adapter(HTTPAdapter):
    """What `requests` reaches a server by, without what a session adds: redirects and cookies."""

    def __init__(self, line: Line, context: ssl.SSLContext | None) -> None:
        self._line = line
        self._shown = {"ssl_context": context} if context is not None else {}
        super().__init__(pool_connections=1, pool_maxsize=_IDLE, max_retries=0)

    def init_poolmanager(self, *args: Any, **rest: Any) -> None:
        """Let the pools make connections of the line."""
        super().init_poolmanager(*args, **{**rest, **self._shown})
        self.poolmanager.pool_classes_by_scheme = _pools(self._line)

    def proxy_manager_for(self, proxy: str, **rest: Any) -> Any:
        """Let those that go through a proxy be such, too."""
        manager = super().proxy_manager_for(proxy, **{**rest, **self._shown})
        manager.pool_classes_by_scheme = _pools(self._line)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Let a proxy over https be trusted as a server is, and see no certificate of a client.

        `requests` looks at the target alone: a proxy before one over http could be anybody.
        """
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]
        if isinstance(conn, HTTPSConnectionPool) and not url.startswith("https:"):
            conn.cert_reqs, conn.ca_certs = "CERT_REQUIRED", verify
            conn.conn_kw.pop("ssl_context", None)

    def build_response(self, _req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Return what holds the answer; its cookies are not even looked at."""
        found = requests.Response()
        found.raw = resp
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


def _pools(to: Line) -> dict[str, type[HTTPConnectionPool]]:
    """Return the classes of pools whose connections are those of a line."""

    class Plain(_Lined, HTTPConnection):  # type: ignore[misc]
        line = to

    class Secure(_Lined, HTTPSConnection):  # type: ignore[misc]
        line = to

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
