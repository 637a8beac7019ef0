"""Refusals that say nothing about a form: the account lacks a product, or what the form names does.

A product that an account has not been enabled for is refused with 400 or 403 whatever is sent, and
so is search where an account cannot have it (G-78). What else may be missing is said by the
`excuses` of an operation: they speak of an object that its form names. What is read to find out is
set-up.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from contracts.model import Contracts, Excuse, Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import dig, id_of
from suites.looking.routing import path_id
from suites.looking.say import said
from suites.subjects import reader_of, reader_of_kind


def check_excused(lab: Lab, operation: Operation, exchange: Exchange) -> None:
    """Raise Unavailable when a refusal does not speak of the form that was sent."""
    reason = excuse(lab, operation, exchange)
    if reason:
        raise Unavailable(reason, exchange)


def excuse(lab: Lab, operation: Operation, exchange: Exchange) -> str:
    """Return why a refusal does not speak of the form that was sent, or ""."""
    with lab.standing():
        lacking = exchange.status in lab.contracts.of(operation).api.auth.not_enabled
        if lacking or (_bare(lab, exchange) and _not_enabled(lab, operation)):
            return f"not enabled for this account ({said(exchange)})"
        for known in operation.excuses:
            if exchange.status == known.status and _holds(lab, operation, known, exchange):
                return f"{known.because} ({said(exchange)})"
    return ""


def _bare(lab: Lab, exchange: Exchange) -> bool:
    """Whether a 400 blames nothing of what was sent."""
    error, names = exchange.error_body, lab.contracts.by(exchange.operation).api.error
    blames = error.get("code") or error.get("param")
    return exchange.status == 400 and error.get("type") == names.invalid and not blames


def _not_enabled(lab: Lab, operation: Operation) -> bool:
    """Whether all that needs no parameter is refused so: nothing was sent to blame.

    Of a product these are its lists; of a search, what is sent without a query.
    """
    if operation.kind == "search":
        return _bare(lab, lab.call(operation, {}))
    product = operation.resource.rpartition(".")[0]
    if not product:
        return False
    twins = [lab.merit.minimal(listing) for listing in _bare_lists(lab.contracts, f"{product}.")]
    return bool(twins) and all(isinstance(twin, Exchange) and _bare(lab, twin) for twin in twins)


def _bare_lists(contracts: Contracts, family: str) -> list[Operation]:
    """Return the lists of a product that need no parameter."""
    found = [o for resource in contracts.resources for o in resource.operations
             if resource.name.startswith(family)]  # fmt: skip
    return [o for o in found if o.kind == "list" and not o.path_parameters
            and not any(row.required for row in o.sent)]  # fmt: skip


def _holds(lab: Lab, operation: Operation, known: Excuse, exchange: Exchange) -> bool:
    """Whether the form is what an excuse speaks of, and the object it names shows the rest."""
    sent = parse_qsl(exchange.request.asked_body, keep_blank_values=True)
    fits = all(_sends(sent, row, value) for row, value in known.sent.items())
    if not fits or any(_values(sent, row) for row in known.unsent):
        return False
    try:
        shown = _object(lab, operation, known.of, exchange)
    except Unavailable:
        return False
    shows = all(_is(dig(shown, path), value) for path, value in known.shows.items())
    others = all(dig(shown, path) not in (None, value) for path, value in known.differs.items())
    return shows and others


def _values(sent: list[tuple[str, str]], row: str) -> list[str]:
    """Return what is sent for a top row, and for those below it."""
    return [value for name, value in sent if name.partition("[")[0] == row]


def _sends(sent: list[tuple[str, str]], row: str, value: Any) -> bool:
    found = _values(sent, row)
    if value == "something":
        return any(found)
    if value == "nothing":
        return bool(found) and not any(found)
    return str(value) in found


def _is(found: Any, value: Any) -> bool:
    if value == "something":
        return bool(found)
    if value == "nothing":
        return not found
    return bool(found == value)


def _object(lab: Lab, operation: Operation, of: str, exchange: Exchange) -> dict[str, Any]:
    """Return the object that a form names in the row `of`, or that the object in the path has in
    the field of that name. Raises Unavailable; {} when there is none.
    """
    sent = parse_qsl(exchange.request.asked_body)
    name, kinds = dict(sent).get(of), _kinds(lab.contracts, operation, of)
    if not name and operation.path_parameters:
        subject = _subject(lab, operation, exchange)
        name = id_of(subject.get(of))
    reader = next((o for kind in kinds if (o := reader_of_kind(lab.contracts, kind))), None)
    if not isinstance(name, str) or reader is None:
        return {}
    return lab.call(reader, {}, {reader.path_parameters[0].name: name}).item


def _subject(lab: Lab, operation: Operation, exchange: Exchange) -> dict[str, Any]:
    """Return the object in the path of a request as it reads, {} when nothing retrieves it."""
    reader = reader_of(lab.contracts, operation)
    if reader is None:
        return {}
    name = path_id(operation, exchange.request)
    return lab.call(reader, {}, {reader.path_parameters[0].name: name}).item


def _kinds(contracts: Contracts, operation: Operation, of: str) -> list[str]:
    """Return the resources that a row, or a field of the same name, may name."""
    row = operation.rows.get(of)
    field = contracts.resource(operation.returns).field(of)
    named = [*(row.references if row else ()), *([field.resource] if field else [])]
    return [name.partition(":")[0] for name in named if name]
