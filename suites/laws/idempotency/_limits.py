"""A creation that works without a key, and keys that are as long as they may be, or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import About, Family
from suites.laws.idempotency._keys import conventions, keyed
from suites.looking.likeness import observed, resembles
from suites.looking.refusals import refused
from suites.looking.say import said

SITUATION = "idempotency_key"


@dataclass(frozen=True, slots=True)
class Limits:
    """A creation that works."""

    lab: Lab
    operation: Operation
    plain: Exchange

    def key(self, more: int = 0) -> str:
        """Return the longest key that there may be, or one that is longer."""
        return self.lab.unique().ljust(conventions(self.lab.contracts).longest + more, "k")

    def not_taken(self, key: str) -> Outcome:
        """Judge that a key is refused. Raises Unavailable."""
        form = self.lab.provision.fill(smallest(self.operation))
        with self.lab.wrongly():
            answer = self.lab.call(self.operation, form, idempotency_key=key)
        known = self.lab.contracts
        row = conventions(known).row
        situation = known.refusal(SITUATION, self.operation)
        return refused(situation, (row,) if row else (), self.plain, answer)

    def sent(self, key: str) -> Exchange:
        """Send what creates an object, of its own where objects can be named once, with a key."""
        form = self.lab.provision.fill(smallest(self.operation))
        return self.lab.call(self.operation, form, idempotency_key=key)

    def one_of_two(self, key: str) -> tuple[bool, str, list[Exchange]]:
        """Send the same twice; return whether one object was made, what was seen, the exchanges.

        What the form names is made for it: some objects can be named once. Raises Unavailable.
        """
        form = self.lab.provision.fill(smallest(self.operation))
        first, again = (self.lab.call(self.operation, form, idempotency_key=key) for _ in range(2))
        good = resembles(first, self.operation) and again.item.get("id") == first.item["id"]
        seen = said(first)
        if first.accepted:
            other = observed(again) if again.accepted else said(again)
            seen = f"two answers: {observed(first)}, then {other}"
        return good, seen, [again, first]


def each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield a creation: in a standard run the one of the resource that is asked for first."""
    known = contracts.api.preflight
    first = contracts.operation(known).resource if known else ""
    yield About(operation, deep=operation.resource != first)


def limited(_operation: Operation, contracts: Contracts) -> bool:
    """Whether the API says how long a key may be."""
    return conventions(contracts).longest > 0


def told(operation: Operation, contracts: Contracts) -> bool:
    """Whether the API says how a key that is none is refused."""
    return contracts.situation(SITUATION, operation) is not None


def _stand(lab: Lab, operation: Operation) -> Limits:
    """Return a creation that works without a key. Raises Unavailable."""
    return Limits(lab, operation, lab.merit.ready(operation))


LIMITED = Family("keys", keyed(lambda operation: operation.kind == "create"), _stand,
                 order=("key_longest", "key_too_long", "key_empty"),
                 stands_on=("kind",))  # fmt: skip
