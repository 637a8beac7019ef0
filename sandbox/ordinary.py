"""What the kinds of operation do where nothing else is written.

An action of which nobody wrote what it does takes its form, and answers with the object that it
is about: that is all that the tables say.
"""

from __future__ import annotations

from contracts.model import Field, Operation, Parameter, Resource
from sandbox import below
from sandbox.call import Behaviour, Call
from sandbox.errors import no_such
from sandbox.lists import page
from sandbox.objects import change, completed, create, replace, stub
from sandbox.searching import search
from sandbox.store import Object


def ordinary(operation: Operation) -> Behaviour:
    """Return the ordinary behaviour of an operation's kind."""
    name = operation.returns

    def make(call: Call) -> Object:
        _above(call, operation)
        item = create(call.store, call.contracts, name, {**_placed(call, name), **call.params})
        return below.keep(call, name, item)

    def retrieve(call: Call) -> Object:
        return _own(call, name)

    def update(call: Call) -> Object:
        item = _own(call, name)
        return change(item, call.contracts.resource(name), call.params)

    def put(call: Call) -> Object:
        item = _own(call, name)
        return replace(item, call.contracts.resource(name), call.params, operation)

    def delete(call: Call) -> Object:
        item = _own(call, name)
        left = stub(item, operation, call.contracts.api)
        call.store.remove(item["id"])
        if operation.afterwards not in ("", "absent"):
            call.store.insert(name, left)
        return left

    def enumerate_all(call: Call) -> Object:
        _above(call, operation)
        return page(call, name)

    def find(call: Call) -> Object:
        return search(call, name) if operation.shape == "search_result" else page(call, name)

    def act(call: Call) -> Object:
        return _acted(call, operation, update if _is_own(operation) else make)

    kinds: dict[str, Behaviour] = {
        "create": make, "retrieve": retrieve, "update": update, "replace": put,
        "delete": delete, "list": enumerate_all, "search": find,
    }  # fmt: skip
    return kinds.get(operation.kind, act)


def beside(neighbour: Behaviour | None, operation: Operation) -> Behaviour:
    """Return the behaviour of an operation that a contract describes beside the package's own.

    What was written when none did acts on a form that has been held against the table; what is
    read is read from the store. Answers are completed by the table: what others made lacks fields.
    """
    acts = neighbour is not None and not operation.reads
    plain = ordinary(operation)

    def act(call: Call) -> Object:
        if acts and neighbour is not None:
            call.params = dict(call.raw)
        found = neighbour(call) if acts and neighbour is not None else plain(call)
        resource = call.contracts.resource(operation.returns)
        if operation.many:
            data = [completed(item, resource.fields) for item in found["data"]]
            return {**found, "data": data}
        gone = found.get(call.contracts.api.object.deleted)
        among = operation.shape == "any" and found.get("object") == resource.object and not gone
        whole = operation.shape == "object" or among
        return completed(found, resource.fields) if whole else found

    return act


def _acted(call: Call, operation: Operation, change: Behaviour) -> Object:
    """Return what an action answers of which nobody wrote what it does."""
    if operation.shape in ("any", "empty"):
        _above(call, operation)
        return {}
    if operation.reads and not _is_own(operation):
        _above(call, operation)
        return _single(call, operation.returns)
    return change(call)


def _is_own(operation: Operation) -> bool:
    """Whether the last id in the path is that of what is answered."""
    rows = operation.path_parameters
    return bool(rows) and operation.returns in rows[-1].references


def _above(call: Call, operation: Operation) -> None:
    """Raise the 404 of an unknown id where the path names one of a resource that is described."""
    for row in operation.path_parameters:
        for other in row.references[:1]:
            own = operation.kind == "create" and other == operation.returns  # the caller names it
            if not own and call.contracts.described(other) is not None:
                call.store.get(other, call.ids[row.name], row.name)


def _single(call: Call, name: str) -> Object:
    """Return the object of which an account has one; it is there when it is first looked at."""
    found = next(iter(call.store.all(name)), None)
    return found if found is not None else create(call.store, call.contracts, name, {})


def _placed(call: Call, name: str) -> dict[str, str | int]:
    """Return what the ids of a path say of what is created there: its own id, and its parents'."""
    rows = call.operation.path_parameters if call.operation else ()
    resource, own = call.contracts.resource(name), call.contracts.named(name).api.object.id
    told = {row.name: _naming(resource, row) for row in rows if name not in row.references}
    above: dict[str, str | int] = {
        field.name: below.typed(field, call.ids[row]) for row, field in told.items() if field
    }
    named = [call.ids[row.name] for row in rows if name in row.references]
    return {**above, own: named[-1]} if named else above


def _naming(resource: Resource, row: Parameter) -> Field | None:
    """Return the field that says what an object stands below: of the name that a path has, else the
    only one that names such an object.
    """
    kinds = [field for field in resource.fields if field.resource in row.references]
    return resource.field(row.name) or (kinds[0] if len(kinds) == 1 else None)


def _own(call: Call, name: str) -> Object:
    """Return the object that the last id of a path names, below what the others name.

    Raises the 404 of an unknown id.
    """
    param, value = list(call.ids.items())[-1]
    item = call.store.get(name, value, param)
    if not below.stands(call, name, item):
        raise no_such(name, value, param)
    return item
