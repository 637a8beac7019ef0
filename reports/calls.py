"""The calls of a run: what a request calls, and whether a server has it at all."""

from __future__ import annotations

from functools import cached_property

from harness.exchange import Exchange
from harness.ledger import Ledger
from reports.reproduction.origins import telling

_ABSENT = (404, 405, 501)
_NOTHING = (401, 403, 429)  # who asks, or how often, is refused: not what is asked


class Calls:
    """The operations of a ledger, and the calls that never found anything there."""

    def __init__(self, ledger: Ledger) -> None:
        operations: dict[str, str] = dict(ledger.header.get("operations") or {})
        self._titles = {name: title for title, name in operations.items()}
        self._planned = frozenset(operations)
        self._ledger = ledger

    @cached_property
    def _alive(self) -> frozenset[str]:
        """The calls at which something was found; all answers are read for it, where one asks."""
        found = self._ledger.exchanges.values()
        told = (e for e in found if e.status not in _NOTHING and not self._unknown(e))
        return frozenset(map(self.title, told))

    def title(self, exchange: Exchange) -> str:
        """Return what a request calls: the title of its operation, or its path without ids."""
        request = exchange.request
        if exchange.operation in self._titles:
            return self._titles[exchange.operation]
        parts = ("{id}" if telling(part) else part for part in request.path.split("/"))
        return f"{request.method} {'/'.join(parts)}"

    def ids(self, exchange: Exchange) -> tuple[str, ...]:
        """Return the parts of a path that are ids where the title of the call has names."""
        known = self.title(exchange).partition(" ")[2].split("/")
        parts = exchange.request.path.split("/")[-len(known) :]
        return tuple(p for p, name in zip(parts, known, strict=False) if name.startswith("{") and p)

    def planned(self, title: str) -> bool:
        """Whether a call is an operation of the contracts."""
        return title in self._planned

    def absent(self, exchange: Exchange) -> bool:
        """Whether a server seems not to have what is called: nothing was ever found there."""
        return self._unknown(exchange) and self.title(exchange) not in self._alive

    def lacking(self, exchange: Exchange) -> bool:
        """Whether a call whose presence nobody asked for is not there.

        An operation of the contracts that answers with an error may have refused what was sent.
        """
        spoken = self.planned(self.title(exchange)) and exchange.error_body
        return self.absent(exchange) and not spoken

    @staticmethod
    def _unknown(exchange: Exchange) -> bool:
        named = exchange.code
        return exchange.status in _ABSENT and not named
