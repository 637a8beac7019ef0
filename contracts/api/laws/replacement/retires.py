"""A damaged card works until the one in its place is active, and is canceled then (CA-28)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law

from .._issuing import CARD, done
from ._family import DAMAGED, REPLACED, Replaced, of


@law(REPLACED, clause="CA-28", each=of(DAMAGED))
def retires(stood: Replaced) -> Outcome:
    """A damaged card works until the one in its place is active, and is canceled then."""
    lab, new, old = stood.lab, stood.new(), stood.name
    before = done(lab, f"{CARD}.retrieve", {}, old).item.get("status")
    if new.item.get("status") != "active":
        done(lab, f"{CARD}.update", {"status": "active"}, str(new.item["id"]))
    after = done(lab, f"{CARD}.retrieve", {}, old)
    found = (before, after.item.get("status"))
    return held(found == ("active", "canceled"), "active, and canceled afterwards",
                f"{found[0]}, and {found[1]} afterwards", after, new, stood.old)  # fmt: skip
