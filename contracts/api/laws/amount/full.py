"""A dispute may be of all of its transaction (DI-26)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import Unavailable, broken, law, passed
from suites.looking.say import said, shown

from .._disputed import DISPUTED, Disputed
from .._issuing import DISPUTE, TRANSACTION, ask, done


@law(DISPUTED, clause="DI-26", level="should")
def full(stood: Disputed) -> Outcome:
    """A dispute of all of its transaction is taken, at once and by an update."""
    lab, made = stood.lab, stood.made()
    name = lab.provision.obtain(f"@{TRANSACTION}!")
    transaction = done(lab, f"{TRANSACTION}.retrieve", {}, name)
    amount = transaction.item.get("amount")
    if not isinstance(amount, int) or amount != stood.transaction().item.get("amount"):
        raise Unavailable("two transactions of one size have other amounts", transaction)
    size = abs(amount)
    for answer in (
        ask(lab, f"{DISPUTE}.create", {"transaction": name, "amount": size}),
        ask(lab, f"{DISPUTE}.update", {"amount": size}, str(made.item["id"])),
    ):
        found = answer.item.get("amount") if answer.accepted else None
        if found != size:
            seen = f"amount {shown(found)}" if answer.accepted else said(answer)
            return broken(f"amount {size}", seen, answer, transaction)
    return passed(answer, transaction)
