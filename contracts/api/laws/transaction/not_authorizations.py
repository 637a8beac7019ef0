"""What was only authorized cannot be disputed (DI-12)."""

from __future__ import annotations

from contracts.model import Step
from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import said

from .._disputed import DISPUTED, Disputed
from .._issuing import DISPUTE, ask

_AUTHORIZE = Step("POST", "/v1/test_helpers/issuing/authorizations", {
    "amount": 1000, "card": "@issuing.card:active", "currency": "@issuing.currency",
})  # fmt: skip


@law(DISPUTED, clause="DI-12")
def not_authorizations(stood: Disputed) -> Outcome:
    """What was only authorized cannot be disputed."""
    twin = stood.made()
    name = stood.lab.provision.take_step(_AUTHORIZE, "")
    with stood.lab.wrongly():
        exchange = ask(stood.lab, f"{DISPUTE}.create", {"transaction": name})
    return held(exchange.refused, "a refusal", said(exchange), exchange, twin)
