"""What a request clears is gone in a way that the object's table allows, however deep it stands."""

from __future__ import annotations

from typing import Any

import pytest

from contracts import load
from contracts.model import Operation, Parameter
from sandbox.objects import build, change
from strategies.paths import put
from strategies.values import plain
from suites.looking.tables import misfits

CLEARABLE = [
    (operation, row)
    for operation in load().operations
    for row in operation.walk()
    if operation.kind == "update" and row.clearable and "[]" not in row.path
]


def params(row: Parameter, value: object) -> dict[str, Any]:
    form: dict[str, Any] = {}
    put(form, row.path, value)
    return form


@pytest.mark.parametrize(
    ("operation", "row"), CLEARABLE, ids=[f"{o.id}-{row.path}" for o, row in CLEARABLE]
)
def test_the_object_fits_its_table(operation: Operation, row: Parameter) -> None:
    resource = load().resource(operation.returns)
    item = build(resource, {})
    change(item, resource, params(row, plain(row)))
    change(item, resource, params(row, None))
    where = row.path.replace("]", "").replace("[", ".")
    assert not [misfit for misfit in misfits(item, resource) if where.startswith(misfit.path)]
