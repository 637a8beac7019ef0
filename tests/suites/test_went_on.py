"""What goes on by itself in a part of an object is no doing of an update."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import load
from suites.looking.moving import moved

SENT: dict[str, Any] = {"name": "Jenny", "status": "pending", "carrier": None, "eta": None}


@pytest.mark.parametrize(("before", "after", "changed"), [
    (SENT, SENT | {"status": "shipped", "carrier": "fedex", "eta": 1709631000}, []),
    (SENT, SENT | {"status": "shipped", "name": "Jo"}, ["shipping"]),
    (SENT | {"status": "delivered"}, SENT, ["shipping"]),
    (SENT, None, ["shipping"]),
])  # fmt: skip
def test_a_parcel_goes_on(before: Any, after: Any, changed: list[str]) -> None:
    """A card on its way is sent, and its address stays (CA-25)."""
    contracts = load()
    card = contracts.resource("issuing.card")
    assert moved(contracts, card, {"shipping": before}, {"shipping": after}) == changed
