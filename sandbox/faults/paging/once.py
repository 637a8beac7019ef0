"""Pages that overlap, or leave something out between them."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.store import Object


def _later(call: Call, body: Object) -> bool:
    """Whether a body is a page behind the first one."""
    listed = call.operation is not None and call.operation.kind == "list"
    newest = next(call.store.newest(call.operation.returns), None) if call.operation else None
    first = next(iter(body.get("data", ())), None) if listed else None
    return bool(first and newest and first["id"] != newest["id"])


@seams.bodies()
def last_one_again(call: Call, body: Object) -> Object:
    """A page begins with the newest object once more."""
    if not _later(call, body) or call.operation is None:
        return body
    newest = next(call.store.newest(call.operation.returns))
    return {**body, "data": [newest, *body["data"][:-1]]}


@seams.bodies()
def first_of_a_page_lost(call: Call, body: Object) -> Object:
    """A later page lacks its first object."""
    return {**body, "data": body["data"][1:]} if _later(call, body) else body


@seams.bodies()
def one_shown_twice(call: Call, body: Object) -> Object:
    """A later page shows its first object in the place of its second."""
    if not _later(call, body) or len(body["data"]) < 2:
        return body
    return {**body, "data": [body["data"][0], body["data"][0], *body["data"][2:]]}
