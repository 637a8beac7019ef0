"""What follows from a guess is a probe, until someone confirms it by taking the mark away.

A package that was made of a document says which of its facts nothing states (`guessed` at the
conventions, at an operation, at a row). A claim that stands on such a fact is judged by nobody.
What a law stands on it says itself (`stands_on`, `suites/law.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.model import Api, Contracts, Level, Operation, Parameter
from harness.exchange import Exchange
from suites.law import About, Law, Unavailable
from suites.looking.say import said

_LOWER_BOUND = "the document names what a form needs at least, and it may need more"


def level_of(law: Law, about: About, api: Api) -> Level:
    """Return how much a claim binds: what stands on a guess is a probe."""
    stated = about.level or law.level
    if _stands_on(law, about, api):
        return "probe"
    more = law.topic == "accepts" and (about.place or law.name != "accepts.accepts")
    unsure = more and "required" in about.operation.guessed
    return "should" if unsure and stated == "must" else stated  # it may need another row


def _stands_on(law: Law, about: About, api: Api) -> bool:
    """Whether a claim stands on what nothing states."""
    return not law.facts.isdisjoint(_guesses(about.operation, about.place, api))


def _guesses(operation: Operation, place: str, api: Api) -> Iterator[str]:
    """Yield what is guessed of all that a claim at a place can stand on."""
    yield from api.guessed
    yield from operation.guessed
    if not operation.unsure:
        return
    path = place.partition(".")[0]
    while path:  # the row at the place, and each that it stands in
        row = operation.rows.get(path)
        yield from (f"row.{key}" for key in (row.guessed if row else ()))
        path = path.rpartition("[")[0]


def guesses(contracts: Contracts) -> bool:
    """Whether anything is guessed in them."""
    return bool(contracts.api.guessed) or any(o.guessed or o.unsure for o in contracts.operations)


def confirmed(contracts: Contracts) -> Contracts:
    """Return contracts as they are when somebody has confirmed all that nothing states."""
    resources = tuple(
        replace(resource, operations=tuple(map(_confirmed, resource.operations)))
        for resource in contracts.resources
    )
    return replace(contracts, api=replace(contracts.api, guessed=()), resources=resources)


def _confirmed(operation: Operation) -> Operation:
    rows = operation.parameters
    rows = tuple(map(_stated, rows)) if operation.unsure else rows
    return replace(operation, guessed=(), parameters=rows)


def _stated(row: Parameter) -> Parameter:
    return replace(
        row, guessed=(), children=tuple(map(_stated, row.children)),
        items=_stated(row.items) if row.items else None,
        values=_stated(row.values) if row.values else None,
    )  # fmt: skip


def check_lower_bound(operation: Operation, exchange: Exchange, *, smallest: bool) -> None:
    """Raise Unavailable when the smallest form is refused, and nothing states that it suffices."""
    if smallest and "required" in operation.guessed and not exchange.accepted:
        raise Unavailable(f"{_LOWER_BOUND} ({said(exchange)})", exchange)
