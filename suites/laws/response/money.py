"""Amounts are integers in minor units (G-120), wherever a promised field shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Field, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import shows
from suites.looking.say import shown
from suites.looking.walk import promised

_NUMBER = re.compile("[-+]?[0-9][0-9.,_ ]*")


def _amount(field: Field) -> bool:
    """Whether a field holds money."""
    return field.format == "minor_units"


@exchange_law(clause="G-120", stands_on=(), where=shows(_amount), recorded=True)
def money(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each amount that is a text or has a fraction."""
    if not exchange.accepted:
        return
    for leaf in promised(exchange, operation, contracts, _amount):
        path, value = leaf.path, leaf.value
        if _wrong(value):
            yield Finding(f"{path} is an integer in minor units", shown(value), leaf.bare)
        else:
            yield None


def _wrong(value: Any) -> bool:
    """Whether a value is money of a wrong kind; words are the response table's."""
    if isinstance(value, str):
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, float | bool)
