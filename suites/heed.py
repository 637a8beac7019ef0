"""What a group learns from an answer: for its claims, and for which objects may serve again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from contracts.model import Operation
from harness.exchange import Exchange

if TYPE_CHECKING:
    from suites.lab import Lab

_NAMED = 2  # fields of an answer that names an object: its id, by our name and the API's
_NO_KEYS = ("none", "other")  # keys that no request is accepted with


class Heed:
    """Heeds the answers that one group gets."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab

    def examine(self, exchange: Exchange, operation: Operation) -> None:
        """Let the laws of exchanges look at an answer, and learn from it.

        One that was not read back shows no object: what was sent at once is such.
        """
        if self._lab.hides(operation) and exchange.accepted and len(exchange.item) <= _NAMED:
            return
        self._lab.provision.given.saw(exchange)
        if exchange.accepted and operation.kind in ("update", "replace"):
            self._lab.provision.moved(exchange.request.named[-1])
        wrong = self._lab.during.wrong or exchange.request.key in _NO_KEYS
        for name in self._lab.worker.origins.saw(exchange, operation, wrong=wrong):
            self._lab.provision.forget(name)
        self._lab.merit.saw(exchange, operation)
        self._lab.watch.saw(exchange, operation, wrong=wrong)
        if not wrong:
            self._lab.worker.written.learn(exchange, operation, self._lab.contracts.of(operation))

    def right(self, items: Iterable[dict[str, Any]], operation: Operation) -> list[dict[str, Any]]:
        """Return the objects of an operation's answer that no wrong request made or changed."""
        strange = self._lab.worker.origins.strange
        return [item for item in items if not strange(item, operation.returns)]

    def settle(self, exchange: Exchange, operation: Operation, ids: Mapping[str, str]) -> None:
        """Let the object of an action, or of a deletion, not be the one that is changed next."""
        if exchange.accepted and operation.kind in ("action", "delete"):
            self.spent(ids)
        if exchange.accepted and operation.kind == "delete" and ids:
            self._lab.provision.lose(list(ids.values())[-1])

    def spent(self, ids: Mapping[str, str]) -> None:
        """Let the objects of a path, to which something was done, not be used again."""
        for value in ids.values():
            self._lab.provision.forget(value)
            self._lab.provision.given.doubt(value)
