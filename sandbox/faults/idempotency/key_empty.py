"""Keys without a character."""

from __future__ import annotations

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint


@seams.recall
def no_key(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """An empty key is no key."""
    return inner(key, request) if key else None
