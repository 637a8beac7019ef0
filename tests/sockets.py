"""What servers on bare sockets share: a whole request, and an end that wakes whoever waits."""

from __future__ import annotations

import socket

_BLOCK = 65536  # bytes


def whole_request(connection: socket.socket) -> tuple[bytes, bytes]:
    """Return head and body of one request.

    Raises ConnectionResetError when the client leaves before: what waits for more from one that
    has left would be busy for as long as the tests run.
    """
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or b"0"
    while len(body) < int(length):
        body += _more(connection)
    return head, body


def _more(connection: socket.socket) -> bytes:
    block = connection.recv(_BLOCK)
    if not block:
        raise ConnectionResetError
    return block


def closed(listener: socket.socket) -> None:
    """Close a listener; a thread that accepts its connections ends."""
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
