"""What a request says beside its form: of which operation it is, and where its key stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.model import Contracts
from harness.writing import USUAL
from suites.conventions import conventions
from suites.looking.routing import about


def addressed(contracts: Contracts, parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a message with what its operation says of it, and its key of idempotency
    where the conventions have that.
    """
    name = parts.get("operation", "")
    operation = contracts.operation(name) if name else None
    found = dict(parts)
    if operation is not None and (operation.method != "GET" or operation.slots):
        writing = conventions(contracts).of(operation.id).writing if operation.slots else USUAL
        found |= about(operation, parts, writing)
    known = (contracts.of(operation).api if operation else contracts.api).idempotency
    key = found.get("idempotency_key")
    if known is not None and known.row and key is not None:
        found |= {"form": {**found.get("form", {}), known.row: key}, "idempotency_key": None}
    return found
