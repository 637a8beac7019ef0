"""A publishable key sees a part of an intent, and no metadata (PI-22)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.looking.dig import named
from suites.looking.say import said

from ._family import CUSTOMER, MARK, RETRIEVE, Customer, of


@law(CUSTOMER, clause="PI-22", where=of(RETRIEVE))
def client_secret_subset(customer: Customer) -> Outcome:
    """A publishable key sees a part of an intent, and no metadata."""
    lab = customer.lab
    update = lab.contracts.operation("payment_intent.update")
    intent = customer.intent("requires_payment_method")
    ids = {update.path_parameters[0].name: named(intent.item)}
    with lab.standing():
        marked = lab.call(update, {"metadata": MARK}, ids)
        whole = lab.call(lab.contracts.operation(RETRIEVE), {}, ids)
    exchange = customer.with_secret(intent)
    if not exchange.accepted or whole.item.get("metadata") != MARK:
        reason = f"there is nothing to compare ({said(exchange)}, {said(marked)})"
        raise Unavailable(reason, exchange, marked, blocked_by=f"{RETRIEVE}.auth.client_secret")
    more = sorted(set(exchange.item) - set(whole.item))
    open_metadata = bool(exchange.item.get("metadata"))
    seen = "metadata" if open_metadata else f"also {', '.join(more)}"
    return held(not more and not open_metadata, "a part of the fields, without metadata", seen,
                exchange, whole)  # fmt: skip
