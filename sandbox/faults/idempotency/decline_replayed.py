"""Declined requests that are sent again."""

from __future__ import annotations

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint


@seams.keep
def tried_again(inner: seams.Keep, key: str, request: Fingerprint, answer: Answer) -> None:
    """A decline is not remembered: the request is done again."""
    if answer[0] != 402:
        inner(key, request, answer)
