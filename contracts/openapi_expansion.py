"""Which paths can be expanded in what an operation answers, for the OpenAPI export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contracts.model import Contracts, Field, Operation


def expandable(contracts: Contracts, operation: Operation) -> list[str]:
    """Return the paths that can be expanded, no deeper than the API allows.

    A kind of object is opened once on the way: what stands behind it then is known.
    """
    expansion = contracts.api.expansion
    found = [".".join(path) for path in _paths(contracts, operation.returns, expansion.depth)] \
        if expansion else []  # fmt: skip
    if operation.shape == "object":
        return found
    search = contracts.api.search
    total = [search.total] if search and operation.shape == search.object else []
    return [*total, *(f"{contracts.api.list.items}.{path}" for path in found)]


def _paths(
    contracts: Contracts, resource: str, depth: int, way: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    described = contracts.described(resource) if resource not in way else None
    for path, target in _leading(described.fields if described else (), depth):
        yield path
        for below in _paths(contracts, target, depth - len(path), (*way, resource)):
            yield (*path, *below)


def _leading(fields: Iterable[Field], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the fields that can be expanded, with what stands there then."""
    for one in fields if depth > 0 else ():
        if one.resource and (one.expandable or one.type == "object"):
            yield (one.name,), one.resource
        else:
            for path, resource in _leading(one.children, depth - 1):
                yield (one.name, *path), resource
