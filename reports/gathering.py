"""Gathers what shows one cause, and orders it: what shows most comes first, breaches before all.

A cause is shown in several ways: by several calls, or with other words in one sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from harness.verdict import Verdict
from reports.reading import Key, some
from reports.sentences import QUOTED, folded

_PARTS = 6  # of requests, which one sentence of a server names


@dataclass
class Way:
    """A way in which a cause is told: how many claims show it, and what shows it first."""

    broken: int = 0
    blocked: int = 0
    exchange: str = ""
    firm: bool = True  # whether it shows the same whenever it is sent

    @property
    def rank(self) -> tuple[bool, int]:
        """What orders ways: breaches come first, then what shows most."""
        return not self.broken, -self.broken - self.blocked


@dataclass
class Gathered:
    """A cause while it is gathered; a way is what is called, or said, and what words of it vary."""

    broken: dict[str, Verdict] = field(default_factory=dict)
    following: dict[str, Verdict] = field(default_factory=dict)
    blocked: dict[str, Verdict] = field(default_factory=dict)
    ways: dict[tuple[str, tuple[str, ...]], Way] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)  # claim -> the exchange that shows it

    def add(
        self, verdict: Verdict, key: Key, *, follows: bool, new: bool = False, chance: bool = False
    ) -> None:
        """Take a verdict in; the exchange of a breach outranks that of what is blocked, and what
        comes back that of what shows by `chance`.
        """
        if new:
            self.new[verdict.id] = key.exchange
        broken = verdict.status != "not_testable"
        kept = self.blocked if not broken else self.following if follows else self.broken
        kept[verdict.id] = verdict
        way = self.ways.setdefault((key.call or key.words, key.parts), Way())
        own = broken and not follows
        if own and (not way.broken or (not way.firm and not chance and key.exchange)):
            way.exchange = ""
        way.broken += own
        way.blocked += not own
        if not way.exchange:
            way.exchange, way.firm = key.exchange, not chance

    @property
    def exchange(self) -> str:
        """The id of the exchange that shows it best, what is new first; "" where none does."""
        for claim in (*self.broken, *self.following, *self.blocked):
            if self.new.get(claim):
                return self.new[claim]
        shown = [way for way in self.ways.values() if way.exchange]
        return min(shown, key=lambda way: way.rank).exchange if shown else ""

    @property
    def calls(self) -> tuple[str, ...]:
        """What is called, or said of it, what shows most first."""
        whole: dict[str, Way] = {}
        for (said, _), way in self.ways.items():
            told = whole.setdefault(said, Way())
            told.broken, told.blocked = told.broken + way.broken, told.blocked + way.blocked
        return tuple(sorted(whole, key=lambda said: whole[said].rank))

    def words(self, said: str) -> str:
        """Return what a server says of several requests; what differs in it is told, most first."""
        many: Counter[str] = Counter()
        parts = [set(names) for _, names in self.ways]
        common = set[str]().union(*parts).intersection(*parts)
        for (_, names), way in self.ways.items():
            counted = way.broken + way.blocked
            many.update({name: counted for name in names if name not in common})
        if not many:
            return said
        names = tuple(name for name, _ in many.most_common())
        head, mark, told = said.partition(QUOTED)
        return f"{head}{mark}{folded(told, names)} ({some(names, _PARTS)})"

    @property
    def count(self) -> int:
        """How many claims it explains."""
        return len(self.broken) + len(self.following) + len(self.blocked)

    def join(self, other: Gathered) -> None:
        """Take in all of another."""
        self.broken |= other.broken
        self.following |= other.following
        self.blocked |= other.blocked
        self.ways = other.ways | self.ways
        self.new |= other.new
