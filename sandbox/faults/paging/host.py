"""Links that lead away."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.shaping import NEXT
from sandbox.store import Object


def _led(body: Object, origin: str) -> Object:
    return {**body, NEXT: f"{origin}{body[NEXT]}"} if body.get(NEXT) else body


@seams.bodies()
def to_another_host(_call: Call, body: Object) -> Object:
    """A link leads to a host that nobody asked."""
    return _led(body, "https://elsewhere.example")


@seams.bodies()
def to_another_port(_call: Call, body: Object) -> Object:
    """A link leads to another port of the host, where somebody else may listen."""
    return _led(body, "http://127.0.0.1:9")


@seams.bodies()
def inner_name(_call: Call, body: Object) -> Object:
    """A link has the name that the server has behind its proxy."""
    return _led(body, "http://backend.internal:8080")
