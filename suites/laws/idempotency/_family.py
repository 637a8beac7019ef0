"""Requests that are sent again with their key, where doing them again would show."""

from __future__ import annotations

from contracts.model import Operation
from suites.lab import Lab
from suites.law import Family
from suites.laws.idempotency._keys import keyed
from suites.laws.idempotency._marked import Marked
from suites.laws.idempotency._sent import Sent
from suites.merit import marked


def does(operation: Operation) -> bool:
    """Whether doing an operation again would show: it creates, or its object is used up."""
    spends = operation.kind == "action" and operation.subject.endswith("!")
    return operation.kind == "create" or (
        spends and operation.method == "POST" and not operation.reads
    )


def _stand(lab: Lab, operation: Operation) -> Sent | Marked:
    """Return what is going to be sent. Raises Unavailable."""
    return Sent(lab, operation) if does(operation) else Marked(lab, operation)


REPEATED = Family(
    "idempotency", keyed(lambda operation: does(operation) or marked(operation)), _stand,
    order=("replayed", "header", "one_object", "two_keys", "on_get"),
    stands_on=("kind",),
)  # fmt: skip
