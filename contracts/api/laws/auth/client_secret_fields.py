"""A publishable key sees what the reference of intents calls retrievable with one (PI-22)."""

from __future__ import annotations

import contextlib

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.looking.say import said

from ._family import CUSTOMER, RETRIEVE, Customer, of

# What the documented object marks as retrievable with a publishable key.
OPEN_TO_ALL = (
    "id", "object", "amount", "automatic_payment_methods", "canceled_at", "cancellation_reason",
    "capture_method", "client_secret", "confirmation_method", "created", "currency", "description",
    "last_payment_error", "livemode", "next_action", "payment_method", "payment_method_types",
    "processing", "receipt_email", "setup_future_usage", "shipping", "status",
)  # fmt: skip


@law(CUSTOMER, clause="PI-22", level="should", where=of(RETRIEVE))
def client_secret_fields(customer: Customer) -> Outcome:
    """What a publishable key may see is there, and is what a secret key sees.

    So it is of an intent that has come further as well, where one can be made.
    """
    found = _held(customer, "requires_payment_method")
    if found.holds:
        with contextlib.suppress(Unavailable):
            found = _held(customer, "requires_action")
    return found


def _held(customer: Customer, state: str) -> Outcome:
    """Judge what is shown of a fresh intent in a state. Raises Unavailable."""
    whole = customer.intent(state)
    exchange = customer.with_secret(whole)
    if not exchange.accepted:
        reason = f"there is nothing to compare ({said(exchange)})"
        raise Unavailable(reason, exchange, blocked_by=f"{RETRIEVE}.auth.client_secret")
    own = {name: whole.item[name] for name in OPEN_TO_ALL if name in whole.item}
    view = exchange.item
    other = [
        f"no {name}" if name not in view else f"another {name}"
        for name in own
        if name not in view or view[name] != own[name]
    ]
    return held(not other, "the public fields as a secret key sees them", ", ".join(other),
                exchange, whole)  # fmt: skip
