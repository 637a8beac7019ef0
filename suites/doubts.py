"""Which groups are asked again before what they found is told, and what a run spends on it.

A cause is asked again once: what was observed of a law, without what differs from claim to claim.
Once that came back, whatever breaks in the same way is believed. On a server that breaks much, to
ask again ends where it would cost more than a fifth of what was sent otherwise.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from harness.shape import shape, shape_of
from harness.verdict import Verdict

ALLOWED = 250  # requests that may always be spent
_SHARE = 5  # more than one in so many of those that were sent otherwise is not spent
_NUMBERS = re.compile(r"\d+")
Cause = tuple[str, str, str]


@dataclass(slots=True)
class Doubts:
    """What the workers of a process know of breaches that came back; used by several threads."""

    _known: set[Cause] = field(default_factory=set)
    _sent: int = 0
    _spent: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def sent(self, count: int) -> None:
        """Count what a group has sent, the first time it was asked."""
        with self._lock:
            self._sent += count

    def wants(self, verdict: Verdict) -> bool:
        """Whether a breach, or one place of it, is of a cause that did not come back yet."""
        return not self._known.issuperset(_causes(verdict))

    def spend(self, count: int) -> bool:
        """Take what it costs to ask a group again; False when there is too little left."""
        with self._lock:
            affordable = self._spent + count <= max(ALLOWED, self._sent // _SHARE)
            self._spent += count * affordable
        return affordable

    def believe(self, verdict: Verdict) -> None:
        """Note that a breach came back, or those of its places that are not marked otherwise."""
        with self._lock:
            self._known.update(_causes(verdict))


def _causes(verdict: Verdict) -> Iterator[Cause]:
    """Yield the causes of a breach, place by place, without those that were seen once."""
    for finding in verdict.findings:
        if not finding.once:
            yield verdict.law, _NUMBERS.sub("", finding.place), shape(finding.observed)
    if not verdict.findings:
        yield verdict.law, "", shape_of(verdict.observed, verdict.id) or shape(verdict.message)
