"""Declined requests that are sent again."""

from __future__ import annotations

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


def tried_again(service: Service) -> None:
    """A decline is not remembered: the request is done again."""

    def keep(inner: seams.Keep, key: str, request: Fingerprint, answer: Answer) -> None:
        if answer[0] != 402:
            inner(key, request, answer)

    seams.memory(service, keep=keep)
