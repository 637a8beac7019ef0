"""What recordings take over from the suites: the laws of any exchange that hold at every version.

The suites say of each law whether it also holds for traffic that others recorded; where it does
not, a module of `recordings/laws` may judge less under the same name. Nothing else in this room
knows where the suites keep them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange
from harness.verdict import Finding
from suites.discovery import exchange_laws
from suites.laws.response.created_now import TOLERANCE
from suites.laws.response.error_attributes import flat_in
from suites.looking.dig import id_of
from suites.looking.echo import Difference, compare
from suites.looking.routing import Router, path_id
from suites.looking.say import shown
from suites.looking.tables import Misfit, misfits
from suites.looking.walk import bare, leaves, returned

__all__ = [
    "TOLERANCE", "Difference", "Finding", "Misfit", "Router", "bare", "compare", "flat_in", "id_of",
    "leaves", "misfits", "of_exchange", "path_id", "returned", "shown",
]  # fmt: skip


def of_exchange(
    exchange: Exchange, operation: Operation, contracts: Contracts
) -> Iterator[tuple[str, str, Level, Iterator[Finding | None]]]:
    """Yield name, clause, level and findings of each law of one exchange."""
    for law in exchange_laws(contracts.root):
        if law.recorded:
            found: Any = law.body(exchange, operation, contracts)
            yield law.name.rpartition(".")[2], law.clause, law.level, found
