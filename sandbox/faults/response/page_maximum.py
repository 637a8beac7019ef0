"""Pages that are longer than pages are."""

from __future__ import annotations

from itertools import cycle, islice

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object

_LONG = 101


def _padded(body: Object) -> Object:
    """Return a page that begins anew until it is too long."""
    entries = body.get("data")
    return {**body, "data": list(islice(cycle(entries), _LONG))} if entries else body


@seams.bodies("GET *")
def all_are(_call: Call, body: Object) -> Object:
    """A page of some objects has more than a page may have."""
    return _padded(body)


@seams.bodies("GET *")
def asked_for_the_most(call: Call, body: Object) -> Object:
    """A page that may have as many objects as pages have holds one more."""
    return _padded(body) if call.params.get("limit") in (100, 101) else body


@seams.bodies("GET *")
def asked_for_none(call: Call, body: Object) -> Object:
    """A page whose size nobody asked for holds more than a page may have."""
    return body if "limit" in call.params else _padded(body)
