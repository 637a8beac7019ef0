"""HTTP as the sandbox speaks it: heads of a bounded size, requests that come in a bounded time.

What breaks these bounds is refused and its connection closed, before the application hears of it;
what is long is read a piece at a time (`sandbox/lane.py`): no client can make another one wait, or
fill the memory.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from contracts.model import Api
from sandbox.errors import ApiError
from sandbox.lane import Lane, Pieces, Resting

MOST_HEAD = 64 * 1024  # bytes of a request line and its headers
MOST_HEADERS = 200
DROP = "assay.drop"  # the extension that closes the connection of a request


class Protocol(HttpToolsProtocol):
    """HTTP/1.1 whose connections the application may close, which only faults do."""

    api: Api
    flow: Resting
    patience = 30.0  # seconds from the beginning of a request, or of a connection, to its end

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin a connection; a request has to come."""
        super().connection_made(transport)
        self.flow, self.length = Resting(transport), 0
        self._heard, self._heading, self._over = 0, True, False
        self.since = self.loop.time()
        self._clock = self.loop.call_later(self.patience, self._late)

    def connection_lost(self, exc: Exception | None) -> None:
        """End a connection."""
        self._clock.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, as long as the head is no larger than a head may be."""
        if self._over:
            return
        self._heard += len(data)
        super().data_received(data)
        if self._heard > MOST_HEAD:  # of a head, of what stands around chunks, or of a trailer
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head is too large.")

    def on_message_begin(self) -> None:
        """Begin a request, and tell the application how to drop it."""
        super().on_message_begin()
        self._heading, self.length = True, 0
        self._clock.cancel()
        self._clock = self.loop.call_later(self.patience, self._late)
        extensions: dict[str, Any] = {DROP: self.transport.abort}
        self.scope["extensions"] = extensions

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; of too many the rest is not even read. Raises ValueError, to end that.

        A trailer is none: it may say neither whose the request is nor where it leads.
        """
        if not self._heading:
            return
        super().on_header(name, value)
        if len(self.headers) > MOST_HEADERS:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "There are too many headers.")
            raise ValueError

    def on_headers_complete(self) -> None:
        """Hand the request to the application."""
        self._heading, self._heard = False, 0
        if len(self.url) > MOST_HEAD:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long.")
        elif sum(len(name) + len(value) for name, value in self.headers) > MOST_HEAD:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head is too large.")
        elif self.parser.get_http_version() == "1.1" and len(self._said(b"host")) != 1:
            self._refuse(HTTPStatus.BAD_REQUEST, "A request has one Host (RFC 9112, 3.2).")
        elif any(coding.lower() != b"chunked" for coding in self._said(b"transfer-encoding")):
            self._refuse(HTTPStatus.NOT_IMPLEMENTED, "Nothing but chunked is read (RFC 9112, 6.1).")
        else:
            super().on_headers_complete()

    def _said(self, wanted: bytes) -> list[bytes]:
        return [value for name, value in self.headers if name == wanted]

    def on_body(self, body: bytes) -> None:
        """Read on in a body, unless the request was refused."""
        self._heard = 0
        if not self._over:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        self._clock.cancel()
        self.since = self.loop.time()
        if not self._over:
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, msg)

    def _late(self) -> None:
        """Give up on a request that does not come, or not to its end."""
        self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The request did not come to its end in time.")

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        """Answer once, in the API's own form, and close the connection."""
        if self._over or self.transport.is_closing():
            return
        self._over = True
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            self.transport.write(_answer(status, message, self.api))
        self.transport.close()


def speaking(api: Api) -> Callable[..., Pieces]:
    """Return what makes the protocol of a connection; its refusals are those of an API."""
    own, lane = type("Speaking", (Protocol,), {"api": api}), Lane()
    return lambda **given: Pieces(own(**given), lane)


def _answer(status: HTTPStatus, message: str, api: Api) -> bytes:
    body = json.dumps(ApiError(status, message).body(api)).encode()
    head = (f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: application/json\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n")  # fmt: skip
    return head.encode("ascii") + body
