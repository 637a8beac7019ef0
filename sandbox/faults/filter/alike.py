"""Objects that a filtered page shows otherwise."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.call import Call
from sandbox.faults.filter._kept import PAGING, required
from sandbox.store import Object


def _each(call: Call, body: Object, change: Callable[[Object], Object]) -> Object:
    """Return the body of a filtered page with each object changed."""
    filtered = any(name not in {*PAGING, *required(call)} for name in call.params)
    if not filtered or not isinstance(body.get("data"), list):
        return body
    return {**body, "data": [change(item) for item in body["data"]]}


@seams.bodies("GET *")
def texts_are_left_out(call: Call, body: Object) -> Object:
    """A filtered page shows nothing of what people keep at an object."""

    def without(item: Object) -> Object:
        return {**item, call.metadata: {"page": "1"}} if call.metadata in item else item

    return _each(call, body, without)


@seams.bodies("GET *")
def made_a_minute_before(call: Call, body: Object) -> Object:
    """A filtered page dates its objects back."""

    def earlier(item: Object) -> Object:
        return {**item, "created": item["created"] - 60} if "created" in item else item

    return _each(call, body, earlier)


@seams.bodies("GET *")
def objects_inside_are_empty(call: Call, body: Object) -> Object:
    """A filtered page shows objects inside an object as nothing."""

    def flat(item: Object) -> Object:
        return {name: None if isinstance(value, dict) and "id" not in value else value
                for name, value in item.items()}  # fmt: skip

    return _each(call, body, flat)
