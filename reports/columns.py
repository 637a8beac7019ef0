"""The columns of the overview: a few subjects that a reader knows, as a ledger's laws name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from harness.claim import Law
from harness.verdict import Verdict

OTHER = "other"  # of a verdict whose law is not known


class Columns:
    """Where each verdict of a ledger is shown; in the order in which the ledger names them."""

    def __init__(self, laws: Mapping[str, Law]) -> None:
        self._laws = laws
        topics: dict[str, set[str]] = defaultdict(set)
        for law in laws.values():
            topics[law.column].add(law.name.partition(".")[0])
        self.names = (*topics, OTHER)
        self.topics = {name: tuple(sorted(found)) for name, found in topics.items()}

    def of(self, verdict: Verdict) -> str:
        """Return the column of a verdict."""
        law = self._laws.get(verdict.law)
        return law.column if law else OTHER

    def sequence(self, verdict: Verdict) -> bool:
        """Whether the exchanges of a verdict are steps to be repeated one after the other."""
        law = self._laws.get(verdict.law)
        return law is not None and law.sequence
