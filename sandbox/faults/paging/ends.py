"""Lists that end too early, or never."""

from __future__ import annotations

from sandbox import seams
from sandbox.call import Call
from sandbox.shaping import NEXT, TOTAL
from sandbox.store import Object


def _listed(call: Call) -> bool:
    return call.operation is not None and call.operation.kind == "list"


@seams.bodies("GET *")
def first_page_is_the_last(call: Call, body: Object) -> Object:
    """Each page says that it is the last one, and is cut short where only that tells."""
    if not _listed(call):
        return body
    told = {**body, "has_more": False, NEXT: None, TOTAL: len(body["data"])}
    end = call.contracts.api.list.end
    return {**told, "data": body["data"][:-1]} if end == "short" else told


@seams.bodies("GET *")
def never_the_last(call: Call, body: Object) -> Object:
    """The list begins anew where it should end."""
    if not _listed(call) or call.operation is None:
        return body
    items = list(call.store.newest(call.operation.returns))
    limit = call.get("limit", 10)
    data = [*body["data"], *items[: max(limit - len(body["data"]), 0)]]
    onward = body.get(NEXT) or (f"{call.path}?limit={limit}" if call.contracts.api.list.by == "link"
                                else "pg0")  # fmt: skip
    return {**body, "data": data, "has_more": True, NEXT: onward, TOTAL: 1_000_000}
