"""Long answers are held in memory up to a bound: the oldest large ones give way to later ones.

Laws, twins and objects keep the exchanges that they stand on, as long as they may be asked for. Of
honest answers all of them have room. A law that asks for a body which gave way is told so, and its
claim cannot be tested.
"""

from __future__ import annotations

import gc
import threading
import weakref

from harness.exchange import LONG, Exchange, Response

MOST = 130_000_000  # bytes that long answers may take: an honest run has up to a hundred million
_SMALL = 100  # what takes less than this part of the room gives way when nothing else is there
_FEW = 200  # answers that come before it is worth it to look for what nobody has any more
# Bytes that a value, and what holds values, take beside their text: decoded, and as the leaf that
# is made of it (`suites/looking/walk.py`).
_VALUE, _HOLDER = 230, 150


class Holding:
    """The long answers of one process that somebody still has. Used by several threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: dict[int, tuple[weakref.ref[Response], int]] = {}
        self._sum = 0
        self._since = 0  # answers that came since what nobody has was let go
        self._lock = threading.RLock()  # what is collected meanwhile is counted in the same thread

    def add(self, exchange: Exchange) -> None:
        """Count an answer; give up the oldest when there are too many."""
        response = exchange.response
        if response is None or len(response.body) < LONG:
            return
        held = weakref.ref(response, self._gone)
        weight = _weight(response.body)
        with self._lock:
            self._held[id(held)] = held, weight
            self._sum += weight
            self._since += 1
            if self._sum > self._most:
                self._collect()
            while self._sum > self._most and len(self._held) > 1:
                oldest = self._held[self._first()][0]
                found = oldest()
                self._gone(oldest)
                if found is not None:
                    found.forget()

    def _first(self) -> int:
        """Return what gives way first: the oldest that frees a good part of the room."""
        large = (key for key, (_, weight) in self._held.items() if weight * _SMALL >= self._most)
        return next(large, next(iter(self._held)))

    def _collect(self) -> None:
        """Let go of what nobody has any more, unless that was looked for a moment ago."""
        if self._since >= _FEW:
            self._since = 0
            gc.collect()

    def _gone(self, held: weakref.ref[Response]) -> None:
        with self._lock:
            _, weight = self._held.pop(id(held), (held, 0))
            self._sum -= weight


def _weight(body: bytes) -> int:
    """Return about how many bytes a body takes, decoded and with its leaves as well."""
    holders = body.count(b"{") + body.count(b"[")
    return 2 * len(body) + _VALUE * body.count(b",") + _HOLDER * holders
