"""Spends requests at a bounded rate: a token bucket."""

from __future__ import annotations

import threading
import time


class Pace:
    """At most `rate` requests a second, with a burst of one second. No limit when None."""

    def __init__(self, rate: float | None) -> None:
        self._rate = rate
        self._tokens = rate or 0.0
        self._then = time.monotonic()
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        if self._rate is None:
            return
        with self._lock:
            now = time.monotonic()
            self._tokens = min(self._rate, self._tokens + (now - self._then) * self._rate)
            self._then = now
            self._tokens -= 1
            short = -self._tokens / self._rate if self._tokens < 0 else 0.0
        if short:
            time.sleep(short)
