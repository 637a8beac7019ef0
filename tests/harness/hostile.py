"""Servers on bare sockets that close, drop or keep silent where they please."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

from tests.sockets import closed, whole_request

PATIENCE = 60.0  # seconds, after which something hangs
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
# Takes a request, as text, and how many this connection has brought with it; answers it, or drops
# it, or closes the connection behind its answer, or never answers.
Mood = Callable[[str, int], str]


@contextlib.contextmanager
def moody(mood: Mood) -> Iterator[tuple[str, list[str]]]:
    """Serve by mood: `answer`, `drop`, `close` (behind the answer) or `hang`.

    Yields the URL and the requests that come.
    """
    seen: list[str] = []
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(
                target=_serve, args=(connection, mood, seen, over), daemon=True
            ).start()

    threading.Thread(target=run, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", seen
    finally:
        over.set()
        closed(listener)


def _serve(connection: socket.socket, mood: Mood, seen: list[str], over: threading.Event) -> None:
    connection.settimeout(PATIENCE)
    count = 0
    with connection, contextlib.suppress(OSError):
        while True:
            request = b"\r\n\r\n".join(whole_request(connection)).decode()
            seen.append(request)
            count += 1
            wanted = mood(request, count)
            if wanted == "hang":
                over.wait(PATIENCE)
            if wanted in ("drop", "hang"):
                return
            together = getattr(socket, "MSG_MORE", 0) if wanted == "close" else 0
            connection.sendall(ANSWER, together)  # the end leaves with it, not later
            if wanted == "close":
                return
