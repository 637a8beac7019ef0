"""Number and code of a virtual card are shown when expanded, and only then (G-94)."""

from __future__ import annotations

from typing import NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Family, held, law
from suites.subjects import called

from .._issuing import CARD, done, new_card


class Virtual(NamedTuple):
    """A new virtual card."""

    lab: Lab
    card: str


def _stand(lab: Lab, _operation: Operation) -> Virtual:
    return Virtual(lab, str(new_card(lab).item["id"]))


@law(Family("secrets", called(f"{CARD}.retrieve"), _stand), clause="G-94")
def on_request(stood: Virtual) -> Outcome:
    """Number and code of a virtual card are shown when expanded, and only then."""
    lab, card = stood
    plain = done(lab, f"{CARD}.retrieve", {}, card)
    asked = done(lab, f"{CARD}.retrieve", {"expand": ["number", "cvc"]}, card)
    number, code = asked.item.get("number"), asked.item.get("cvc")
    good = isinstance(number, str) and number.isdigit() and isinstance(code, str)
    hidden = plain.item.get("number") is None and plain.item.get("cvc") is None
    ends = str(number or "").endswith(str(plain.item.get("last4")))
    seen = f"number {'shown' if number else 'not shown'}, unasked {'hidden' if hidden else 'shown'}"
    seen += "" if ends else ", ends otherwise than last4"
    return held(good and hidden and ends,
                "number, ending with last4, and cvc when expanded, neither without", seen, asked,
                plain)  # fmt: skip
