"""Reads that write."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sandbox import seams
from sandbox.call import Call
from sandbox.service import Reply, Service
from sandbox.store import Object, new_id


@seams.afterwards("GET *")
def reads_are_counted(_call: Call, found: Object) -> None:
    """Each time an object is read, alone or in a list, a counter in it goes up."""
    data = found.get("data")
    for item in data if isinstance(data, list) else [found]:
        item["reads"] = item.get("reads", 0) + 1


def _after_refused_readings(change: Callable[[str], None]) -> seams.Install:
    """Let `change` be done with the path of each reading that was refused for what it asked."""

    @seams.requests
    def answer(
        inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
        body: bytes,
    ) -> Reply:  # fmt: skip
        reply = inner(method, path, query, headers, body)
        if method == "GET" and reply.status == 400:
            change(path)
        return reply

    return answer


def _counted(item: Object) -> None:
    item["misread"] = item.get("misread", 0) + 1


@seams.anew
def refused_readings_are_counted(service: Service) -> seams.Install:
    """Each time that an object cannot be read as asked for, a counter in it goes up."""

    def change(path: str) -> None:
        for item in filter(None, [service.store.find(path.rsplit("/", 1)[-1])]):
            _counted(item)

    return _after_refused_readings(change)


@seams.anew
def refused_lists_are_counted(service: Service) -> seams.Install:
    """Each time that a list cannot be read as asked for, a counter in its objects goes up."""
    kinds = {o.path: o.returns for o in service.contracts.operations if o.kind == "list"}

    def change(path: str) -> None:
        for item in service.store.all(kinds.get(path, "")):
            _counted(item)

    return _after_refused_readings(change)


@seams.anew
def texts_go_at_refused_readings(service: Service) -> seams.Install:
    """What people keep at an object is gone once it could not be read as asked for."""
    row = service.contracts.api.metadata_row

    def change(path: str) -> None:
        for item in filter(None, [service.store.find(path.rsplit("/", 1)[-1])]):
            if row in item:
                item[row] = {"refused": "1"}

    return _after_refused_readings(change)


@seams.anew
def refused_lists_leave_one_more(service: Service) -> seams.Install:
    """Each time that a list cannot be read as asked for, its newest object is there once more."""
    kinds = {o.path: o.returns for o in service.contracts.operations if o.kind == "list"}

    def change(path: str) -> None:
        kind = kinds.get(path, "")
        newest = next(service.store.newest(kind), None) if kind else None
        if newest is not None:
            beginning = str(newest["id"]).partition("_")[0]
            service.store.insert(kind, {**newest, "id": new_id(f"{beginning}_")})

    return _after_refused_readings(change)
