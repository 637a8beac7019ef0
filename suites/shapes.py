"""Where the answers of an API hold objects and lists, as the harness takes it."""

from __future__ import annotations

from contracts.model import Api, Contracts, Operation
from contracts.naming import answered, outside
from harness.shapes import Shape, Shapes
from suites.subjects import reader_of

_PLAIN = ("id", "string", "bare", "")  # id and its type, where an object stands, a wrapper


def shapes_of(contracts: Contracts) -> Shapes | None:
    """Return the shapes of an API's answers; None where they are the usual ones."""
    api = contracts.api
    own = [one for one in contracts.operations if one.items or one.stands]
    told = (api.object.id, api.id.type, api.object.stands, api.list.wrapper)
    within = api.object.attributes
    paged = api.list.by in ("", "cursor") and "." not in api.list.items and bool(api.list.items)
    if told == _PLAIN and paged and not own and not within:
        return None
    return Shapes(
        id=answered(api.object.id, api.names.answered), whole=api.id.type == "integer",
        usual=_shape(api, None, ""),
        own={o.id: _shape(api, o, _stands(contracts, o)) for o in contracts.operations},
        more=api.list.more, onward=_onward(api), within=within,
        outside=outside(api) if within else (),
    )  # fmt: skip


def _shape(api: Api, operation: Operation | None, stands: str) -> Shape:
    items, wrapper = operation.items if operation else "", api.list.wrapper
    if wrapper == "noun":
        wrapper = operation.returns.rpartition(".")[2] if operation else ""
    return Shape(stands, items or api.list.items, wrapper)


def _stands(contracts: Contracts, operation: Operation) -> str:
    """Return where an answer of an operation holds the object: where it shows none, where the
    answer does by which it is read back.
    """
    api = contracts.api
    place = operation.stands or api.object.stands
    reader = reader_of(contracts, operation) if place == "absent" else None
    if reader is not None and operation.shape == "object" and not operation.reads:
        place = reader.stands or api.object.stands
    if operation.shape not in ("object", "stub") or place in ("bare", "absent"):
        return ""
    if operation.shape == "stub" and not operation.stands:
        return ""
    return operation.returns.rpartition(".")[2] if place == "noun" else place


def _onward(api: Api) -> str:
    """Return the field of what leads to the next page, "" where a list says otherwise."""
    if api.list.end != "no_next":
        return ""
    if api.list.by == "link":
        return api.list.next
    return api.list.token.field if api.list.token else ""
