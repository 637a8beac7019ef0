"""What the network says of a token is shown on request only (TK-07)."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, held, law
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import TOKEN, done


class Provisioned(NamedTuple):
    """A token."""

    lab: Lab
    token: str


def _stand(lab: Lab, _operation: Operation) -> Provisioned:
    return Provisioned(lab, lab.provision.obtain(f"@{TOKEN}"))


@law(Family("network_data", called(f"{TOKEN}.retrieve"), _stand), clause="TK-07")
def on_request(stood: Provisioned) -> Outcome:
    """What the network says of a token is shown on request only."""
    found = done(stood.lab, f"{TOKEN}.retrieve", {}, stood.token)
    value = found.item.get("network_data")
    seen = f"network_data {shown(value)}"[:120]
    return held(value is None, "no network_data", seen, found)
