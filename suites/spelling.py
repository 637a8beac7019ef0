"""What stands in a path where it names an object by another of its fields than its id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from contracts.model import Operation, Parameter
from contracts.naming_by import plain_reader
from suites.guard import MADE_UP
from suites.law import Unavailable

if TYPE_CHECKING:
    from suites.lab import Lab


def spelled(lab: Lab, operation: Operation, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the ids for a path, and in the place of one what the object is named by there.

    The object is read for that; what is nobody's stands as it is. Raises Unavailable where it has
    no such value.
    """
    named = {row.name: row for row in operation.path_parameters if row.by}
    return {name: _field(lab, named[name], value) if name in named else value
            for name, value in ids.items()}  # fmt: skip


def _field(lab: Lab, row: Parameter, name: str) -> str:
    reader = plain_reader(lab.contracts, row)
    if reader is None or MADE_UP in name:
        return name
    with lab.standing():
        read = lab.call(reader, {}, {reader.path_parameters[0].name: name})
    if not read.accepted:
        return name
    found = read.item.get(row.by)
    if isinstance(found, bool | dict | list) or found in (None, ""):
        raise Unavailable(f"the {row.references[0]} has no {row.by}, by which the path names it")
    lab.worker.owned.allow(str(found))
    return quote(str(found), safe="@+~")
