"""Keys that are too long."""

from __future__ import annotations

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint


@seams.recall
def cut(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """A key is cut where it is too long."""
    return inner(key[:255], request)
