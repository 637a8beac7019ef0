"""Servers of the tests leave nothing behind that is busy, or waits, after their test."""

from __future__ import annotations

import contextlib
import socket
import threading

import pytest

from tests.sockets import closed, whole_request

HEAD = b"POST / HTTP/1.1\r\nContent-Length: 4"
PATIENCE = 60.0  # seconds, after which something hangs


@pytest.mark.parametrize("sent", [b"", b"POST / HT", HEAD + b"\r\n\r\nab"])
def test_a_client_that_leaves_early_is_waited_for_no_longer(sent: bytes) -> None:
    client, server = socket.socketpair()
    with server:
        client.sendall(sent)
        client.close()
        with pytest.raises(ConnectionResetError):
            whole_request(server)


def test_a_request_that_comes_in_parts_is_whole() -> None:
    client, server = socket.socketpair()
    with client, server:
        client.sendall(HEAD)
        sending = threading.Timer(0.01, client.sendall, (b"\r\n\r\nabcd",))
        sending.start()
        assert whole_request(server) == (HEAD, b"abcd")
        sending.join()


def test_who_waits_for_connections_ends_with_the_listener() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        with contextlib.suppress(OSError):
            listener.accept()

    waiting = threading.Thread(target=run, daemon=True)
    waiting.start()
    closed(listener)
    waiting.join(PATIENCE)
    assert not waiting.is_alive()
