"""The answer to a repeated key says that it is a repetition, the first one does not (G-107)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import held, law
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._marked import Marked
from suites.laws.idempotency._sent import Sent


def _told(_operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.headers.replayed)


@law(REPEATED, clause="G-107", level="should", where=_told, follows=("idempotency.replayed",))
def header(repeated: Sent | Marked) -> Outcome:
    """The answer to a repeated key says that it is a repetition, the first one does not."""
    first, again = repeated.pair
    name = repeated.lab.contracts.api.headers.replayed.lower()
    told = [exchange.header(name) for exchange in (first, again)]
    good = told[0] != "true" and told[1] == "true"
    seen = ", ".join(value or "no such header" for value in told)
    return held(good, f"{name}: true on the second answer only", seen, again, first)
