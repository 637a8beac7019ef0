"""What was refused for its key changed nothing (G-09)."""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts, Operation
from contracts.model.wire import Auth
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable, held, law
from suites.laws.auth._family import CALLED, Caller
from suites.looking.likeness import differing
from suites.looking.moving import moved
from suites.merit import RESTLESS, STILL, restless
from suites.subjects import names_alike, reader_of


def _changes(operation: Operation, contracts: Contracts) -> bool:
    known = bool(contracts.api.auth.schemes and contracts.api.auth.wrong)
    return known and not operation.reads and _readable(operation, contracts)


def _readable(operation: Operation, contracts: Contracts) -> bool:
    """Whether what the path names is what can be retrieved: not what a creation stands below."""
    reader, rows = reader_of(contracts, operation), operation.path_parameters
    read = reader.path_parameters if reader is not None else ()
    told = bool(rows and read and rows[-1].references and read[-1].references)
    return bool(rows) and (not told or names_alike(rows[-1], read[-1]))


@law(CALLED, clause="G-09", level="should", where=_changes)
def unchanged_by_strangers(caller: Caller) -> Outcome:
    """What was refused for its key changed nothing."""
    lab, operation = caller.lab, caller.operation
    ids, form = lab.subject(operation, fresh=False), lab.provision.fill(_telling(operation))
    auth = lab.contracts.api.auth
    before = lab.read(operation, ids)
    refused = [lab.call(operation, form, ids, key=key) for key in ("none", auth.wrong)]
    after = lab.read(operation, ids)
    if before is None or after is None or not before.accepted or not after.accepted:
        raise Unavailable("the object cannot be read", *(e for e in (before, after) if e))
    if any(not denied(exchange, auth) for exchange in refused):
        blocker = f"{operation.id}.auth.wrong_key"
        raise Unavailable("a request without a good key is not refused", *refused,
                          blocked_by=blocker)  # fmt: skip
    wrong = differing(before.item, after.item)
    if not wrong and not lab.merit.stirs(operation):
        raise Unavailable(STILL, after, *refused)
    resource = lab.contracts.resource(operation.resource)
    if wrong and restless(
        lambda: lab.read(operation, ids),
        lambda one, other: moved(lab.contracts, resource, one.item, other.item),
    ):
        raise Unavailable(RESTLESS, after, *refused)
    return held(not wrong, "the object as it was", f"changed: {', '.join(wrong)}", after, *refused)


def denied(exchange: Exchange, auth: Auth) -> bool:
    """Whether a request was refused with a status of keys that may not do it."""
    known = exchange.status in (*auth.refused, *auth.forbidden)
    return exchange.refused and (known or not auth.refused)


def _telling(operation: Operation) -> dict[str, Any]:
    """Return a form whose effect would be seen: metadata, where the operation takes it."""
    form = smallest(operation)
    if operation.metadata:
        form = {**form, operation.metadata: {"assay_stranger": "@unique"}}
    return form
