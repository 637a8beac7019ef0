"""Servers for tests of the suites: some that know nothing, and a proxy that can be made to lie."""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from contracts import load
from contracts.loader import API
from sandbox.auth import PUBLISHABLE, SECRET
from sandbox.serve import broken_service, listen, server, url_of
from sandbox.service import Service

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
Pairs = list[tuple[str, str]]
_SHOWN = ("Request-Id", "Stripe-Version", "Idempotent-Replayed")
_PATIENCE = 30.0  # seconds a connection may be idle


@dataclass(frozen=True, slots=True)
class Call:
    """A request as it came over the wire, from a port; header names in lower case."""

    method: str
    path: str
    query: str = ""
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default=0, compare=False)

    @property
    def pairs(self) -> Pairs:
        """The parameters, of the body of a POST and of the query of a GET, in order."""
        text = self.query if self.method == "GET" else self.body
        return parse_qsl(text, keep_blank_values=True)

    def having(self, pairs: Pairs) -> Call:
        """Return the call with other parameters."""
        text = urlencode(pairs)
        return replace(self, query=text) if self.method == "GET" else replace(self, body=text)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; `closes` says that the connection is closed behind it, unsaid."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    closes: bool = False

    @property
    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)

    def saying(self, body: object) -> Answer:
        """Return the answer with another body."""
        return replace(self, body=json.dumps(body).encode())


Respond = Callable[[Call], Answer]


@contextlib.contextmanager
def listening(respond: Respond, tls: ssl.SSLContext | None = None, port: int = 0) -> Iterator[str]:
    """Answer on a loopback port, a free one by default, until the block ends; yields the URL."""
    handler = type("Handler", (_Handler,), {"respond": staticmethod(respond)})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    server.block_on_close = False
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    """Reads a call, asks `respond`, writes the answer in one piece."""

    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    wbufsize = -1  # head and body leave together, or each answer waits for an acknowledgement
    respond: Respond

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_DELETE = do_PUT = do_PATCH = do_GET  # noqa: N815 - names of the library

    def _serve(self) -> None:
        size = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(size).decode("utf-8", "replace")
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        port = self.client_address[1]
        answer = self.respond(Call(self.command, url.path, url.query, body, headers, port))
        self.send_response(answer.status)
        for name, value in {"Content-Type": JSON, **answer.headers}.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
        self.wfile.flush()
        self.close_connection = self.close_connection or answer.closes

    def log_message(self, *_parts: object) -> None:
        """Say nothing."""


class Reference:
    """A new sandbox in this process: takes calls one at a time, and answers."""

    def __init__(self, *faults: str, package: Path = API) -> None:
        self._service = broken_service(load(package), (SECRET, PUBLISHABLE), faults)
        self._gate = threading.Lock()
        self.ids = self._service.ids

    def __call__(self, call: Call) -> Answer:
        """Return what the sandbox answers."""
        headers = {**call.headers, "content-type": FORM if call.method == "POST" else ""}
        body = call.body.encode() if call.method == "POST" else b""
        with self._gate:
            reply = self._service.handle(call.method, unquote(call.path), call.query, headers, body)
        kept = {name: reply.headers.get(name.lower(), "") for name in _SHOWN}
        return Answer(reply.status, reply.body, kept)


def serving(*faults: str) -> contextlib.AbstractContextManager[str]:
    """Serve a new sandbox as `assay serve` does, in a thread until the block ends."""
    return served(broken_service(load(), (SECRET,), faults))


@contextlib.contextmanager
def served(service: Service) -> Iterator[str]:
    """Serve what answers as a sandbox does, in a thread until the block ends; yields the URL."""
    listener, running = listen("127.0.0.1", 0), server(service)
    thread = threading.Thread(target=running.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield url_of("127.0.0.1", listener)
    finally:
        running.should_exit = True
        thread.join(5)


def null(_call: Call) -> Answer:
    """Answer everything with an empty object."""
    return Answer()


def missing(call: Call) -> Answer:
    """Answer that no path is known, in a perfect envelope."""
    return _refusal(404, "", f"Unrecognized request URL ({call.method}: {call.path}).")


def lost(_call: Call) -> Answer:
    """Answer that no object is known, whatever was asked."""
    return _refusal(404, "resource_missing", "No such object", param="id")


def refusing(_call: Call) -> Answer:
    """Refuse everything in a perfect envelope."""
    return _refusal(400, "parameter_unknown", "Received unknown parameter", param="amount")


def obliging(call: Call) -> Answer:
    """Refuse everything, each time naming the last parameter that was sent."""
    name = call.pairs[-1][0] if call.pairs else "amount"
    return _refusal(400, "parameter_unknown", f"Received unknown parameter: {name}", param=name)


def _refusal(status: int, code: str, message: str, param: str = "") -> Answer:
    error = {"type": "invalid_request_error", "message": message}
    error |= {name: value for name, value in (("code", code), ("param", param)) if value}
    return Answer(status, json.dumps({"error": error}).encode(), {"Request-Id": "req_always"})


def echo(call: Call) -> Answer:
    """Answer with what was sent, as flat JSON with an id."""
    return Answer(body=json.dumps({"id": "echo_1", **dict(call.pairs)}).encode())


def page(_call: Call) -> Answer:
    """Answer with a page for people."""
    html = b"<!doctype html><title>Welcome</title><p>It works!</p>"
    return Answer(body=html, headers={"Content-Type": "text/html; charset=utf-8"})


def empty_list(call: Call) -> Answer:
    """Answer everything with a perfect list of nothing."""
    body = {"object": "list", "data": [], "has_more": False, "url": call.path}
    return Answer(body=json.dumps(body).encode(), headers={"Request-Id": "req_always"})


def foreign(call: Call) -> Answer:
    """Answer as another convention of APIs has it, with lists of things in `data`."""
    if call.method == "GET":
        things = [{"type": "things", "id": str(number), "attributes": {}} for number in range(3)]
        return Answer(body=json.dumps({"data": things, "links": {"self": call.path}}).encode())
    made = {"type": "things", "id": "1", "attributes": dict(call.pairs)}
    return Answer(201, json.dumps({"data": made}).encode())


def crashing(_call: Call) -> Answer:
    """Answer that the server broke down."""
    return Answer(500, b'{"error":{"type":"api_error","message":"Something went wrong."}}')


NULL_SERVERS: tuple[Respond, ...] = (
    null, missing, lost, refusing, obliging, echo, page, empty_list, foreign, crashing,
)  # fmt: skip
