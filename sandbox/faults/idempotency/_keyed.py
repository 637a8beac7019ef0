"""A memory of answers that names keys otherwise than they were sent."""

from __future__ import annotations

from collections.abc import Callable

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint


def keyed(name: Callable[[str, Fingerprint], str]) -> seams.Install:
    """Return what recalls and keeps answers under `name(key, request)`."""

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        return inner(name(key, request), request)

    @seams.keep
    def store(inner: seams.Keep, key: str, request: Fingerprint, found: Answer) -> None:
        inner(name(key, request), request, found)

    return seams.both(answer, store)
