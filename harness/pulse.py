"""Whether a target still answers: a run against a server that is gone ends soon and says so."""

from __future__ import annotations

import time
from collections.abc import Callable

from harness.exchange import Exchange
from harness.spent import SAID, spent

_ENOUGH = 9  # lost answers in a row, after which somebody looks; one that timed out counts thrice
_LIMITED = 6  # requests in a row that were told to come later, again and again
_WAITS = (0.0, 1.0, 3.0)  # seconds before each look: a supervisor may start the server again


class Pulse:
    """Counts exchanges without an answer; `probe` says whether the target answers anything.

    A server that drops some requests goes on being asked: one answer, even to the probe, is a
    pulse. One that limits requests for good is not asked on. `stopped` tells when there is none,
    "" while there is.
    """

    def __init__(
        self, probe: Callable[[], bool], *, wait: Callable[[float], object] = time.sleep
    ) -> None:
        self._probe = probe
        self._wait = wait
        self._lost = 0
        self._limited = 0
        self._first = ""
        self.stopped = ""

    def saw(self, exchange: Exchange) -> None:
        """Take note of an exchange; look after the target when too many in a row were lost."""
        gone = spent(exchange)
        self._limited = self._limited + 1 if gone or exchange.status == 429 else 0
        if self._limited >= _LIMITED:
            self.stopped = (
                SAID
                if gone
                else "the target limits requests (429) for good; give it a `rate`, or try later"
            )
        if exchange.response is not None:
            self._lost = 0
            return
        if not self._lost:
            request = exchange.request
            self._first = f"{request.method} {request.path} ({exchange.id})"
        self._lost += 3 if exchange.error.startswith("timeout") else 1
        if self._lost < _ENOUGH:
            return
        self._lost = 0
        if not self._beats():
            self.stopped = f"the target stopped answering at {self._first}"

    def _beats(self) -> bool:
        for seconds in _WAITS:
            self._wait(seconds)
            if self._probe():
                return True
        return False
