"""Currency codes come back in lower case (G-119), wherever a promised field shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Field, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import shows
from suites.looking.say import shown
from suites.looking.walk import promised

_CODE = re.compile("[a-z]{3}")


def _currency(field: Field) -> bool:
    return field.format == "currency"


@exchange_law(clause="G-119", stands_on=(), where=shows(_currency), recorded=True)
def currency(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each currency that is no three small letters."""
    if not exchange.accepted:
        return
    for leaf in promised(exchange, operation, contracts, _currency):
        path, value = leaf.path, leaf.value
        if not isinstance(value, str):
            continue
        if _CODE.fullmatch(value):
            yield None
        else:
            yield Finding(f"{path} is a currency in lower case", shown(value), leaf.bare)
