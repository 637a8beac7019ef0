"""Requests that are sent again."""

from __future__ import annotations

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service


def forgotten(service: Service) -> None:
    """Idempotency keys are not looked at."""
    seams.memory(service, recall=lambda _inner, _key, _request: None)


def forgotten_without_creation(service: Service) -> None:
    """Keys are remembered by creations only; actions and updates are done again."""

    def keep(inner: seams.Keep, key: str, request: Fingerprint, answer: Answer) -> None:
        if (request[1].count("/") < 4 and "_" in request[1]) or request[1].endswith("s"):
            inner(key, request, answer)

    seams.memory(service, keep=keep)
