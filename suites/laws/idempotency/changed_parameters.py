"""A key that comes again with other parameters is refused, whatever is posted (G-108)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import coverage, smallest
from suites.lab import Lab
from suites.law import Family, held, law
from suites.laws.idempotency._keys import conventions, keyed, new_key, unkeyed
from suites.looking.likeness import resembles
from suites.looking.say import said

OTHER = {"assay": "other"}  # no form of the plan has this metadata


def other_form(operation: Operation, key: str = "") -> Mapping[str, Any] | None:
    """Return another valid form for the same object than the smallest; None when there is none.

    `key` is the row that holds the key, where one does: it makes no other request.
    """
    first = smallest(operation)
    if operation.metadata:
        return {**first, operation.metadata: OTHER}
    fit = (
        s.form for s in coverage(operation)
        if not s.subject and operation.expansion not in s.form and (not key or key not in s.form)
    )  # fmt: skip
    return next((form for form in fit if form != first), None)


class Changed:
    """An object, and two forms for it."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self.form = lab.provision.fill(smallest(operation))
        key = conventions(lab.contracts).row
        self.other = lab.provision.fill(other_form(operation, key) or {})
        row = operation.metadata
        if row in self.other:  # only that shall differ
            self.other = {**self.form, row: self.other[row]}
        self.ids = lab.subject(operation, fresh=True)


def _about(contracts: Contracts) -> Iterator[Operation]:
    known = contracts.api.idempotency
    row = known.row if known else ""
    for operation in keyed(lambda one: one.method == "POST" and not one.reads)(contracts):
        if other_form(operation, row) is not None:
            yield operation


CHANGED = Family("changed", _about, Changed, stands_on=("kind",))


def _told(_operation: Operation, contracts: Contracts) -> bool:
    known = conventions(contracts)
    return bool(known.changed or known.changed_statuses)


@law(CHANGED, clause="G-108", where=_told, wrong="a known idempotency key for another request")
def changed_parameters(changed: Changed) -> Outcome:
    """A request with a known key that asks for something else is refused, with its own type."""
    lab, operation, key = changed.lab, changed.operation, new_key(changed.lab)
    first = lab.call(operation, changed.form, changed.ids, idempotency_key=key)
    if not resembles(first, operation):
        reason = f"a request with a key was not accepted ({said(first)})"
        raise unkeyed(operation, reason, first)
    with lab.wrongly():
        second = lab.call(operation, changed.other, changed.ids, idempotency_key=key)
    known = conventions(lab.contracts)
    kind = second.error_body.get("type") if lab.contracts.api.error.type else second.code
    right = not known.changed_statuses or second.status in known.changed_statuses
    good = second.refused and right and (not known.changed or kind == known.changed)
    told = " or ".join(map(str, known.changed_statuses)) or "4xx"
    wanted = ", ".join(filter(None, (f"status {told}", known.changed)))
    return held(good, wanted, said(second), second, first)
