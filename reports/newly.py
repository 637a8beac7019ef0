"""What a run that is held against an earlier one, or against what was judged before, has anew."""

from __future__ import annotations

from harness.ledger import Ledger


def newly(ledger: Ledger) -> frozenset[str]:
    """Return the claims that are broken and were not in the baseline, and those that were judged
    before and are not any more; none where nothing was there to compare with.

    Beside a file of known failures, what is broken is new: the rest is known.
    """
    footer = ledger.footer or {}
    baseline, lost = footer.get("baseline"), footer.get("lost") or ()
    if baseline is None and not lost:
        return frozenset()
    new = (v.id for v in ledger.verdicts if v.status == "fail") if baseline is None else (
        baseline.get("new") or ())  # fmt: skip
    return frozenset([*new, *lost])
