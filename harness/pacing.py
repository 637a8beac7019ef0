"""Spends requests at a bounded rate: a token bucket, of one process or of all that share a file."""

from __future__ import annotations

import re
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path

from harness.exchange import Exchange

try:
    import fcntl
except ImportError:  # a system without locks of this kind: each process spends a share of its own
    fcntl = None  # type: ignore[assignment]

_STATE = struct.Struct("<dd")  # tokens that are left, and when they were counted
_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{0,9})?")
_RETRY_CAP = 10.0  # seconds that a Retry-After may make one retry wait
Clock = Callable[[], float]


def shareable() -> bool:
    """Whether processes of this machine can spend the requests of one bucket."""
    return fcntl is not None


class Pace:
    """At most `rate` requests a second, with a burst of one second. No limit when None."""

    def __init__(
        self, rate: float | None, clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self._rate = rate
        self._clock = clock
        self._sleep = sleep
        self._tokens = rate or 0.0
        self._then = clock()
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next request may be sent."""
        if self._rate is None:
            return
        with self._lock:
            short = self._spend(self._rate)
        if short > 0:
            self._sleep(short)

    def _spend(self, rate: float) -> float:
        """Take a token and return how many seconds it is ahead of its time."""
        self._tokens, self._then = _spent(rate, self._tokens, self._then, self._clock())
        return -self._tokens / rate


class SharedPace(Pace):
    """The pace of several processes of one machine, which keep what is left in a file.

    Where one has nothing to ask for a while, the others send what it does not. Raises OSError when
    the file cannot be opened. What counts is the machine's own clock, which all of them see.
    """

    def __init__(
        self, rate: float, path: Path, clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        super().__init__(rate, clock, sleep)
        self._path = path
        path.open("ab").close()

    def _spend(self, rate: float) -> float:
        with self._path.open("r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # released when the file is closed
            kept, now = file.read(_STATE.size), self._clock()
            state = _STATE.unpack(kept) if len(kept) == _STATE.size else (rate, now)
            found = _spent(rate, state[0], state[1], now)
            file.seek(0)
            file.write(_STATE.pack(*found))
        return -found[0] / rate


def _spent(rate: float, tokens: float, then: float, now: float) -> tuple[float, float]:
    """Return what is left once a token is taken, below zero when it is not there yet; and now."""
    return min(rate, tokens + max(0.0, now - then) * rate) - 1, now


def retry_after(exchange: Exchange, attempt: int) -> float:
    """Return the seconds that an answer asks to wait for, within bounds."""
    text = exchange.header("retry-after")
    seconds = float(text) if _SECONDS.fullmatch(text) else 0.5 * 2**attempt
    return min(max(seconds, 0.05), _RETRY_CAP)
