"""Currency codes come back in lower case (G-119), wherever a promised field shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.law import exchange_law
from suites.laws.response._where import shows
from suites.looking.walk import bare, promised_values
from suites.looking.say import shown

_CODE = re.compile("[a-z]{3}")


@exchange_law(clause="G-119", where=shows(lambda field: field.name == "currency"), recorded=True)
def currency(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[Finding | None]:
    """Yield a finding for each currency that is no three small letters."""
    if not exchange.accepted:
        return
    seen = wrong = False
    for path, value in promised_values(
        exchange, operation, contracts, lambda name: name == "currency"
    ):
        if not isinstance(value, str):
            continue
        seen = True
        if not _CODE.fullmatch(value):
            wrong = True
            yield Finding(f"{path} is a currency in lower case", shown(value), bare(path))
    if seen and not wrong:
        yield None
