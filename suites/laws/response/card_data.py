"""No card number, security code or secret key stands where none belongs (G-94, CA-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import every
from suites.looking.walk import leaves

_NUMBERS = ("number", "pan", "card_number", "full_number")
_CODES = ("cvc", "cvv", "cvc2", "cvv2", "security_code")
_PAN = re.compile(r"[0-9](?:[ -]?[0-9]){12,18}")
_CVC = re.compile("[0-9]{3,4}")
_KEY = re.compile(r"(?:sk|rk)_(?:test|live)_\w{8,}")


@exchange_law(clause="G-94", where=every, recorded=True)
def card_data(
    exchange: Exchange, operation: Operation, _contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each card number, security code or secret key in a body.

    A card shows its number and code to who retrieves it and asks to expand them, and to no other.
    """
    if not (exchange.accepted or exchange.refused):
        return
    asked = exchange.request.query if operation.id == "issuing.card.retrieve" else ""
    wrong = False
    for path, bare, name, value in leaves(exchange):
        if not isinstance(value, str) or (name in ("number", "cvc") and name in asked):
            continue
        kind = _secret(name, value)
        if kind:
            wrong = True
            yield Finding(f"no {kind} in the answer", f"{path} is a {kind}", bare)
    if exchange.accepted and not wrong:
        yield None


def _secret(name: str, value: str) -> str:
    if name in _NUMBERS and _PAN.fullmatch(value) and luhn(value):
        return "card number"
    if name in _CODES and _CVC.fullmatch(value):
        return "security code"
    return "secret key" if _KEY.fullmatch(value) else ""


def luhn(digits: str) -> bool:
    """Whether the check digit of a card number fits."""
    total = 0
    for place, digit in enumerate(int(d) for d in reversed(digits) if d.isdigit()):
        total += digit if place % 2 == 0 else digit * 2 - (9 if digit > 4 else 0)
    return total % 10 == 0
