"""Paths that name an object by another of its fields than its id: `/users/by-email/{email}`."""

from __future__ import annotations

from contracts.model import Contracts, Operation, Parameter


def plain_reader(contracts: Contracts, row: Parameter) -> Operation | None:
    """Return what retrieves the object of a path's row by its id alone; None where nothing does."""
    known = contracts.described(row.references[0]) if row.references else None
    for operation in known.operations if known is not None else ():
        rows = operation.path_parameters
        if operation.kind == "retrieve" and len(rows) == 1 and not rows[0].by:
            return operation
    return None
