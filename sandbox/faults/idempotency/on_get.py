"""Keys of reads."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox import seams
from sandbox.service import Reply, Service


@seams.anew
def replayed(service: Service) -> seams.Install:
    """A read with a key is answered as it was the first time."""
    known: dict[str, Reply] = {}

    @seams.requests
    def answer(
        inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
        body: bytes,
    ) -> Reply:  # fmt: skip
        names = service.ways.of(service.router, method, path).headers
        key = headers.get(names.idempotency_key, "")
        if method == "GET" and key in known:
            return known[key]
        found = inner(method, path, query, headers, body)
        if method == "GET" and key:
            known[key] = found
        return found

    return answer


@seams.anew
def called_a_replay(service: Service) -> seams.Install:
    """A read whose key is known is answered anew, and called a repetition."""
    known: set[str] = set()

    @seams.requests
    def answer(
        inner: seams.Handle, method: str, path: str, query: str, headers: Mapping[str, str],
        body: bytes,
    ) -> Reply:  # fmt: skip
        names = service.ways.of(service.router, method, path).headers
        key = headers.get(names.idempotency_key, "")
        reply = inner(method, path, query, headers, body)
        again = method == "GET" and key in known
        known.update({key} - {""} if method == "GET" else ())
        return seams.headed(reply, {names.replayed: "true"}) if again else reply

    return answer
