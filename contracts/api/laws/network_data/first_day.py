"""What the network says of a token is to be had during its first day alone (TK-07)."""

from __future__ import annotations

import time

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.looking.say import shown

from .._issuing import TOKEN, done
from ._family import EXPANDED, NAME, PROVISIONED, Provisioned

_LONG_AGO = 36 * 3600  # seconds: a day, and as much as two clocks may differ


def _retrieves(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "retrieve"


@law(PROVISIONED, clause="TK-07", level="should", where=_retrieves)
def first_day(stood: Provisioned) -> Outcome:
    """What the network says of a token is to be had during its first day alone."""
    lab, before = stood.lab, int(time.time()) - _LONG_AGO
    form = {"card": "@issuing.card:tokenized", "created": {"lt": before}}
    listed = done(lab, f"{TOKEN}.list", form)
    old = [item for item in listed.entries or ()
           if isinstance(item, dict) and item.get("created", before) < before]  # fmt: skip
    if not old:
        raise Unavailable("no token of the card is older than a day", listed)
    found = done(lab, f"{TOKEN}.retrieve", EXPANDED, str(old[0]["id"]))
    value = found.item.get(NAME)
    return held(value is None, f"no {NAME}", f"{NAME} {shown(value)}"[:120], found, listed)
