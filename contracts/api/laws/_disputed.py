"""A dispute of a transaction of its own: what several topics look at."""

from __future__ import annotations

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family
from suites.looking.once import Once
from suites.subjects import called

from ._issuing import DISPUTE, TRANSACTION, done


class Disputed:
    """A transaction, the dispute that is made of it, and the transaction as it reads then.

    They raise Unavailable when called, as `another`, the id of a second transaction, does.
    """

    def __init__(self, lab: Lab, _operation: Operation) -> None:
        self.lab = lab
        self.name = lab.provision.obtain(f"@{TRANSACTION}!")
        self.made = Once(lambda: done(lab, f"{DISPUTE}.create", {"transaction": self.name}))
        self.transaction = Once(self._read)
        self.another = Once(lambda: lab.provision.obtain(f"@{TRANSACTION}!"))

    def _read(self) -> Exchange:
        self.made()
        return done(self.lab, f"{TRANSACTION}.retrieve", {}, self.name)


DISPUTED = Family("disputed", called(f"{DISPUTE}.create"), Disputed)
