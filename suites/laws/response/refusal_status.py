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
from suites.laws.response._where import every

_OF_TYPE = {"card_error": (402,), "idempotency_error": (400, 409)}
_OF_CODE = {
    "payment_intent_unexpected_state": (400,),
    "property_expansion_max_depth": (400,),
}
_DOCUMENTED = (400, 401, 402, 403, 404, 405, 409, 413, 414, 415, 424, 429, 431)
_DECLINED = 402


@exchange_law(
    clause="G-22", where=every,
    recorded=False,  # other versions had other pairs
)  # fmt: skip
def refusal_status(
    exchange: Exchange, _operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding when code or type of a refusal do not go with its status."""
    error, status = exchange.error_body, exchange.status
    kind, code = error.get("type"), error.get("code")
    if not exchange.refused or not isinstance(kind, str):
        return
    allowed = _allowed(contracts, kind, code)
    if allowed and status not in allowed:
        said = f"code {code}" if code and kind not in _OF_TYPE else f"type {kind}"
        yield Finding(f"status {_words(allowed)} with {said}", f"status {status}")
    elif status == _DECLINED and kind != "card_error":
        # Declines have it (G-29); that nothing else fails with 402 is only likely.
        yield Finding("type card_error with status 402", f"type {kind[:40]}", "type", "should")
    elif status not in _DOCUMENTED:
        yield Finding(f"status 400 with type {kind[:40]}", f"status {status}", "unknown", "should")
    else:
        yield None


def _allowed(contracts: Contracts, kind: str, code: object) -> tuple[int, ...]:
    """Return the statuses that go with a type and a code; none when nothing is said."""
    if kind in _OF_TYPE:
        return _OF_TYPE[kind]
    if not isinstance(code, str) or not code:
        return ()
    found = (s.status for s in contracts.situations.values()
             if code in s.code and s.levels.get("code") == "must")  # fmt: skip
    return _OF_CODE.get(code) or tuple(sorted({status for group in found for status in group}))


def _words(statuses: tuple[int, ...]) -> str:
    return " or ".join(map(str, statuses))
