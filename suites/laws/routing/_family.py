"""The path of a collection that answers, and what lies beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family
from suites.looking.refusals import refused
from suites.looking.routing import filled
from suites.subjects import kind


@dataclass(frozen=True, slots=True)
class Collection:
    """A list that answers, at its path."""

    lab: Lab
    path: str

    def ask(self, method: str, suffix: str = "") -> Exchange:
        """Send a request to the path, or to what stands beside it."""
        return self.lab.ask(method, self.path + suffix)

    def led_nowhere(self, situation: str, exchange: Exchange) -> Outcome:
        """Judge how what is not there was refused."""
        return refused(self.lab.contracts.refusal(situation), (), exchange)


def told(situation: str) -> Callable[[Operation, Contracts], bool]:
    """Return the guard of laws about a refusal that the API describes."""
    return lambda operation, contracts: contracts.situation(situation, operation) is not None


def _stand(lab: Lab, operation: Operation) -> Collection:
    """Return a collection that answers. Raises Unavailable."""
    lab.merit.ready(operation)
    return Collection(lab, filled(operation.path, lab.subject(operation, fresh=False)))


ROUTED = Family("routing", kind("list"), _stand,
                order=("unknown_path", "trailing_slash", "verb", "request_ids"))  # fmt: skip
