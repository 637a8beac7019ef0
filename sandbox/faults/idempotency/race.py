"""Requests that race."""

from __future__ import annotations

import time

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service

LATE = 0.5  # seconds


def stored_late(service: Service) -> None:
    """An answer is remembered when it was sent; until then the key is as good as new."""
    since: dict[str, float] = {}

    def recall(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        fresh = time.monotonic() - since.setdefault(key, time.monotonic()) < LATE
        return None if fresh else inner(key, request)

    seams.memory(service, recall=recall)


def overtaken_refused(service: Service) -> None:
    """Those that come too late are refused as if they were wrong."""
    seen: dict[str, int] = {}

    def recall(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        seen[key] = seen.get(key, 0) + 1
        return inner(key, request if seen[key] == 1 else ("", "", ""))

    seams.memory(service, recall=recall)
