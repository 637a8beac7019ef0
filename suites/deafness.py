"""What hangs on requests that are never answered, or never so that they can be read, is blocked by
the one claim that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from harness.claim import Claim
from harness.coding import garbled
from harness.exchange import Exchange
from harness.judge import untestable
from harness.verdict import Verdict

LAW = "answers.answers"
CONTENT = "response.content_type"
WORDS = "the server never answers such a request"


def unread(claim: Claim, evidence: Iterable[Exchange]) -> Verdict | None:
    """Return that a claim hangs on an answer that cannot be read, or None when it does not."""
    shown = tuple(evidence)
    for exchange in shown:
        wrong = garbled(exchange) if exchange.operation and claim.law != CONTENT else ""
        if wrong:
            blocker = f"{exchange.operation}.{CONTENT}"
            return untestable(claim, f"the answer cannot be read: {wrong}", shown, blocker)
    return None


def blocked(claim: Claim, evidence: Iterable[Exchange]) -> Verdict | None:
    """Return that a claim hangs on a request that is never answered, or None when it does not."""
    shown = tuple(evidence)
    for exchange in shown:
        if exchange.deaf and claim.law != LAW:
            reason = f"{WORDS}: {exchange.error}"
            return untestable(claim, reason, shown, f"{exchange.operation}.answers")
    return unread(claim, shown)


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
