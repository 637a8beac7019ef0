"""What families speak of: the operations of the contracts, by kind and by what they take."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from contracts.model import Contracts, Operation, Parameter

Pick = Callable[[Operation], bool]
Operations = Callable[[Contracts], Iterator[Operation]]


def operations(pick: Pick = lambda _operation: True) -> Operations:
    """Return the subjects of a family: every operation that `pick` accepts, in their order."""

    def found(contracts: Contracts) -> Iterator[Operation]:
        return (operation for operation in contracts.operations if pick(operation))

    return found


def kind(*names: str) -> Operations:
    """Return the operations of some kinds: list, search, create, retrieve, update, action."""
    return operations(lambda operation: operation.kind in names)


def called(*ids: str) -> Operations:
    """Return the operations with some ids."""
    return operations(lambda operation: operation.id in ids)


def key_row(operation: Operation, contracts: Contracts) -> str:
    """Return the row that holds an idempotency key, "" where a header does or nothing."""
    keys = contracts.of(operation).api.idempotency
    return keys.row if keys is not None else ""


def takes(operation: Operation, name: str) -> bool:
    """Whether an operation has a row of that name, in its query or its body."""
    return any(row.name == name for row in operation.sent)


def row_kind(operation: Operation, path: str) -> str:
    """Return what sort of row a path of an operation names, "" for the operation itself."""
    row = operation.rows.get(path) if path else None
    return kind_of_row(row) if row is not None else ""


def kind_of_row(row: Parameter) -> str:
    """Return what sort of row it is: its type, and whether it stands inside an object."""
    what = "id" if row.references else "enum" if row.enum else row.type
    return f"{what} inside" if "[" in row.path else what


def reader_of(contracts: Contracts, operation: Operation) -> Operation | None:
    """Return the operation that retrieves what `operation` is about, if there is one."""
    return contracts.resource(operation.resource).of_kind("retrieve")


def reader_of_kind(contracts: Contracts, kind: str) -> Operation | None:
    """Return the operation that retrieves a kind, None where the contracts know none."""
    described = contracts.described(kind)
    return described.of_kind("retrieve") if described else None


def itself(name: str) -> dict[str, str]:
    """Return ids to read an object by of which its own is all that is known.

    It stands under no row's name: a row that is called `id` may be of what stands above.
    """
    return {"": name}


def names_alike(row: Parameter, other: Parameter) -> bool:
    """Whether two rows of paths name objects of one resource."""
    return bool(set(row.references) & set(other.references))


def lister_of(contracts: Contracts, operation: Operation) -> Operation | None:
    """Return the list, without an id in its path, of what `operation` is about."""
    found = contracts.resource(operation.resource).operations
    return next((o for o in found if o.kind == "list" and not o.path_parameters), None)
