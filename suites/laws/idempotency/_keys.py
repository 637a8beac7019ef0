"""What keys are sent with: whose requests take them, and how their effect is found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from contracts.model import Contracts, Operation
from contracts.model.api import Idempotency
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Unavailable, broken
from suites.looking.dig import id_of
from suites.looking.pages import BadPage, Shelf, data_of
from suites.looking.say import said
from suites.subjects import Operations, takes

UUID = 36  # characters: the key of a client is seldom shorter, and some APIs take little more
_ANY = 255  # characters of a key where nothing says how many there may be


def conventions(contracts: Contracts) -> Idempotency:
    """Return what the API says of keys. It is asked of an API that has them."""
    found = contracts.api.idempotency
    if found is None:
        message = f"{contracts.api.name} has no idempotency keys"
        raise ValueError(message)
    return found


def new_key(lab: Lab, length: int = 0) -> str:
    """Return a key that no other request has, of some characters where the API takes so many."""
    text, most = lab.unique(), conventions(lab.contracts).longest or _ANY
    if len(text) > most:
        text = sha256(text.encode()).hexdigest()[:most]
    return f"{text}-".ljust(min(length, most), "k")[:most] if length else text


def keyed(pick: Callable[[Operation], bool]) -> Operations:
    """Return the subjects of a family: the operations that `pick` accepts, where keys are known."""

    def found(contracts: Contracts) -> Iterator[Operation]:
        known = contracts.api.idempotency
        if known is None:
            return
        for operation in contracts.operations:
            if pick(operation) and (not known.row or takes(operation, known.row)):
                yield operation

    return found


def creates(operation: Operation, _contracts: Contracts) -> bool:
    """Whether an operation makes an object."""
    return operation.kind == "create"


def own_form(operation: Operation) -> dict[str, Any]:
    """Return the smallest working form, with what makes a new object this run's own."""
    return {**smallest(operation), **(operation.own.form if operation.own else {})}


def listed(lab: Lab, operation: Operation, form: dict[str, Any]) -> list[str]:
    """Return the ids of the objects that a form has made. Raises Unavailable.

    What a list shows although its filter should keep it out was not made by the form.
    """
    if operation.own is None:
        raise Unavailable("nothing tells its objects from others")
    name = operation.own.filter
    listing = lab.contracts.resource(operation.returns).of_kind("list")
    if listing is None:
        raise Unavailable("the objects are not listed")
    try:
        shown = data_of(Shelf(lab, listing, {name: form[name]}, {}).page())
    except BadPage as bad:
        reason = f"the objects cannot be listed ({bad.observed})"
        raise Unavailable(reason, bad.exchange, blocked_by=f"{listing.id}.accepts") from None
    return [item["id"] for item in shown if id_of(item.get(name)) == form[name]]


def unkeyed(operation: Operation, reason: str, *exchanges: Exchange) -> Unavailable:
    """Return that a valid request was not taken, so that nothing follows for its key."""
    return Unavailable(reason, *exchanges, blocked_by=f"{operation.id}.accepts")


class KeyRefused(Unavailable):
    """A request is refused with a key of its own and accepted without: its key is not taken."""

    def __init__(self, operation: Operation, keyed: Exchange, plain: Exchange) -> None:
        blocker = f"{operation.id}.idempotency.replayed"
        super().__init__("its key is refused", keyed, plain, blocked_by=blocker)
        self.outcome = broken("an acceptance, as without a key", said(keyed), keyed, plain)
