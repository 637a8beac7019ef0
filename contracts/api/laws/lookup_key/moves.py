"""With `transfer_lookup_key` a lookup key leaves its holder (PD-08)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import shown

from .._issuing import DESIGN, done, new_design
from ._family import KEYED, Keyed


@law(KEYED, clause="PD-08")
def moves(stood: Keyed) -> Outcome:
    """With `transfer_lookup_key` a lookup key leaves its holder."""
    lab, (key, first) = stood.lab, stood.moved
    second = new_design(lab, lookup_key=key, transfer_lookup_key=True)
    again = done(lab, f"{DESIGN}.retrieve", {}, str(first.item["id"]))
    left = again.item.get("lookup_key")
    good = second.item.get("lookup_key") == key and left is None
    return held(good, "the key at its new holder only",
                f"lookup_key {shown(left)} at the old one", again, second)  # fmt: skip
