"""A rejected design that is changed is reviewed again, or decided at once (PD-11)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, Unavailable, held, law
from suites.looking.say import having
from suites.subjects import called

from .._issuing import DESIGN, Bench, bench, done

_CHANGE = {"carrier_text": {"header_title": "Assay"}}


@law(Family("again", called(f"{DESIGN}.update"), bench), clause="PD-11", level="should")
def again(stood: Bench) -> Outcome:
    """A rejected design with another text is reviewed again, or decided at once."""
    lab = stood.lab
    name = lab.provision.obtain(f"@{DESIGN}:rejected!")
    before = done(lab, f"{DESIGN}.retrieve", {}, name)
    if before.item.get("status") != "rejected":
        raise Unavailable("the design is not rejected", before)
    changed = done(lab, f"{DESIGN}.update", _CHANGE, name)
    after = done(lab, f"{DESIGN}.retrieve", {}, name)
    for exchange in (changed, after):
        status = exchange.item.get("status")
        if status not in ("review", "active", "inactive"):
            wanted = "review, active or inactive"
            return held(False, wanted, having("status", status), exchange, before)
    return held(True, "", "", changed, after, before)
