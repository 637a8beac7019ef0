"""What one server keeps of the claims in one cell, and how that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

UNREACHED = "unreached"  # the status of a claim that a run which was cut short did not come to
KEPT = ("pass", "fixed")
BROKEN = ("fail", "warn", "known")
WORDS = {
    "fail": "broken", "warn": "broken shoulds", "known": "broken and known", "error": "errors",
    "noted": "noted", "not_testable": "not testable", "not_supported": "declared as not there",
    UNREACHED: "not reached",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims ended in which way. `absent` says that the operation is not there."""

    counts: Mapping[str, int] = field(default_factory=dict)
    absent: bool = False

    @property
    def asked(self) -> int:
        """How many claims there are: the same for each server."""
        return sum(self.counts.values())

    @property
    def kept(self) -> int:
        """How many of them hold."""
        return self._sum(KEPT)

    @property
    def broken(self) -> int:
        """How many do not hold, known or not."""
        return self._sum(BROKEN)

    @property
    def judged(self) -> int:
        """How many say something about the server."""
        return self.kept + self.broken

    @property
    def open(self) -> int:
        """How many were not judged, whatever the reason."""
        return self.asked - self.judged

    @property
    def shares(self) -> tuple[int, int]:
        """How far a cell is green, then red, in percent: all of it only where all is kept."""
        whole = self.asked or 1
        return 100 * self.kept // whole, -(-100 * self.judged // whole) if self.broken else (
            100 * self.judged // whole)  # fmt: skip

    @property
    def look(self) -> str:
        """By what a cell is marked; nothing that was not judged looks as if it held."""
        if self.absent or not self.judged:
            return "absent" if self.absent else "none"
        if self.counts.get("fail"):
            return "fail"
        if self.broken:
            return "warn"
        return "pass" if not self.open else "thin"

    @property
    def rest(self) -> str:
        """What is not kept, in words: "2 broken, 1 not testable"; "" where all is."""
        told = (f"{self.counts[s]:,} {word}" for s, word in WORDS.items() if self.counts.get(s))
        return ", ".join((*("the operation is absent",) * self.absent, *told))

    def _sum(self, statuses: Iterable[str]) -> int:
        return sum(self.counts.get(status, 0) for status in statuses)


def tally(statuses: Iterable[str], *, absent: bool = False) -> Tally:
    """Return the tally of some claims' statuses."""
    return Tally(dict(sorted(Counter(statuses).items())), absent)
