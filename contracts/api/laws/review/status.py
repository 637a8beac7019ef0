"""A new design is in review, or decided already (PD-11)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, held, law
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import DESIGN, Bench, bench, new_design


@law(Family("review", called(f"{DESIGN}.create"), bench), clause="PD-11", level="should")
def status(stood: Bench) -> Outcome:
    """A new design is in review, or decided already."""
    made = new_design(stood.lab)
    found = made.item.get("status")
    return held(found in ("review", "active", "inactive"), "review, active or inactive",
                f"status {shown(found)}", made)  # fmt: skip
