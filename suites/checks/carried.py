"""A refusal for the state of an object carries the object, whole (G-28)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding
from suites.words import shown

CLAUSE = "G-28"
LEVEL: Level = "must"
RECORDED = False  # recorders cut such bodies short (see suites/recorded_errors.py)
_CODE = "_unexpected_state"


def check(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when `<kind>_unexpected_state` does not come with that very object."""
    error = exchange.error_body
    code = error.get("code")
    if not exchange.refused or not isinstance(code, str) or not code.endswith(_CODE):
        return
    kind, asked = code.removesuffix(_CODE), exchange.request
    found = error.get(kind)
    if asked.key != "secret" or kind != operation.resource or not operation.path_parameters:
        return
    item = found if isinstance(found, dict) else {}
    if item.get("object") == kind and str(item.get("id")) in asked.path.split("/"):
        yield None
    else:
        words = f"id {shown(item['id'])}" if "id" in item else shown(found)
        yield Finding(f"error.{kind} is the object that was refused", words)
