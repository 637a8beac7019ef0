"""Another object to work on, for targets that refuse what an operation's smallest form sends.

An intent can be confirmed with the method that it was made with, or with one that the confirmation
brings. Where the second is refused and the first is not, claims stand on the first; those about the
very rows that were refused are asked as they are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.guard import MADE_UP
from suites.law import Unavailable
from suites.looking.likeness import resembles

if TYPE_CHECKING:
    from suites.lab import Lab
    from suites.worker import Learnt


class Otherwise:
    """Knows, for one group, which operations work on the other of their subjects."""

    def __init__(self, lab: Lab, learnt: Learnt) -> None:
        self._lab = lab
        self._known = learnt.otherwise
        self._taken: set[tuple[str, str]] = set()  # operations, and ids that have the rows already

    def works(self, operation: Operation) -> bool:
        """Whether the other subject is the one that works: it is found out, once."""
        if operation.otherwise and operation.id not in self._known:
            self._lab.merit.minimal(operation)
        return self._known.get(operation.id, False)

    def subject(self, operation: Operation) -> str:
        """Return the other subject where it is the one that works, else ""."""
        return operation.otherwise if self._known.get(operation.id) else ""

    def took(self, operation: Operation, reference: str, ids: Mapping[str, str]) -> None:
        """Note the object that was chosen: `reference` where a claim wants one of its own."""
        if not reference and self.subject(operation):
            self._taken.update((operation.id, name) for name in ids.values())

    def form(
        self, operation: Operation, form: Mapping[str, Any], ids: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """Return a form without what its object has already."""
        if not self.subject(operation):
            return form
        if not any((operation.id, n) in self._taken or MADE_UP in n for n in ids.values()):
            return form
        about = self._lab.during.place.partition("[")[0]
        return {
            name: value for name, value in form.items()
            if name == about or operation.base.get(name) != value
        }  # fmt: skip

    def saw(self, operation: Operation, form: Mapping[str, Any], exchange: Exchange) -> None:
        """Try the other subject, once, when the smallest form was refused."""
        if not operation.otherwise or exchange.accepted or operation.id in self._known:
            return
        if exchange.status == 0 or self._lab.during.wrong or form != smallest(operation):
            return
        self._known[operation.id] = False
        with self._lab.standing(), contextlib.suppress(Unavailable):
            self._try(operation)

    def _try(self, operation: Operation) -> None:
        lab, whole = self._lab, smallest(operation)
        form = {name: value for name, value in whole.items() if name not in operation.base}
        ids = lab.subject(operation, operation.otherwise, fresh=True)
        answer = lab.call(operation, lab.provision.fill(form), ids)
        self._known[operation.id] = resembles(answer, operation)
        if self._known[operation.id]:
            lab.merit.replace(operation, whole, answer)
