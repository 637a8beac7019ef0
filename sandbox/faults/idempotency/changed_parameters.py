"""A key that comes with another request."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import ApiError
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


def not_compared(service: Service) -> None:
    """A known key is answered from memory, whatever comes with it."""
    first: dict[str, Fingerprint] = {}

    def recall(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        return inner(key, first.setdefault(key, request))

    seams.memory(service, recall=recall)


def taken_for_new(service: Service) -> None:
    """A known key with another request is a new request."""

    def recall(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        try:
            return inner(key, request)
        except ApiError as refusal:
            if refusal.type == "idempotency_error":
                return None
            raise

    seams.memory(service, recall=recall)
