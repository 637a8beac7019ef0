"""What the network says of a token is shown on request only (TK-07)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import shown

from ._family import NAME, PROVISIONED, Provisioned


@law(PROVISIONED, clause="TK-07")
def on_request(stood: Provisioned) -> Outcome:
    """What the network says of a token is shown on request only."""
    found = stood.shown({})
    value = found.item.get(NAME)
    return held(value is None, f"no {NAME}", f"{NAME} {shown(value)}"[:120], found)
