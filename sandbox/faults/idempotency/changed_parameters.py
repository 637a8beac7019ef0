"""A key that comes with another request."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


@seams.anew
def not_compared(_service: Service) -> seams.Install:
    """A known key is answered from memory, whatever comes with it."""
    first: dict[str, Fingerprint] = {}

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        return inner(key, first.setdefault(key, request))

    return answer


@seams.recall
def taken_for_new(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """A known key with another request is a new request."""
    try:
        return inner(key, request)
    except ApiError as refusal:
        if refusal.type == "idempotency_error":
            return None
        raise
