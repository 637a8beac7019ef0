"""What answers first showed of objects: what never changes is held against it, run-long.

An object that this run made has its creation for that (`suites/origins.py`). What was configured,
or was there before, may be changed by any group, and none of them may have read it before: what
one group saw is remembered for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange, Shown
from harness.shapes import ID
from suites.looking.dig import LONGEST, id_of
from suites.looking.once import per_operation
from suites.looking.walk import returned

_MOST = 2_000  # objects that are remembered
_PLAIN = (str, int, float)  # truth values are numbers too


@per_operation
def constants(operation: Operation, contracts: Contracts) -> tuple[str, ...]:
    """Return the fields of what an operation returns that never change, but for the id."""
    shape = contracts.of(operation).api.object
    fields = contracts.resource(operation.returns).fields
    known = {entry.name for entry in fields}
    own = (entry.name for entry in fields if entry.constant)
    lasting = (name for name in shape.lasting if name in known and name != shape.id)
    return tuple(dict.fromkeys((*lasting, *own)))


@dataclass(slots=True)
class Firsts:
    """The objects that a run's groups have seen, as they were seen first."""

    _known: dict[str, Shown] = field(default_factory=dict)

    def traced(self, exchange: Exchange, operation: Operation, contracts: Contracts) -> Exchange:
        """Return an answer with what was first seen of the objects that it shows.

        What it is the first to show is remembered. A key of less rights may not see all of it.
        """
        names = constants(operation, contracts) if exchange.accepted else ()
        found: dict[str, Shown] = {}
        for item in returned(exchange, operation) if exchange.request.key == "secret" else ():
            name = item.get(ID)
            if not names or not isinstance(name, str) or len(name) > LONGEST:
                continue
            if name in self._known:
                found[name] = self._known[name]
            elif len(self._known) < _MOST:
                self._known[name] = Shown(dict(_plain(item, names)), exchange.slim())
        return exchange.after(found) if found else exchange


def _plain(item: dict[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name in names:
        value = id_of(item.get(name))
        if isinstance(value, _PLAIN):
            yield name, value
