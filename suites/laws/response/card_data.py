"""No card number, security code or secret key stands where none belongs (G-94, CA-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Api, Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every
from suites.looking.once import per_operation
from suites.looking.walk import leaves

_PAN = re.compile(r"[0-9](?:[ -]?[0-9]){12,18}")
_CVC = re.compile("[0-9]{3,4}")


@exchange_law(clause="G-94", stands_on=(), where=every, recorded=True)
def card_data(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each card number, security code or secret key in a body.

    An object shows what stands in it on request to who retrieves it and asks for that by its name,
    and to no other.
    """
    if not (exchange.accepted or exchange.refused):
        return
    asked = exchange.request.asked if operation.kind == "retrieve" else ""
    given = {name for name in _on_request(operation, contracts) if name in asked}
    if exchange.accepted:
        yield None
    for path, bare, name, value in leaves(exchange):
        if not isinstance(value, str) or name in given:
            continue
        kind = _secret(name, value, contracts.api)
        if kind:
            yield Finding(f"no {kind} in the answer", f"{path} is a {kind}", bare)


@per_operation
def _on_request(operation: Operation, contracts: Contracts) -> frozenset[str]:
    """Return the names of the fields that are shown to who asks for them."""
    table = contracts.resource(operation.returns).table.values()
    return frozenset(field.name for field in table if field.on_request)


def _secret(name: str, value: str, api: Api) -> str:
    if api.cards and name in api.cards.numbers and _PAN.fullmatch(value) and luhn(value):
        return "card number"
    if api.cards and name in api.cards.codes and _CVC.fullmatch(value):
        return "security code"
    secret = api.auth.pattern and re.fullmatch(api.auth.pattern, value)
    return "secret key" if secret else ""


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number fits."""
    total = 0
    for place, digit in enumerate(int(d) for d in reversed(digits) if d.isdigit()):
        total += digit if place % 2 == 0 else digit * 2 - (9 if digit > 4 else 0)
    return total % 10 == 0
