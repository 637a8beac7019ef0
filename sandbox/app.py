"""The transport: a small ASGI application around the service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from contracts.model import Contracts
from sandbox.auth import ring
from sandbox.errors import ApiError, Dropped
from sandbox.protocol import DROP
from sandbox.service import Reply, Service

MAX_BODY = 1024 * 1024
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def create_service(contracts: Contracts, keys: tuple[str, ...] = ()) -> Service:
    """Return a freshly seeded service that accepts exactly `keys` (none: the documented pair)."""
    return Service(contracts, ring(keys, contracts.auth.publishable))


def create_app(service: Service) -> App:
    """Return the ASGI application that serves `service`."""

    async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            body = await _body(receive)
        except Dropped:
            return
        headers = {name.decode("latin-1"): value.decode("latin-1")
                   for name, value in scope["headers"]}  # fmt: skip
        if body is None:
            refusal = ApiError(413, "The request is too large.")
            reply = Reply(413, {}, json.dumps(refusal.body(service.contracts.api)).encode())
        else:
            try:
                reply = service.handle(
                    scope["method"],
                    scope["path"],
                    scope["query_string"].decode("latin-1"),
                    headers,
                    body,
                )
            except Dropped:
                await _drop(scope)
                return
        await respond(send, reply)

    return app


async def _drop(scope: dict[str, Any]) -> None:
    """Close the connection, and return when the server of the application has seen that."""
    scope["extensions"][DROP]()
    await asyncio.sleep(0)


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body, None when it is too large. Raises Dropped when it breaks off."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Dropped
        body += message.get("body", b"")
        if len(body) > MAX_BODY:
            return None
        more = message.get("more_body", False)
    return bytes(body)


async def respond(send: Send, reply: Reply) -> None:
    """Send an answer; a header without a name or a value is none."""
    sent = {"content-type": "application/json", **reply.headers}
    headers = [
        (b"content-length", str(len(reply.body)).encode()),
        *((k.encode("latin-1"), v.encode("latin-1")) for k, v in sent.items() if k and v),
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
