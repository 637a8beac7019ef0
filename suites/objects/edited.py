"""One object that a law sends updates to, and reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from strategies.paths import copy
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import named
from suites.looking.likeness import observed, resembles
from suites.looking.say import said
from suites.objects.picking import named_by


class Edited:
    """The object in the path of an update; `reference` ("resource:state") where not its own.

    An `untouched` one was not changed by anything before, where calls can make such a one.
    """

    def __init__(
        self, lab: Lab, operation: Operation, reference: str = "", *, untouched: bool = False
    ) -> None:
        self.lab = lab
        self.operation = operation
        self.base = smallest(operation)
        own = operation.subject or named_by(operation.path_parameters[-1])
        try:
            new = f"{own.rstrip('!')}!" if untouched else reference
            self.ids = lab.subject(operation, new, fresh=untouched)
        except Unavailable:
            self.ids = lab.subject(operation, reference, fresh=False)

    def make_of(self, makes: Operation, form: Mapping[str, Any]) -> bool:
        """Let it be an object that a creation makes with a form; whether that was accepted."""
        rows = self.operation.path_parameters
        above = self.lab.subject(makes, fresh=False)
        if len(above) != len(rows) - 1 and len(rows) > 1:
            return False
        with self.lab.standing():
            filled = self.lab.provision.fill({**smallest(makes), **form})
            made = self.lab.call(makes, filled, above)
        if not resembles(made, makes):
            return False
        places = [*(above.values() if len(rows) > 1 else ()), named(made.item)]
        self.ids = {row.name: value for row, value in zip(rows, places, strict=True)}
        return True

    def send(self, form: Mapping[str, Any]) -> Exchange:
        """Send an update; with no row at all when `form` is empty. Raises Unavailable."""
        return self.accepted(self.sent(form))

    def sent(self, form: Mapping[str, Any]) -> Exchange:
        """Send an update and return whatever is answered. Raises Unavailable."""
        filled = self.lab.provision.fill({**copy(self.base), **form} if form else {})
        return self.lab.call(self.operation, filled, self.ids)

    def accepted(self, exchange: Exchange) -> Exchange:
        """Return an answer that accepts an update. Raises Unavailable when it does not."""
        blocker = f"{self.operation.id}.accepts"
        if not exchange.accepted:
            reason = f"an update was not accepted ({said(exchange)})"
            raise Unavailable(reason, exchange, blocked_by=blocker)
        if not resembles(exchange, self.operation):
            reason = f"an update was answered with {observed(exchange)}"
            raise Unavailable(reason, exchange, blocked_by=blocker)
        return exchange

    def prepare(self, form: Mapping[str, Any]) -> Exchange:
        """Send an update that a claim stands on. Raises Unavailable."""
        with self.lab.standing():
            return self.send(form)

    def read(self) -> Exchange:
        """Read the object. Raises Unavailable."""
        found = self.lab.read(self.operation, self.ids)
        if found is None:
            raise Unavailable("no operation reads the object")
        if not found.accepted:
            blocker = f"{found.operation}.accepts"
            raise Unavailable("the object cannot be read", found, blocked_by=blocker)
        return found

    def look(self) -> Exchange:
        """Read the object as a claim stands on it. Raises Unavailable."""
        with self.lab.standing():
            return self.read()
