"""Requests that are sent again with their key, where doing them again would show."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from suites.lab import Lab
from suites.law import Family
from suites.laws.idempotency._keys import keyed
from suites.laws.idempotency._marked import Marked, settable
from suites.laws.idempotency._sent import Sent


def does(operation: Operation) -> bool:
    """Whether doing an operation again would show: it creates, or its object is used up."""
    spends = operation.kind == "action" and operation.subject.endswith("!")
    return operation.kind == "create" or (
        spends and operation.method == "POST" and not operation.reads
    )


def _stand(lab: Lab, operation: Operation) -> Sent | Marked:
    """Return what is going to be sent. Raises Unavailable."""
    return Sent(lab, operation) if does(operation) else Marked(lab, operation)


def _subjects(contracts: Contracts) -> Iterator[Operation]:
    for operation in keyed(lambda operation: operation.changes)(contracts):
        if does(operation) or settable(operation, contracts):
            yield operation


REPEATED = Family(
    "idempotency", _subjects, _stand,
    order=("replayed", "header", "request_id", "one_object", "two_keys", "on_get"),
    stands_on=("kind",),
)  # fmt: skip
