"""A refusal for the state of an object carries the object, whole (G-28)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.shapes import ID
from harness.verdict import Finding
from suites.law import exchange_law
from suites.looking.say import shown
from suites.looking.tables import misfits

_CODE = "_unexpected_state"


def _carries(operation: Operation, contracts: Contracts) -> bool:
    """Whether a state of the object in the path has its own code for refusing what changes it."""
    life = contracts.resource(operation.resource).lifecycle
    codes = {cell.refused.code for cell in life.transitions if cell.refused} if life else set()
    changes = operation.kind in ("action", "update") and bool(operation.path_parameters)
    return changes and f"{operation.resource}{_CODE}" in codes


@exchange_law(
    clause="G-28", stands_on=("kind",), where=_carries,
    recorded=False, fed_by=("transition",),  # recorders cut such bodies short
)  # fmt: skip
def carried(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when `<kind>_unexpected_state` does not come with that very object."""
    error = exchange.error_body
    code, names = error.get("code"), contracts.api.object
    if not exchange.refused or not isinstance(code, str) or not code.endswith(_CODE):
        return
    kind, asked = code.removesuffix(_CODE), exchange.request
    found = error.get(kind)
    if asked.key != "secret" or kind != operation.resource or not operation.path_parameters:
        return
    item = found if isinstance(found, dict) else {}
    if item.get(names.object) != kind or str(item.get(ID)) not in asked.path.split("/"):
        words = f"id {shown(item[ID])}" if ID in item else shown(found)
        yield Finding(f"error.{kind} is the object that was refused", words)
        return
    lacking = next(misfits(item, contracts.resource(kind), expanded=True), None)
    if lacking is None:
        yield None
    else:
        yield Finding(f"error.{kind} is the whole object: {lacking.expected}", lacking.observed)
