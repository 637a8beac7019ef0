"""The verdicts that no worker can give: on claims that any answer might show, and none did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.claim import Claim
from harness.judge import failed_to_judge, untestable
from harness.verdict import Verdict
from suites.roots import rooted
from suites.selection import Selection

UNSHOWN = "no answer that this run got shows anything about it"
UNJUDGED = "the suite gave no verdict"


def unreached(selection: Selection, verdicts: Mapping[str, Verdict]) -> list[str]:
    """Return the claims that a run which was cut short did not come to."""
    return sorted(selection.asked - verdicts.keys())


def settled(selection: Selection, found: tuple[Verdict, ...]) -> Iterator[Verdict]:
    """Yield the verdicts of a run that came to its end: one for each claim that was asked."""
    yield from rooted([*found, *_missing(selection, found)], selection.plan.follows)


def _missing(selection: Selection, found: tuple[Verdict, ...]) -> Iterator[Verdict]:
    known = {verdict.id: verdict for verdict in found}
    for name in unreached(selection, known):
        claim = selection.plan.claims[name]
        if selection.plan.law_of[claim.law].parts:
            yield _unshown(claim, known)
        else:
            yield failed_to_judge(claim, UNJUDGED)


def _unshown(claim: Claim, known: Mapping[str, Verdict]) -> Verdict:
    """Return that nothing showed a claim, and what stood in the way when something did."""
    operation = claim.id.partition(f".{claim.law}")[0]
    blocker = known.get(f"{operation}.accepts")
    if blocker is None or blocker.status == "pass":
        return untestable(claim, UNSHOWN)
    return untestable(claim, f"{UNSHOWN}: {blocker.message}", blocked_by=blocker.id)
