"""A design says why it was rejected, and nothing of the kind once it is reviewed again (PD-12)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Family, Unavailable, held, law
from suites.looking.say import shown
from suites.subjects import called

from .._issuing import DESIGN, Bench, bench, done

_CHANGE = {"carrier_text": {"header_title": "Assay"}}
_FIELD, _REJECTED = "rejection_reasons", "rejected"


@law(Family("reasons", called(f"{DESIGN}.update"), bench), clause="PD-12", level="should")
def reasons(stood: Bench) -> Outcome:
    """A rejected design has the reasons it was rejected for, a changed one has none."""
    lab = stood.lab
    name = lab.provision.obtain(f"@{DESIGN}:{_REJECTED}!")
    before = done(lab, f"{DESIGN}.retrieve", {}, name)
    if before.item.get("status") != _REJECTED:
        raise Unavailable("the design is not rejected", before)
    told = _listed(before.item.get(_FIELD))
    changed = done(lab, f"{DESIGN}.update", _CHANGE, name)
    if changed.item.get("status") == _REJECTED:
        raise Unavailable("the design stays rejected", changed, before,
                          blocked_by=f"{DESIGN}.update.review.again")  # fmt: skip
    left = _listed(changed.item.get(_FIELD))
    seen = f"{shown(told)} while rejected, {shown(left)} afterwards"
    return held(bool(told) and not left, "a reason while rejected, none afterwards", seen,
                changed, before)  # fmt: skip


def _listed(found: object) -> list[str]:
    """Return the reasons of all parts of a design."""
    parts = found.values() if isinstance(found, dict) else ()
    return [reason for part in parts if isinstance(part, list) for reason in part]
