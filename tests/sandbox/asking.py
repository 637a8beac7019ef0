"""Asks a service without a transport, and reads what it answers."""

from __future__ import annotations

import json
from typing import Any

from sandbox.auth import SECRET
from sandbox.service import Reply, Service


def call(
    service: Service, method: str, path: str, body: str = "", key: str = SECRET, **headers: str
) -> Reply:
    bare, _, query = path.partition("?")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {"authorization": f"Bearer {key}", **named}
    return service.handle(method, bare, query, sent, body.encode())


def good(reply: Reply) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reply.body)
    assert reply.status == 200, found
    return found


def refusal(reply: Reply) -> tuple[int, str, str | None, str | None]:
    error = json.loads(reply.body)["error"]
    return reply.status, error["type"], error.get("code"), error.get("param")
