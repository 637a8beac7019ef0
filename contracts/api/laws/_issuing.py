"""What the laws of Issuing share: its calls, and the objects that they stand on."""

from __future__ import annotations

from typing import Any, NamedTuple

from contracts.model import Operation, Step
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.likeness import observed, resembles
from suites.looking.say import said

Form = dict[str, Any]
CARD, DISPUTE, DESIGN = "issuing.card", "issuing.dispute", "issuing.personalization_design"
HOLDER, TRANSACTION = "issuing.cardholder", "issuing.transaction"
BUNDLE, TOKEN = "issuing.physical_bundle", "issuing.token"
INVALID = 400  # status of a refusal that blames the request
SHIPPING: Form = {
    "name": "Jenny Rosen",
    "address": {"line1": "123 Main Street", "city": "New Bedford", "state": "MA",
                "postal_code": "02740", "country": "US"},
}  # fmt: skip
_FORCED = "/v1/test_helpers/issuing/transactions/create_force_capture"


class Bench(NamedTuple):
    """A law that needs nothing but the way to the target, and the operation it speaks of."""

    lab: Lab
    operation: Operation


def bench(lab: Lab, operation: Operation) -> Bench:
    """Return where a law sends what it asks."""
    return Bench(lab, operation)


def least(lab: Lab, name: str) -> Form:
    """Return the smallest form that an operation takes."""
    return smallest(lab.contracts.operation(name))


def ask(lab: Lab, name: str, form: Form | None = None, subject: str = "") -> Exchange:
    """Send a form, filled, to an operation. Raises Unavailable."""
    operation = lab.contracts.operation(name)
    ids = {row.name: subject for row in operation.path_parameters}
    return lab.call(operation, lab.provision.fill(form or {}), ids)


def done(lab: Lab, name: str, form: Form | None = None, subject: str = "") -> Exchange:
    """Send a form that is expected to be accepted. Raises Unavailable when it is not."""
    exchange = ask(lab, name, form, subject)
    operation = lab.contracts.operation(name)
    if not resembles(exchange, operation):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        reason = f"{name} was not accepted ({seen})"
        raise Unavailable(reason, exchange, blocked_by=operation.title)
    return exchange


def active_bundles(lab: Lab) -> tuple[Exchange, list[dict[str, Any]]]:
    """Return a page of bundles, and those of it that designs can be made on."""
    page = ask(lab, f"{BUNDLE}.list", {"limit": 100})
    bundles = [bundle for bundle in page.entries or [] if isinstance(bundle, dict)]
    return page, [bundle for bundle in bundles if bundle.get("status") == "active"]


def new_card(lab: Lab, **form: Any) -> Exchange:
    """Make a card. Raises Unavailable."""
    return done(lab, f"{CARD}.create", {**least(lab, f"{CARD}.create"), **form})


def new_design(lab: Lab, **form: Any) -> Exchange:
    """Make a design. Raises Unavailable."""
    return done(lab, f"{DESIGN}.create", {**least(lab, f"{DESIGN}.create"), **form})


def capture(lab: Lab, card: str, amount: int) -> str:
    """Capture an amount by force and return the id of the transaction. Raises Unavailable."""
    form = {"amount": amount, "card": card, "currency": "@issuing.currency"}
    return lab.provision.take_step(Step("POST", _FORCED, form), "")
