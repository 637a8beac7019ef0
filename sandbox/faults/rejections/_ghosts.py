"""Objects that refused requests leave behind: what faults share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sandbox import seams
from sandbox.service import Reply, Service
from sandbox.store import new_id


def left(service: Service, which: Callable[[str, str, bytes], bool]) -> seams.Install:
    """Leave another object of the kind, without any mark, for each refusal that `which` accepts.

    `which` is given method and path of the request, and the body of the answer.
    """
    kinds = [(o.path.split("{")[0].rstrip("/"), o.resource) for o in service.contracts.operations]

    @seams.requests
    def answer(
        inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
        body: bytes,
    ) -> Reply:  # fmt: skip
        reply = inner(method, path, query, headers, body)
        if reply.status == 400 and which(method, path, reply.body):
            _leave(service, next((k for start, k in kinds if path.startswith(start)), ""))
        return reply

    return answer


def _leave(service: Service, kind: str) -> None:
    last = next(service.store.newest(kind), None)
    if last is not None:
        name = new_id(f"{last['id'].partition('_')[0]}_")
        more: dict[str, object] = {"metadata": {}} if "metadata" in last else {}
        service.store.insert(kind, {**last, **more, "id": name, "created": service.store.now()})
