"""Currency codes come back in lower case (G-119), wherever a promised field shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from suites.checks.registry import Finding
from suites.checks.walk import bare, promised_values
from suites.words import shown

CLAUSE = "G-119"
LEVEL: Level = "must"
_CODE = re.compile("[a-z]{3}")


def check(
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
