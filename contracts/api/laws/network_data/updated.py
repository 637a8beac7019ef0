"""An update that expands what the network says of a token shows it as a retrieval does (TK-07)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Unavailable, held, law
from suites.looking.say import shown

from .._issuing import TOKEN, done
from ._family import EXPANDED, NAME, PROVISIONED, Provisioned


def _updates(operation: Operation, _contracts: Contracts) -> bool:
    return operation.kind == "update"


@law(PROVISIONED, clause="TK-07", where=_updates)
def updated(stood: Provisioned) -> Outcome:
    """An update that expands what the network says of a token shows it as a retrieval does."""
    answer = stood.shown(EXPANDED)
    again = done(stood.lab, f"{TOKEN}.retrieve", EXPANDED, stood.token)
    wanted, found = again.item.get(NAME), answer.item.get(NAME)
    if not isinstance(wanted, dict):
        raise Unavailable(f"a retrieval shows no {NAME} of the token", again)
    expected = f"{NAME} {shown(wanted)}"[:120]
    return held(found == wanted, expected, f"{NAME} {shown(found)}"[:120], answer, again)
