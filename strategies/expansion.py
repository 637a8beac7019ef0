"""What the `expand` row of an operation may ask for, read off the table of what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model import Contracts, Field, Operation

_USUAL = 4  # levels of an expansion, where conventions say nothing


def expansions(contracts: Contracts, operation: Operation) -> tuple[str, ...]:
    """Return the paths that can be expanded in an answer: `customer`, `data.customer` in a page."""
    api = contracts.of(operation).api
    prefix = "" if not operation.many else f"{api.list.items}."
    deepest = api.expansion.depth if api.expansion is not None else _USUAL
    fields = contracts.resource(operation.returns).fields
    return tuple(
        path for path in (prefix + found for found in _paths(fields)) if path.count(".") < deepest
    )


def _paths(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        if field.expandable:
            yield field.path
        yield from _paths(field.children)
