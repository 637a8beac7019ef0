"""A server on bare sockets that sends whatever bytes it likes, whenever it likes.

A behaviour is a function of a `Talk`: one request, the connection it came by, and what an honest
server would say. It writes its answer itself; what it raises because the client left is nobody's
concern. The connection is kept open behind it unless it sets `closes`.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.sockets import closed, whole_request
from tests.suites.servers import Answer, Call, Reference

PATIENCE = 60.0  # seconds, after which something hangs


@dataclass(slots=True)
class Talk:
    """One request. `number` counts those of the server, from 1; `over` is set when it ends."""

    call: Call
    number: int
    honest: Callable[[Call], Answer]
    connection: socket.socket
    over: threading.Event
    closes: bool = False

    def answer(self) -> Answer:
        """Return what an honest server says to this request."""
        return self.honest(self.call)

    def write(self, data: bytes) -> None:
        """Send bytes."""
        self.connection.sendall(data)

    def wait(self, seconds: float) -> None:
        """Let time pass. Raises OSError when the server ends meanwhile."""
        if self.over.wait(seconds):
            raise ConnectionAbortedError

    def drip(self, data: bytes, every: float = 0.1) -> None:
        """Send a byte at a time, and the last of them for ever."""
        for place in range(1_000_000):
            self.write(data[place : place + 1] or data[-1:])
            self.wait(every)

    def reply(self, answer: Answer, *more: str) -> None:
        """Send an answer as it should be sent, with more lines in its head."""
        self.write(head(answer, *more) + answer.body)


Behaviour = Callable[[Talk], None]


def head(answer: Answer, *more: str, length: int | None = None) -> bytes:
    """Return the head of an answer. `length` is what it says of its body, -1 for nothing."""
    size = len(answer.body) if length is None else length
    headers = {"Content-Type": "application/json", **answer.headers}
    lines = [f"HTTP/1.1 {answer.status} X", *(f"{n}: {v}" for n, v in headers.items() if v), *more]
    lines += [f"Content-Length: {size}"] if size >= 0 else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def honestly(talk: Talk) -> None:
    """Answer as an honest server does."""
    talk.reply(talk.answer())


@contextlib.contextmanager
def hostile(behaviour: Behaviour, after: int = 0) -> Iterator[str]:
    """Serve with a behaviour, behind so many honest answers; yields the base URL."""
    server = _Server(behaviour, after)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield server.url
    finally:
        server.close()


class _Server:
    def __init__(self, behaviour: Behaviour, after: int) -> None:
        self._behaviour, self._after = behaviour, after
        self._honest = Reference()
        self._over = threading.Event()
        self._count = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def run(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self._over.set()
        closed(self._listener)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection, contextlib.suppress(OSError):
            while (call := asked(connection)) is not None:
                self._count += 1
                talk = Talk(call, self._count, self._honest, connection, self._over)
                (self._behaviour if talk.number > self._after else honestly)(talk)
                if talk.closes:
                    return


def asked(connection: socket.socket) -> Call | None:
    """Return the next request of a connection, None when the client left."""
    try:
        first, body = whole_request(connection)
    except ConnectionResetError:
        return None
    line, *rest = first.decode("latin-1").split("\r\n")
    pairs = (text.partition(":") for text in rest)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    method, target, _ = line.split(" ")
    path, _, query = target.partition("?")
    return Call(method, path, query, body.decode(), headers)
