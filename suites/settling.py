"""The verdicts that no worker can give: on claims that any answer might show, and none did."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from harness.claim import Claim
from harness.judge import brief, declared, failed_to_judge, untestable
from harness.twice import restated
from harness.verdict import BROKEN, Finding, Verdict
from suites.absence import hung
from suites.deafness import unblamed
from suites.roots import rooted
from suites.selection import Selection

UNSHOWN = "no answer that this run got shows anything about it"
UNJUDGED = "the suite gave no verdict"
TOLD = "all that it found is told by"
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def unreached(selection: Selection, verdicts: Mapping[str, Verdict]) -> list[str]:
    """Return the claims that a run which was cut short did not come to."""
    return sorted(selection.judged - verdicts.keys())


def settled(selection: Selection, found: tuple[Verdict, ...]) -> Iterator[Verdict]:
    """Yield the verdicts of a run that came to its end: one for each claim that was asked."""
    known = {verdict.id: verdict for verdict in found}
    whole = (*unblamed(known), *_missing(selection, known))
    yield from hanging(selection, whole)


def hanging(selection: Selection, found: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield verdicts with what each hangs on, be it all that a run was to find or not."""
    claims = selection.plan.claims
    yield from rooted(hung(claims, found), selection.plan.follows)
    yield from (declared(claims[name], by) for name, by in selection.unsupported.items())


def _missing(selection: Selection, known: Mapping[str, Verdict]) -> Iterator[Verdict]:
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


def told_once(selection: Selection, parts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the parts of verdicts without findings that another broken claim tells already.

    A part of which nothing is left says nothing but by whom it is told.
    """
    found, told = list(parts), defaultdict[str, dict[str, str]](dict)
    for verdict in found:
        if verdict.status in BROKEN and not verdict.once:
            operation, _, row = verdict.id.partition(f".{_words(selection, verdict)}.")
            told[f"{verdict.law} {operation}"][_dotted(row)] = verdict.id
    for verdict in found:
        law = selection.plan.law_of.get(verdict.law)
        if law is None or not law.told_by or not verdict.findings:
            yield verdict
            continue
        operation = verdict.id.partition(f".{_words(selection, verdict)}")[0]
        yield _left(verdict, told[f"{law.told_by} {operation}"])


def _words(selection: Selection, verdict: Verdict) -> str:
    """Return the part of an id that names the law."""
    law = selection.plan.law_of.get(verdict.law)
    return law.words if law else verdict.law


def _left(verdict: Verdict, told: Mapping[str, str]) -> Verdict:
    """Return what is left of a part without the places of rows that are told."""
    by = {finding.place: _teller(finding, told) for finding in verdict.findings}
    left = tuple(finding for finding in verdict.findings if not by[finding.place])
    if len(left) == len(verdict.findings):
        return verdict
    if not left:
        claim = next(filter(None, by.values()))
        return replace(verdict, status="not_testable", message=f"{TOLD} {claim}", expected="",
                       observed="", findings=(), more=0, once=False, blocked_by=claim)  # fmt: skip
    if any(finding.once for finding in verdict.findings):
        return restated(replace(verdict, findings=left))
    first = left[0]
    said = brief(f"expected {first.expected}; observed {first.observed}")
    return replace(verdict, expected=first.expected, observed=first.observed, findings=left,
                   message=said)  # fmt: skip


def _teller(finding: Finding, told: Mapping[str, str]) -> str:
    """Return the broken claim about the row of a finding, one above it or one below it."""
    place = f"{finding.place}."
    return next((claim for row, claim in told.items()
                 if place.startswith(f"{row}.") or f"{row}.".startswith(place)), "")  # fmt: skip


def _dotted(row: str) -> str:
    """Return the path of a row, `a[b][]`, as places have it: `a.b`."""
    return _BRACKETS.sub(lambda found: f".{found[1]}" if found[1] else "", row)
