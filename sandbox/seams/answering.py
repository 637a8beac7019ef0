"""The seams of what is answered: bodies, refusals, and what goes over the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from sandbox.call import Call
from sandbox.errors import ApiError
from sandbox.seams.seam import Params, Seam, whole
from sandbox.service import Reply, Service
from sandbox.store import Object, Store
from sandbox.wire import Headers

Render = Callable[[Call, Object], Object]


@whole
def rendering(service: Service, render: Callable[[Render, Call, Object], Object]) -> None:
    """Render by `render(inner, call, body)`, neighbours as well."""
    inner = service.render
    service.render = lambda call, body: render(inner, call, body)


def _bodies(service: Service, change: Callable[[Call, Object], Object], title: str) -> None:
    """Change the successful bodies of the contracts' operations as they are rendered."""
    inner = service.render

    def outer(call: Call, body: Object) -> Object:
        found = inner(call, body)
        operation = call.operation
        if operation is None or not fnmatchcase(operation.title, title):
            return found
        return change(call, dict(found))

    service.render = outer


bodies = Seam(_bodies)


def _objects(service: Service, change: Callable[[Call, Object], Object], title: str) -> None:
    """Change each object that is rendered, alone or in a list."""

    def each(call: Call, body: Object) -> Object:
        if call.operation is not None and call.operation.shape == "object":
            return change(call, body)
        if "data" not in body:  # it shows no object, as what tells of a deletion
            return body
        return {**body, "data": [change(call, dict(item)) for item in body["data"]]}

    _bodies(service, each, title)


@Seam
def objects(service: Service, change: Callable[[Object], Object], title: str) -> None:
    """Change each object that is rendered, alone or in a list."""
    _objects(service, lambda _call, item: change(item), title)


@Seam
def metadata(service: Service, change: Callable[[dict[str, str]], Any], title: str) -> None:
    """Change the metadata of each object that is rendered and has a field for it."""

    def each(call: Call, item: Object) -> Object:
        row = call.metadata
        return {**item, row: change(item[row] or {})} if row in item else item

    _objects(service, each, title)


def _refusals(
    service: Service, change: Callable[[ApiError, int, Object], tuple[int, Object]], title: str
) -> None:
    """Change status and body of refusals."""
    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        status, body = inner(method, path, refusal)
        if not fnmatchcase(f"{method} {path}", title):
            return status, body
        return change(refusal, status, body)

    service.refuse = outer


refusals = Seam(_refusals)


@Seam
def errors(
    service: Service, change: Callable[[int, Params], tuple[int, Params]], title: str
) -> None:
    """Change status and `error` object of refusals."""

    def each(_refusal: ApiError, status: int, body: Object) -> tuple[int, Object]:
        status, error = change(status, dict(body["error"]))
        return status, {"error": error}

    _refusals(service, each, title)


@Seam
def refusing(service: Service, change: Callable[[Object, ApiError], None], title: str) -> None:
    """Change the objects that the path of a refused request names, as they are kept."""
    inner = service.refuse

    def outer(method: str, path: str, refusal: ApiError) -> tuple[int, Object]:
        if fnmatchcase(f"{method} {path}", title):
            for item in _named(service.store, path):
                change(item, refusal)
        return inner(method, path, refusal)

    service.refuse = outer


@Seam
def scribbling(
    service: Service, change: Callable[[dict[str, str], ApiError], dict[str, str]], title: str
) -> None:
    """Change the metadata, as it is kept, of the objects that a refused request names."""
    row = service.contracts.api.metadata_row

    def each(item: Object, refusal: ApiError) -> None:
        if row in item:
            item[row] = change(dict(item[row] or {}), refusal)

    refusing(title)(each)(service)


def _named(store: Store, path: str) -> list[Object]:
    return [item for item in map(store.find, path.split("/")) if item is not None]


@Seam
def replies(service: Service, change: Callable[[Reply], Reply], title: str) -> None:
    """Change what goes over the wire."""
    inner = service.send

    def outer(method: str, path: str, reply: Reply) -> Reply:
        found = inner(method, path, reply)
        return change(found) if fnmatchcase(f"{method} {path}", title) else found

    service.send = outer


@Seam
def naming(service: Service, change: Callable[[Reply, Headers], Reply], title: str) -> None:
    """Change what goes over the wire, by the names that the API gives its headers."""
    inner = service.send

    def outer(method: str, path: str, reply: Reply) -> Reply:
        found = inner(method, path, reply)
        names = service.ways.of(service.router, method, path).headers
        return change(found, names) if fnmatchcase(f"{method} {path}", title) else found

    service.send = outer


def restated(reply: Reply, old: int, new: int) -> Reply:
    """Return a reply with status `new` in the place of `old`."""
    return replace(reply, status=new) if reply.status == old else reply


def headed(reply: Reply, changed: Mapping[str, str]) -> Reply:
    """Return a reply with other headers; an empty one, or one without a name, is left out."""
    named = {name: value for name, value in changed.items() if name}
    return replace(reply, headers={**reply.headers, **named})
