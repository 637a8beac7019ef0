"""A card that is canceled after some payments is canceled by the last of them (CA-13, 3.6).

How payments are made in test mode is a call beside the operations: where there is none, nothing is
known.
"""

from __future__ import annotations

from contracts.model import Step
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import Family, held, law
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import CARD, Bench, bench, done, new_card

_PAYMENTS = 2
_AUTHORIZE = Step("POST", "/v1/test_helpers/issuing/authorizations", {
    "amount": 100, "card": "$card", "currency": "@issuing.currency",
})  # fmt: skip


@law(Family("cancel_after", called(f"{CARD}.create"), bench), clause="CA-13", level="should")
def counted(stood: Bench) -> Outcome:
    """A card for two payments is active after one and canceled after the other."""
    controls = {"cancel_after": {"payment_count": _PAYMENTS}}
    made = new_card(stood.lab, status="active", lifecycle_controls=controls)
    first, last = (_paid(stood, made) for _ in range(_PAYMENTS))
    seen = [exchange.item.get("status") for exchange in (first, last)]
    wanted = "status active after the first payment, canceled after the second"
    return held(seen == ["active", "canceled"], wanted, f"status {shown(seen[0])}, then "
                f"{shown(seen[1])}", last, first, made)  # fmt: skip


def _paid(stood: Bench, made: Exchange) -> Exchange:
    """Pay with a card and return it as it then is. Raises Unavailable."""
    name = str(made.item["id"])
    stood.lab.provision.take_step(_AUTHORIZE, "", {"card": name})
    return done(stood.lab, f"{CARD}.retrieve", {}, name)
