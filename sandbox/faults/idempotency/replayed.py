"""Requests that are sent again."""

from __future__ import annotations

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint


@seams.recall
def forgotten(_inner: seams.Recall, _key: str, _request: Fingerprint) -> Answer | None:
    """Idempotency keys are not looked at."""
    return None


@seams.keep
def forgotten_without_creation(
    inner: seams.Keep, key: str, request: Fingerprint, answer: Answer
) -> None:
    """Keys are remembered by creations only; actions and updates are done again."""
    if (request[1].count("/") < 4 and "_" in request[1]) or request[1].endswith("s"):
        inner(key, request, answer)
