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
    if "status" in levels and not situation.has(exchange.status):
        wanted = " or ".join(map(str, situation.status))
        yield Mismatch("status", levels["status"], f"status {wanted}", f"status {exchange.status}")
    names = exchange.conventions
    if "type" in levels and names.type and error.get("type") != situation.type:
        label = names.label("type")
        yield Mismatch("type", levels["type"], f"{label} {situation.type}",
                       having(label, error.get("type")))  # fmt: skip
    if "code" in levels and names.code and exchange.code not in situation.code:
        wanted, label = (
            " or ".join(code or "(none)" for code in situation.code),
            names.label("code"),
        )
        yield Mismatch("code", levels["code"], f"{label} {wanted}",
                       having(label, error.get("code")))  # fmt: skip
    if "param" in levels and names.param:
        yield from _misnamed(exchange, situation, params)


def _misnamed(
    exchange: Exchange, situation: Situation, params: Sequence[str]
) -> Iterator[Mismatch]:
    """Yield what a refusal names instead of what it should, as the API itself spells it."""
    names, found = exchange.conventions, exchange.error_body.get("param")
    spelled = [names.writing.spelled(param, exchange.operation) for param in params]
    label, level = names.label("param"), situation.levels["param"]
    named = exchange.error_body.get("param", "id") if situation.param == "path" else found
    if situation.param in ("name", "path") and named not in spelled:
        yield Mismatch("param", level, f"{label} {' or '.join(spelled)}", having(label, found))
    if situation.param == "none" and found:
        yield Mismatch("param", level, f"no {label}", having(label, found))


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
