"""Requests that race."""

from __future__ import annotations

import time

from sandbox import seams
from sandbox.idempotency import Answer, Fingerprint
from sandbox.service import Service

LATE = 0.5  # seconds


@seams.anew
def stored_late(_service: Service) -> seams.Install:
    """An answer is remembered when it was sent; until then the key is as good as new."""
    since: dict[str, float] = {}

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        fresh = time.monotonic() - since.setdefault(key, time.monotonic()) < LATE
        return None if fresh else inner(key, request)

    return answer


@seams.anew
def overtaken_refused(_service: Service) -> seams.Install:
    """Those that come too late are refused as if they were wrong."""
    seen: dict[str, int] = {}

    @seams.recall
    def answer(inner: seams.Recall, key: str, request: Fingerprint) -> Answer | None:
        seen[key] = seen.get(key, 0) + 1
        return inner(key, request if seen[key] == 1 else ("", "", ""))

    return answer
