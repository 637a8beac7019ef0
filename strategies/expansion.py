"""What the `expand` row of an operation may ask for, read off the table of what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model import Contracts, Field, Operation

_USUAL = 4  # levels of an expansion, where conventions say nothing


def expansions(contracts: Contracts, operation: Operation) -> tuple[str, ...]:
    """Return the paths that can be expanded in an answer: `customer`, `data.customer` in a page."""
    fields = contracts.resource(operation.returns).fields
    return tuple(
        in_answer(contracts, operation, path) for path in _paths(fields)
        if within_reach(contracts, operation, path)
    )  # fmt: skip


def in_answer(contracts: Contracts, operation: Operation, path: str) -> str:
    """Return a path in an object as it is asked for: below the entries where a page is answered."""
    items = operation.items or contracts.of(operation).api.list.items
    return f"{items}.{path}" if operation.many and items else path


def within_reach(contracts: Contracts, operation: Operation, path: str) -> bool:
    """Whether a path in an object is no deeper in what an operation answers than may be asked."""
    expansion = contracts.of(operation).api.expansion
    deepest = expansion.depth if expansion is not None else _USUAL
    return in_answer(contracts, operation, path).count(".") < deepest


def _paths(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        if field.expandable:
            yield field.path
        yield from _paths(field.children)
