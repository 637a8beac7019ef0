"""Is a refusal the documented one: status, type, code and param, as far as a source vouches?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contracts.model import Level, Situation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.law import broken, passed
from suites.looking.say import having, said

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
    if "param" in levels and situation.param == "path" and error.get("param", "id") not in params:
        yield Mismatch("param", levels["param"], f"error.param {' or '.join(params)}",
                       having("error.param", error.get("param")))  # fmt: skip
    if "param" in levels and situation.param == "none" and error.get("param"):
        yield Mismatch("param", levels["param"], "no error.param",
                       having("error.param", error.get("param")))  # fmt: skip


def at_most(known: Situation, level: Level | None) -> Situation:
    """Return a situation no part of which binds more than a level, where one is given."""
    if level is None:
        return known
    parts = {part: max(own, level, key=_RANK.__getitem__) for part, own in known.levels.items()}
    return replace(known, level=max(known.level, level, key=_RANK.__getitem__), levels=parts)


def refused(situation: Situation, params: Sequence[str], *exchanges: Exchange) -> Outcome:
    """Return what the last of `exchanges` says of a situation: the worst mismatch decides."""
    found = sorted(mismatches(exchanges[-1], situation, params), key=lambda m: _RANK[m.level])
    if not found:
        return passed(*exchanges)
    worst = found[0].level
    parts = [m for m in found if m.level == worst]
    return broken(
        ", ".join(m.expected for m in parts), ", ".join(m.observed for m in parts),
        *reversed(exchanges), level=worst,
    )  # fmt: skip


def gravest(outcomes: Sequence[Outcome]) -> Outcome:
    """Return the first of the gravest breaches; where all hold, that they do, with all that shows.

    `outcomes` is not empty.
    """
    wrong = [outcome for outcome in outcomes if not outcome.holds]
    if wrong:
        return min(wrong, key=lambda outcome: _RANK[outcome.level or "must"])
    seen = {exchange.id: exchange for outcome in outcomes for exchange in outcome.evidence}
    return passed(*seen.values())
