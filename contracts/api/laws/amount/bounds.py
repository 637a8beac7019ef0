"""An amount that no transaction has is not disputed (DI-26)."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import About, Unavailable, held, law
from suites.looking.say import said

from .._disputed import DISPUTED, Disputed
from .._issuing import DISPUTE, ask

_WRONG = {"zero": 0, "negative": -1, "above": None}


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    return (About(operation, place, place) for place in _WRONG)


@law(DISPUTED, clause="DI-26", level="should", each=_each)
def bounds(stood: Disputed, place: str) -> Outcome:
    """A dispute of nothing, of less, or of more than its transaction is refused."""
    twin, transaction = stood.made(), stood.transaction()
    size, amount = transaction.item.get("amount"), _WRONG[place]
    if amount is None:
        if not isinstance(size, int):
            raise Unavailable("the transaction has no amount", transaction)
        amount = abs(size) + 1
    with stood.lab.wrongly():
        form = {"transaction": stood.another(), "amount": amount}
        created = ask(stood.lab, f"{DISPUTE}.create", form)
        changed = ask(stood.lab, f"{DISPUTE}.update", {"amount": amount}, str(twin.item["id"]))
    taken = next((answer for answer in (created, changed) if not answer.refused), None)
    return held(taken is None, "a refusal", said(taken or created), taken or created, twin,
                transaction)  # fmt: skip
