"""Guards of laws of exchanges: what the contracts say an operation's answers can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from contracts.model import Contracts, Field, Operation

Where = Callable[[Operation, Contracts], bool]


def every(_operation: Operation, _contracts: Contracts) -> bool:
    """Every operation."""
    return True


def shows(wanted: Callable[[Field], bool]) -> Where:
    """Return the guard of operations whose answers have a field that `wanted` accepts."""

    def guard(operation: Operation, contracts: Contracts) -> bool:
        fields = contracts.resource(operation.returns).fields
        return operation.shows and any(
            map(wanted, _within(fields, contracts, (operation.returns,)))
        )

    return guard


def _within(
    fields: Sequence[Field], contracts: Contracts, above: tuple[str, ...]
) -> Iterator[Field]:
    """Yield the fields of a table, those of embedded objects that have a table of their own too."""
    tables = {resource.name: resource.fields for resource in contracts.resources}
    for top in fields:
        for field in top.walk():
            yield field
            below = tables.get(field.resource or "", ())
            if below and not field.expandable and field.resource not in above:
                yield from _within(below, contracts, (*above, str(field.resource)))
