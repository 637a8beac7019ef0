"""A small HTTP/1.1 proxy before a clean sandbox, which changes what passes.

It writes its own bytes, so that order and case of headers, framing and the end of a connection are
its own too. The server behind it is called in this process: half the work of another hop.
"""

from __future__ import annotations

import asyncio
import contextlib
import http
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from contracts import load
from sandbox.app import create_service
from sandbox.serve import listen, url_of
from sandbox.service import Service
from tests.wire.message import Answer, Change, Request

FORM = "application/x-www-form-urlencoded"
SECRET, PUBLISHABLE = "sk_test_wire", "pk_test_wire"


class Proxy:
    """Passes requests to a service with changes, the first of them nearest to the client."""

    def __init__(self, service: Service, changes: Sequence[Change]) -> None:
        self.service = service
        self.changes = tuple(changes)
        self.memory: dict[Any, Any] = {}
        self.seen = 0

    def answer(self, request: Request) -> Answer:
        """Return what the client is told."""
        self.seen += 1
        for change in self.changes:
            if change.ask is not None and (answer := change.ask(request)) is not None:
                return answer
        answer = self._forward(request)
        for change in reversed(self.changes):
            if change.tell is not None:
                change.tell(request, answer)
        return answer

    def call(self, method: str, path: str, text: str) -> Answer:
        """Do what another client does meanwhile, without changes."""
        headers = [("authorization", f"Bearer {SECRET}"), ("content-type", FORM)]
        query, body = (text, b"") if method == "GET" else ("", text.encode())
        return self._forward(Request(method, path, query, headers, body, {}, self.call))

    def _forward(self, request: Request) -> Answer:
        headers = {name.lower(): value for name, value in request.headers}
        found = self.service.handle(
            request.method, request.path, request.query, headers, request.body
        )
        told = [("content-type", "application/json"), *found.headers.items()]
        return Answer(found.status, [pair for pair in told if pair[1]], found.body)

    def ids(self) -> dict[str, list[str]]:
        """Return the ids of the server's seeds as a client sees them behind the changes."""
        answer = Answer(200, [], b"")
        answer.write(self.service.ids)
        request = Request("GET", "/", "", [], b"", {}, self.call)
        for change in self.changes:
            if change.spells and change.tell is not None:
                change.tell(request, answer)
        found: dict[str, list[str]] = answer.document
        return found

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection until it ends."""
        with contextlib.suppress(ConnectionError, EOFError, asyncio.CancelledError):
            while (request := await self._read(reader)) is not None:
                answer = self.answer(request)
                if answer.wait:
                    await asyncio.sleep(answer.wait)
                writer.write(written(answer, request))
                await writer.drain()
                if answer.closes or answer.cut or answer.framing == "close":
                    break
        writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> Request | None:
        line = (await reader.readline()).decode("latin-1").split()
        if not line:
            return None
        headers = []
        while text := (await reader.readline()).decode("latin-1").strip():
            name, _, value = text.partition(":")
            headers.append((name, value.strip()))
        path, _, query = line[1].partition("?")
        request = Request(line[0], path, query, headers, b"", self.memory, self.call)
        request.body = await reader.readexactly(int(request.header("content-length") or 0))
        return request


def written(answer: Answer, request: Request) -> bytes:
    """Return the bytes of an answer."""
    body, headers = answer.body, list(answer.headers)
    named = {name.lower() for name, _ in headers}
    if answer.framing == "length" and "content-length" not in named:
        headers.append(("content-length", str(len(body))))
    if answer.framing == "chunked":
        headers.append(("Transfer-Encoding", "chunked"))
        body = b"".join(_chunk(body[at : at + 700]) for at in range(0, len(body), 700)) + _chunk(
            b""
        )
    if answer.closes or answer.framing == "close":
        headers.append(("connection", "close"))
    reason = http.HTTPStatus(answer.status).phrase if answer.reason is None else answer.reason
    lines = [f"HTTP/1.1 {answer.status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
    shown = b"" if request.method == "HEAD" else body[: len(body) - answer.cut]
    return answer.interim + head + shown


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x};wire\r\n".encode() + data + b"\r\n"


@contextlib.contextmanager
def serving(*changes: Change) -> Iterator[tuple[str, Proxy]]:
    """Serve a fresh sandbox behind changes in a thread; yield its URL and the proxy."""
    proxy = Proxy(create_service(load(), (SECRET, PUBLISHABLE)), changes)
    listener, loop = listen("127.0.0.1", 0), asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(proxy.serve, sock=listener))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield url_of("127.0.0.1", listener), proxy
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_ended(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _ended() -> None:
    """End the connections that clients still hold open."""
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
