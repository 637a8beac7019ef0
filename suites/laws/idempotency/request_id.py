"""The answer to a repeated key is an answer of its own: it has another id of a request (G-16)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._marked import Marked
from suites.laws.idempotency._sent import Sent


def _told(_operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.headers.request_id)


@law(REPEATED, clause="G-16", level="should", where=_told, follows=("idempotency.replayed",))
def request_id(repeated: Sent | Marked) -> Outcome:
    """Two answers have two ids of requests. Raises Unavailable where one has none."""
    first, again = repeated.pair
    name = repeated.lab.contracts.api.headers.request_id.lower()
    ids = [exchange.header(name) for exchange in (first, again)]
    if not all(ids):
        raise Unavailable(f"an answer has no {name}", again, first)
    if ids[0] == ids[1] and not _answers_anew(repeated):
        raise Unavailable("whatever is asked, the answer is the same one", again, first)
    return held(ids[0] != ids[1], f"another {name} than {ids[0]}", ids[1], again, first)


def _answers_anew(repeated: Sent | Marked) -> bool:
    """Whether requests without a common key are seen to be answered each by itself."""
    lab, operation = repeated.lab, repeated.operation
    if operation.kind == "create":
        return not lab.merit.same_born(operation)
    return lab.merit.stirs(operation)
