"""What hangs on requests that the server never answers is blocked by the one claim that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from harness.claim import Claim
from harness.exchange import Exchange
from harness.judge import untestable
from harness.verdict import Verdict

LAW = "answers.answers"
WORDS = "the server never answers such a request"


def blocked(claim: Claim, evidence: Iterable[Exchange]) -> Verdict | None:
    """Return that a claim hangs on a request that is never answered, or None when it does not."""
    shown = tuple(evidence)
    for exchange in shown:
        if exchange.deaf and claim.law != LAW:
            reason = f"{WORDS}: {exchange.error}"
            return untestable(claim, reason, shown, f"{exchange.operation}.answers")
    return None


def unblamed(found: Mapping[str, Verdict]) -> Iterator[Verdict]:
    """Yield verdicts; an error over a request that was found out later to be never answered is
    none: its claim is blocked.
    """
    told = [v for v in found.values() if v.law == LAW and v.status == "fail"]
    deaf = {name: verdict.id for verdict in told for name in verdict.exchanges}
    for verdict in found.values():
        blocker = next((deaf[name] for name in verdict.exchanges if name in deaf), "")
        if blocker and verdict.status == "error":
            message = f"{WORDS}: {verdict.message}"
            yield replace(verdict, status="not_testable", message=message, blocked_by=blocker)
        else:
            yield verdict
