"""With a wrong key nothing is answered (G-05)."""

from __future__ import annotations

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import law
from suites.laws.auth._family import CALLED, Caller, asked


def _known(_operation: Operation, contracts: Contracts) -> bool:
    return bool(contracts.api.auth.schemes and contracts.api.auth.wrong)


@law(CALLED, clause="G-05", each=asked, where=_known, wrong="wrong keys")
def wrong_key(caller: Caller) -> Outcome:
    """With a wrong key nothing is answered."""
    return caller.unauthorised(caller.send(key=caller.lab.contracts.api.auth.wrong))
