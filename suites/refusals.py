"""Judges refusals: is a broken form refused, with the documented status, type, code and param?

A refusal proves something only when its twin, the valid form it was made of, is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contracts.model import Level, Operation, Situation
from harness.exchange import Exchange
from strategies import Violation
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.say import having

_RANK: dict[Level, int] = {"must": 0, "should": 1, "probe": 2}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One part of a refusal that is not as documented."""

    part: str
    level: Level
    expected: str
    observed: str


def mismatches(
    exchange: Exchange, situation: Situation, params: Sequence[str]
) -> Iterator[Mismatch]:
    """Yield what is not as documented in an answer that should be a refusal.

    `params` are the names that `error.param` may have.
    """
    if not exchange.refused:
        yield Mismatch("refused", situation.level, "a refusal (4xx)", said(exchange))
        return
    levels, error = situation.levels, exchange.error_body
    if "status" in levels and exchange.status not in situation.status:
        wanted = " or ".join(map(str, situation.status))
        yield Mismatch("status", levels["status"], f"status {wanted}", f"status {exchange.status}")
    if "type" in levels and error.get("type") != situation.type:
        yield Mismatch("type", levels["type"], f"error.type {situation.type}",
                       having("error.type", error.get("type")))  # fmt: skip
    if "code" in levels and (error.get("code") or "") not in situation.code:
        wanted = " or ".join(code or "(none)" for code in situation.code)
        yield Mismatch("code", levels["code"], f"error.code {wanted}",
                       having("error.code", error.get("code")))  # fmt: skip
    if "param" in levels and situation.param == "name" and error.get("param") not in params:
        yield Mismatch("param", levels["param"], f"error.param {' or '.join(params)}",
                       having("error.param", error.get("param")))  # fmt: skip


def record(
    lab: Lab, claim: Claim, situation: Situation, params: Sequence[str], *exchanges: Exchange
) -> None:
    """Record what the last of `exchanges` says about a claim: the worst mismatch decides."""
    found = sorted(mismatches(exchanges[-1], situation, params), key=lambda m: _RANK[m.level])
    if not found:
        lab.passed(claim, *exchanges)
        return
    worst = found[0].level
    parts = [m for m in found if m.level == worst]
    lab.broken(
        Claim(claim.id, claim.clause, claim.operation, worst, claim.source),
        ", ".join(m.expected for m in parts),
        ", ".join(m.observed for m in parts),
        *reversed(exchanges),
    )


def name_of(operation: Operation, violation: Violation) -> str:
    """Return the id of the claim that a violation puts to the test."""
    place = violation.row or violation.params[0]
    nested = ".nested" if violation.situation == "unknown_nested" else ""
    return f"{operation.id}.{violation.topic}{nested}.{place}"


def claim_of(operation: Operation, violation: Violation, situation: Situation) -> Claim:
    """Return the claim that a violation puts to the test."""
    return Claim(
        name_of(operation, violation), situation.clause, operation.title, situation.level,
        f"L{violation.source}",
    )  # fmt: skip


def judge(
    lab: Lab,
    operation: Operation,
    violation: Violation,
    spoilt: Callable[[], bool] | None = None,
) -> Exchange | None:
    """Send a violation when its twin is accepted, and record the verdict.

    An answer that is not the documented one is asked for again when `spoilt` says that something
    earlier had changed the object: it may have spoken of the object, not of the form.
    """
    situation = lab.contracts.situations[violation.situation]
    claim = claim_of(operation, violation, situation)
    twin = lab.twin(operation, violation.base, violation.subject)
    if isinstance(twin, str):
        lab.untestable(claim, twin)
        return None
    if not twin.accepted:
        seen = lab.told_of(operation, twin)
        lab.untestable(claim, f"its twin, a valid request, was not accepted ({seen})", twin)
        return None
    try:
        ids = lab.subject(operation, violation.subject, fresh=False)
        exchange = lab.call(operation, lab.provision.fill(violation.form), ids)
        wrong = exchange.refused and any(mismatches(exchange, situation, violation.params))
        if wrong and spoilt is not None and spoilt():
            ids = lab.subject(operation, violation.subject, fresh=False)
            exchange = lab.call(operation, lab.provision.fill(violation.form), ids)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return None
    record(lab, claim, situation, violation.params, twin, exchange)
    if not exchange.refused:  # what a broken form did to its object must not spoil the next
        lab.spent(ids)
    return exchange
