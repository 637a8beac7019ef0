"""Long keys."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import invalid
from sandbox.idempotency import Answer, Fingerprint


@seams.recall
def too_long_already(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """Keys of more than 64 characters are refused."""
    if len(key) > 64:
        raise invalid("The key is too long.")
    return inner(key, request)
