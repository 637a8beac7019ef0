"""Keys of reads."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Reply, Service


def _key(service: Service, asked: seams.Asked) -> str:
    """Return the key that a read was sent with, "" without one."""
    names = service.ways.of(service.router, asked.method, asked.path).headers
    return asked.headers.get(names.idempotency_key, "") if asked.method == "GET" else ""


@seams.anew
def replayed(service: Service) -> seams.Install:
    """A read with a key is answered as it was the first time."""
    known: dict[str, Reply] = {}

    @seams.requests
    def answer(inner: seams.Handle, asked: seams.Asked) -> Reply:
        key = _key(service, asked)
        if key not in known:
            reply = inner(asked)
            known.update({key: reply} if key else {})
            return reply
        return known[key]

    return answer


@seams.anew
def called_a_replay(service: Service) -> seams.Install:
    """A read whose key is known is answered anew, and called a repetition."""
    known: set[str] = set()

    @seams.requests
    def answer(inner: seams.Handle, asked: seams.Asked) -> Reply:
        key = _key(service, asked)
        reply = inner(asked)
        again = key in known
        known.update({key} - {""})
        names = service.ways.of(service.router, asked.method, asked.path).headers
        return seams.headed(reply, {names.replayed: "true"}) if again else reply

    return answer
