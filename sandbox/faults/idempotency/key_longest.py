"""Long keys."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import invalid
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


def too_long_already(service: Service) -> None:
    """Keys of more than 64 characters are refused."""

    def recall(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        if len(key) > 64:
            raise invalid("The key is too long.")
        return inner(key, request)

    seams.memory(service, recall=recall)
