"""Long keys."""

from __future__ import annotations

from sandbox import seams
from sandbox.errors import invalid
from sandbox.faults.idempotency._keyed import keyed
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


@seams.recall
def too_long_already(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
    """Keys of more than 64 characters are refused."""
    if len(key) > 64:
        raise invalid("The key is too long.")
    return inner(key, request)


@seams.anew
def end_forgotten(_service: Service) -> seams.Install:
    """Of a key the first 200 characters are kept."""
    return keyed(lambda key, _request: key[:200])
