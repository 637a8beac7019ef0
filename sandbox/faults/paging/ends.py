"""Lists that end too early, or never."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.shaping import NEXT, TOTAL
from sandbox.store import Object


def _listed(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "list"


def _last(call: Call, body: Object) -> Object:
    """Return a page that says that it is the last one, or is cut where only its size tells."""
    told = {**body, "has_more": False, NEXT: None, TOTAL: 0}
    cut = call.contracts.api.list.end in ("short", "empty")
    return {**told, "data": body["data"][:-1]} if cut and body["data"] else told


def _further(call: Call, body: Object) -> bool:
    """Whether a page is behind the first one."""
    kind = call.operation.returns if call.operation else ""
    newest, first = next(call.store.newest(kind), None), next(iter(body["data"]), None)
    return newest is not None and (first is None or first["id"] != newest["id"])


@seams.bodies()
def first_page_is_the_last(call: Call, body: Object) -> Object:
    """The first page says that it is the last one, and nothing stands behind it."""
    if not _listed(call):
        return body
    gone = call.contracts.api.list.end == "empty" and _further(call, body)
    return {**body, "data": []} if gone else _last(call, body)


@seams.bodies()
def second_page_is_the_last(call: Call, body: Object) -> Object:
    """Whatever page is behind the first one says that it is the last."""
    if not _listed(call) or not _further(call, body):
        return body
    return {**body, "has_more": False, NEXT: None, TOTAL: 0}


@seams.bodies()
def empty_page_behind_the_last(call: Call, body: Object) -> Object:
    """The last page with objects says that another one follows, which has none."""
    shape = call.contracts.api.list
    said = shape.by == "token" and shape.end == "no_next"
    if not _listed(call) or not said or body.get(NEXT) or not body["data"]:
        return body
    return {**body, NEXT: "pg999999"}


@seams.bodies()
def never_the_last(call: Call, body: Object) -> Object:
    """The list begins anew where it should end."""
    if not _listed(call) or call.operation is None:
        return body
    items = list(call.store.newest(call.operation.returns))
    limit = call.get("limit", call.contracts.api.list.default or 10)
    data = [*body["data"], *items[: max(limit - len(body["data"]), 0)]]
    linked = call.contracts.api.list.by == "link"
    onward = body.get(NEXT) or (f"{call.path}?{call.query}" if linked else "pg0")
    return {**body, "data": data, "has_more": True, NEXT: onward, TOTAL: 1_000_000}
