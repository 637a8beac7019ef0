"""What a run that is held against an earlier one, or against what was judged before, has anew."""

from __future__ import annotations

from harness.ledger import Ledger


def newly(ledger: Ledger) -> frozenset[str]:
    """Return the claims that are broken and were not in the baseline, and those that were judged
    before and are not any more; none where nothing was there to compare with.
    """
    footer = ledger.footer or {}
    baseline = footer.get("baseline") or {}
    return frozenset([*(baseline.get("new") or ()), *(footer.get("lost") or ())])
