"""Without a key nothing is answered (G-04)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import law
from suites.laws.auth._family import CALLED, Caller, asked, keyed


@law(CALLED, clause="G-04", each=asked, where=keyed, wrong="requests without a key")
def no_key(caller: Caller) -> Outcome:
    """Without a key nothing is answered."""
    return caller.unauthorised(caller.send(key="none"))
