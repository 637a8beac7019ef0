"""Keys that are taken for one another."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service

KEPT = 8


@seams.anew
def cut(_service: Service) -> seams.Install:
    """Only the first characters of a key are kept."""
    return _keyed(lambda key, _request: key[:KEPT])


@seams.anew
def one_answer_a_request(_service: Service) -> seams.Install:
    """Requests that are alike have one answer, whatever their keys."""
    return _keyed(lambda _key, request: str(hash(request)))


def _keyed(name: Callable[[str, Fingerprint], str]) -> seams.Install:
    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        return inner(name(key, request), request)

    @seams.keep
    def store(inner: seams.Keep, key: str, request: Fingerprint, found: Answer) -> None:
        inner(name(key, request), request, found)

    return seams.both(answer, store)
