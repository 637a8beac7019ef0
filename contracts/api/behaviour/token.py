"""Issuing tokens (catalogue 2.5, 3.7): seeded, listed by card, moved between states."""

from __future__ import annotations

from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.registry import behaviour
from sandbox.store import Object

KIND = "issuing.token"


@behaviour("POST /v1/issuing/tokens/{token}")
def update(call: Call) -> Object:
    """Move a token to another state; deleted is terminal (TK-04, TK-06)."""
    item = call.store.get(KIND, call.id(), "token")
    status = call.params["status"]
    if item["status"] == "deleted" and status != "deleted":
        raise invalid("A deleted token cannot be changed.", "status")
    if item["status"] == "requested" and status == "suspended":
        raise invalid("A requested token cannot be suspended.", "status")
    item["status"] = status
    item["network_updated_at"] = call.now
    return item
