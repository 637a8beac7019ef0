"""The path of a collection that answers, and what lies beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family
from suites.looking.refusals import refused
from suites.looking.routing import filled, placed, slotted
from suites.subjects import kind


@dataclass(frozen=True, slots=True)
class Collection:
    """A list that answers, at its path."""

    lab: Lab
    path: str
    operation: Operation
    form: Mapping[str, Any]

    def ask(self, suffix: str = "", method: str = "") -> Exchange:
        """Send a request to the path, or to what stands beside it; as the list is asked, or with
        another method.
        """
        parts = placed(self.operation, self.form) if self.form else {}
        return self.lab.ask(method or self.operation.method, self.path + suffix, **parts)

    def led_nowhere(self, situation: str, exchange: Exchange) -> Outcome:
        """Judge how what is not there was refused."""
        return refused(self.lab.contracts.refusal(situation), (), exchange)


def told(situation: str) -> Callable[[Operation, Contracts], bool]:
    """Return the guard of laws about a refusal that the API describes."""
    return lambda operation, contracts: contracts.situation(situation, operation) is not None


def _stand(lab: Lab, operation: Operation) -> Collection:
    """Return a collection that answers. Raises Unavailable."""
    lab.merit.ready(operation)
    ids = lab.subject(operation, fresh=False)
    return Collection(lab, filled(operation.path, ids), operation, slotted(operation, ids))


ROUTED = Family("routing", kind("list"), _stand,
                order=("unknown_path", "trailing_slash", "verb", "request_ids"),
                stands_on=())  # fmt: skip
