"""What the `expand` row of an operation may ask for, read off the table of what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model import Contracts, Field, Operation

_DEEPEST = 4  # levels that one expansion may have


def expansions(contracts: Contracts, operation: Operation) -> tuple[str, ...]:
    """Return the paths that can be expanded in an answer: `customer`, `data.customer` in a page."""
    prefix = "" if not operation.many else "data."
    fields = contracts.resource(operation.returns).fields
    return tuple(
        path for path in (prefix + found for found in _paths(fields)) if path.count(".") < _DEEPEST
    )


def _paths(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        if field.expandable:
            yield field.path
        yield from _paths(field.children)
