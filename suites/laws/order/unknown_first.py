"""An unknown parameter is told before a missing one (G-36)."""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts, Operation, Situation
from harness.claim import Outcome
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.say import said
from suites.subjects import operations

UNKNOWN = "assay_unknown"
SITUATIONS = ("required", "unknown")


def _required(operation: Operation) -> list[str]:
    return [row.name for row in operation.sent if row.required]


class _Lacking:
    """A form without its first required row."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        lab.merit.ready(operation)
        self.lab, self.operation = lab, operation
        self.missing = _required(operation)[0]
        form: dict[str, Any] = lab.provision.fill(smallest(operation))
        self.form = {name: value for name, value in form.items() if name != self.missing}
        self.ids = lab.subject(operation, fresh=False)


LACKING = Family(
    "order",
    operations(lambda operation: bool(_required(operation))),
    _Lacking,
    stands_on=("error",),
)


def _coded(operation: Operation, contracts: Contracts) -> bool:
    """Whether the API says which is told first, and the two can be told from each other."""
    known = contracts.api.error.unknown_first
    return known and all(contracts.refusal(name, operation).code for name in SITUATIONS)


@law(LACKING, clause="G-36", level="should", situations=SITUATIONS, where=_coded)
def unknown_first(kept: _Lacking) -> Outcome:
    """An unknown parameter is told before a missing one.

    Raises Unavailable when the missing one is not told where it is the only complaint.
    """
    lab, operation = kept.lab, kept.operation
    missing, unknown = (lab.contracts.refusal(name, operation) for name in SITUATIONS)
    with lab.wrongly():
        alone = lab.call(operation, kept.form, kept.ids)
        exchange = lab.call(operation, {**kept.form, UNKNOWN: "1"}, kept.ids)
    if alone.code not in missing.code:
        reason = f"the missing {kept.missing} alone is not told ({said(alone)})"
        raise Unavailable(reason, alone, blocked_by=f"{operation.id}.required.{kept.missing}")
    good = exchange.code in unknown.code
    return held(good, f"{_codes(unknown)}, {UNKNOWN}", said(exchange), exchange, alone)


def _codes(situation: Situation) -> str:
    return " or ".join(situation.code)
