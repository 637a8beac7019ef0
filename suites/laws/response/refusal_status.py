"""A refusal has the status that belongs to what it says of itself (G-22, G-29).

A code or a type that the API keeps for one situation comes with the status of that situation,
whichever operation refuses and whatever it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response.error_envelope import says


@exchange_law(
    clause="G-22", stands_on=("error",), where=says,
    recorded=False,  # other versions had other pairs
)  # fmt: skip
def refusal_status(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when code or type of a refusal do not go with its status."""
    names, error, status = contracts.api.error, exchange.error_body, exchange.status
    kind, code = error.get("type"), error.get("code")
    if not exchange.refused or (names.type and not isinstance(kind, str)):
        return
    kind = kind if isinstance(kind, str) else ""
    allowed = _allowed(contracts, kind, code)
    if allowed and status not in allowed:
        said = f"code {code}" if code and kind not in names.of_type else f"type {kind}"
        yield Finding(f"status {_words(allowed)} with {said}", f"status {status}")
    elif (bank := names.decline) and status == bank.status and kind != bank.type:
        # Declines have it (G-29); that nothing else fails with their status is only likely.
        yield Finding(f"type {bank.type} with status {status}", f"type {kind[:40]}", "type",
                      "should")  # fmt: skip
    elif names.statuses and status not in names.statuses:
        yield Finding(f"status {_any(names.statuses)}", f"status {status}", "unknown", "should")
    else:
        yield None


def _allowed(contracts: Contracts, kind: str, code: object) -> tuple[int, ...]:
    """Return the statuses that go with a type and a code; none when nothing is said."""
    names = contracts.api.error
    if kind in names.of_type:
        return names.of_type[kind]
    if not isinstance(code, str | int) or not code:
        return ()
    return names.of_code.get(str(code)) or _kept(contracts, str(code))


def _kept(contracts: Contracts, code: str) -> tuple[int, ...]:
    """Return the statuses of what a code is kept for; none when nothing is said.

    A code that all situations have tells none of them, nor what else is refused with it.
    """
    coded = [s for s in contracts.situations.values() if s.code]
    having = [s for s in coded if code in s.code]
    if len(having) == len(coded) > 1:
        return ()
    kept = [s.status for s in having if s.levels.get("code") == "must"]
    auth = contracts.api.auth
    keyed = auth.refused if kept and code in auth.codes else ()
    return tuple(sorted({status for every in (*kept, keyed) for status in every}))


def _any(statuses: tuple[int, ...]) -> str:
    """Return the documented statuses of refusals in words."""
    asked = [status for status in statuses if status < 500]
    return f"{', '.join(map(str, asked[:-1]))} or {asked[-1]}" if asked[1:] else str(asked[0])


def _words(statuses: tuple[int, ...]) -> str:
    return " or ".join(map(str, statuses))
