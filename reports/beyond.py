"""What breaks a run, or leaves it incomplete, and is not the status of a verdict.

A tool that reads statuses alone would show such a run as green.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from harness.ledger import Ledger
from harness.legible import line
from harness.result import listed
from harness.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class Beyond:
    """One such thing: a name that is the same in each run, what it makes of the run, and why."""

    name: str
    kind: Literal["failure", "error"]
    text: str


def weight(ledger: Ledger, verdict: Verdict) -> Status:
    """Return the status by which a verdict counts: a should that fails the run counts as a must."""
    if verdict.status != "warn":
        return verdict.status
    return "fail" if verdict.id in ((ledger.footer or {}).get("warned") or ()) else "warn"


def beyond(ledger: Ledger) -> list[Beyond]:
    """Return what a run comes to beside its verdicts; nothing where they say it all."""
    return [Beyond(line(b.name), b.kind, line(b.text)) for b in _beyond(ledger)]


def _beyond(ledger: Ledger) -> Iterator[Beyond]:
    footer, totals = ledger.footer or {}, ledger.totals
    entries = {entry["id"]: entry for entry in ledger.header.get("known") or ()}
    for name in footer.get("expired") or ():
        reason = entries.get(name, {}).get("reason", "")
        yield Beyond(f"expired.{name}", "failure", f"the entry {name} has expired: {reason}")
    if not ledger.complete:
        unreached = len(footer.get("unreached") or ()) or len(ledger.claims) - len(ledger.verdicts)
        text = f"the run was ended before its end, {unreached:,} claims unasked"
        yield Beyond("complete", "error", text)
    elif not (totals["pass"] or totals["known"] or totals["fail"] or totals["fixed"]):
        yield Beyond("judged", "error", "nothing that was asked could be shown to hold")
    if footer.get("lost"):
        text = f"judged before and not any more: {listed(footer['lost'])}"
        yield Beyond("lost", "error", text)
    if footer.get("short"):
        short = footer["short"]
        share = f"{short['judged']} of {short['of']} claims were judged"
        yield Beyond("short", "error", f"{share}, and {short['required']:g}% were asked for")
