"""Objects that refused requests leave behind: what faults share."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.service import Reply, Service
from sandbox.store import new_id


def creations(service: Service) -> set[str]:
    """Return the paths that make objects."""
    return {o.path for o in service.contracts.operations if o.kind == "create"}


def _unmarked(_body: bytes) -> dict[str, str]:
    return {}


def left(
    service: Service,
    which: Callable[[str, str, bytes], bool],
    marks: Callable[[bytes], dict[str, str]] = _unmarked,
    status: int = 400,
) -> seams.Install:
    """Leave another object of the kind for each refusal with a status that `which` accepts.

    `which` is given method and path of the request, and the body of the answer; `marks` returns, of
    the body of the request, the metadata of what is left.
    """
    kinds = [(o.path.split("{")[0].rstrip("/"), o.resource) for o in service.contracts.operations]

    @seams.requests
    def answer(inner: seams.Handle, asked: seams.Asked) -> Reply:
        reply = inner(asked)
        if reply.status == status and which(asked.method, asked.path, reply.body):
            kind = next((k for start, k in kinds if asked.path.startswith(start)), "")
            _leave(service, kind, marks(asked.body))
        return reply

    return answer


def _leave(service: Service, kind: str, marks: dict[str, str]) -> None:
    last = next(service.store.newest(kind), None)
    if last is not None:
        name = new_id(f"{last['id'].partition('_')[0]}_")
        row = service.contracts.api.metadata_row
        more = {row: marks} if row in last else {}
        service.store.insert(kind, {**last, **more, "id": name, "created": service.store.now()})
