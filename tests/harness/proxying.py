"""A forward proxy on a loopback port, which keeps what it is asked."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.sockets import closed

_PATIENCE = 20.0  # seconds that a connection may be idle


@dataclass
class Proxy:
    """`heads` are those of the requests that it was asked; `login` is `user:password`."""

    login: str = ""
    url: str = ""
    heads: list[str] = field(default_factory=list)

    def lets_in(self, head: str) -> bool:
        word = base64.b64encode(self.login.encode()).decode()
        return not self.login or f"proxy-authorization: basic {word}".lower() in head.lower()


@contextlib.contextmanager
def proxying(login: str = "", context: ssl.SSLContext | None = None) -> Iterator[Proxy]:
    """Serve until the block ends, over https with a `context`."""
    listener = socket.create_server(("127.0.0.1", 0))
    scheme = "https" if context else "http"
    found = Proxy(login, f"{scheme}://127.0.0.1:{listener.getsockname()[1]}")

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                inward, _ = listener.accept()
                inward.settimeout(_PATIENCE)
                threading.Thread(target=_serve, args=(found, inward, context), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield found
    finally:
        closed(listener)


def _serve(proxy: Proxy, given: socket.socket, context: ssl.SSLContext | None) -> None:
    with (
        contextlib.suppress(OSError),
        given if context is None else context.wrap_socket(given, server_side=True) as inward,
    ):
        while head := _head(inward):
            text = head.decode("latin-1")
            proxy.heads.append(text)
            method, address, _ = text.split(" ", 2)
            if not proxy.lets_in(text):
                inward.sendall(b"HTTP/1.1 407 Pay\r\nContent-Length: 0\r\n\r\n")
                continue
            if method == "CONNECT":
                host, _, port = address.rpartition(":")
                _tunnel(inward, host, int(port))
                return
            inward.sendall(_forwarded(head, address))


def _head(inward: socket.socket) -> bytes:
    """Return the head of a request; those of these tests have no body."""
    found = b""
    while not found.endswith(b"\r\n\r\n"):
        block = inward.recv(1)
        if not block:
            return b""
        found += block
    return found


def _forwarded(head: bytes, address: str) -> bytes:
    there = urlsplit(address)
    lines = head.split(b"\r\n")
    lines[0] = f"GET {there.path}?{there.query} HTTP/1.0".encode()
    kept = [line for line in lines if not line.lower().startswith((b"proxy-", b"connection"))]
    with socket.create_connection((str(there.hostname), there.port or 80), _PATIENCE) as outward:
        outward.sendall(b"\r\n".join(kept))
        found = b""
        while block := outward.recv(65536):
            found += block
            size = found.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            body = found.partition(b"\r\n\r\n")[2]
            if size and b"\r\n\r\n" in found and len(body) >= int(size):
                break
    return found


def _tunnel(inward: socket.socket, host: str, port: int) -> None:
    """Carry bytes both ways in one thread: two must not use one TLS connection at a time."""
    with socket.create_connection((host, port), _PATIENCE) as outward:
        inward.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        other = {inward: outward, outward: inward}
        while ready := _readable(inward, outward):
            for source in ready:
                block = source.recv(65536)
                if not block:
                    return
                other[source].sendall(block)


def _readable(*sources: socket.socket) -> list[socket.socket]:
    """Return what can be read of; a TLS connection may have read more than it was asked for."""
    pending = [one for one in sources if isinstance(one, ssl.SSLSocket) and one.pending()]
    return pending or select.select(sources, [], [], _PATIENCE)[0]
