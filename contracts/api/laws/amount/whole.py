"""Without an amount all of the transaction is disputed (DI-08)."""

from __future__ import annotations

from typing import Any

from harness.claim import Outcome
from suites.lab import Lab
from suites.law import Unavailable, held, law
from suites.looking.say import shown

from .._disputed import DISPUTED, Disputed
from .._issuing import TRANSACTION, capture, done

_MORE = 500


@law(DISPUTED, clause="DI-08")
def whole(stood: Disputed) -> Outcome:
    """Without an amount all of the transaction is disputed."""
    made, transaction = stood.made(), stood.transaction()
    amount, found = transaction.item.get("amount"), made.item.get("amount")
    size = abs(amount) if isinstance(amount, int) else None
    if size is not None and _amount_of_another(stood.lab, size + _MORE) == amount:
        raise Unavailable("transactions of other amounts read the same", transaction)
    good = size is not None and found == size
    return held(good, f"amount {shown(amount)} without its sign", f"amount {shown(found)}", made,
                transaction)  # fmt: skip


def _amount_of_another(lab: Lab, amount: int) -> Any:
    """Return how the amount of a new transaction reads; None where none can be made."""
    with lab.standing():
        try:
            name = capture(lab, lab.provision.obtain("@issuing.card:active"), amount)
            return done(lab, f"{TRANSACTION}.retrieve", {}, name).item.get("amount")
        except Unavailable:
            return None
