"""A package that was written by hand, laid over an imported one: its operations stay as they are.

Its files are taken as they stand, conventions, laws and behaviour among them. What the document has
beside them is added: operations to the file of their resource, resources as files of their own, and
a set of conventions that binds them (`bound.py`).
Rows that only one of the two has are told, a line each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contracts.conventions import FILE as CONVENTIONS
from contracts.importing.bound import bound, with_entries
from contracts.importing.limits import Limits
from contracts.importing.names import unique
from contracts.importing.overlay import Overlay
from contracts.loader import load
from contracts.model import Contracts, Operation, Resource
from contracts.package import OVERLAY, every_file

Entry = dict[str, Any]


def general(title: str) -> str:
    """Return a title without the names of its ids."""
    return re.sub(r"\{[^{}]*\}", "{}", title)


class Over:
    """A package that lies over what is imported."""

    def __init__(self, folder: Path) -> None:
        """Read the package. Raises ContractError."""
        self.folder = folder
        self.contracts: Contracts = load(folder)
        file = folder / OVERLAY
        self.overlay = Overlay.read(file, whole=False) if file.is_file() else None
        self._by_title = {general(o.title): o for o in self.contracts.operations}

    def operation(self, title: str) -> Operation | None:
        """Return the operation of the package with a title, whatever its ids are called."""
        return self._by_title.get(general(title))

    def lay(
        self, api: Entry, resources: dict[str, Entry], limits: Limits, *, whole: bool = True
    ) -> dict[str, str]:
        """Return the files of the package with what is added; that is taken out of `resources`.

        `whole` says that they are all of the document: what it lacks is told.
        """
        self._tell(resources, limits, whole=whole)
        self._drop_recipes(resources)
        files = {path.relative_to(self.folder).as_posix(): path for path in every_file(self.folder)}
        files.pop(OVERLAY, None)  # it is laid over already
        found = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
        added = [
            f"{name}.{verb}" for name, entry in resources.items()
            if self.contracts.described(name) is None for verb in entry["operations"]
        ]  # fmt: skip
        for resource in self.contracts.resources:
            entry = resources.pop(resource.name, None)
            if entry is not None:
                more = _named(resource, entry["operations"])
                added += [f"{resource.name}.{verb}" for verb in more]
                text = with_entries(found[resource.file], "operations", more)
                found[resource.file] = with_entries(text, "recipes", entry.get("recipes", {}))
        if added:
            own = (operation.id for operation in self.contracts.operations)
            found |= bound(found[CONVENTIONS], api, added, own)
        return found

    def _drop_recipes(self, resources: dict[str, Entry]) -> None:
        """Take out the recipes of what the package makes itself."""
        made = {recipe.resource for x in self.contracts.resources for recipe in x.recipes}
        for entry in resources.values():
            kept = {name: one for name, one in entry.get("recipes", {}).items() if name not in made}
            entry.pop("recipes", None)
            if kept:
                entry["recipes"] = kept

    def _tell(self, resources: dict[str, Entry], limits: Limits, *, whole: bool) -> None:
        """Take out the operations that the package has, and tell what differs."""
        seen = set()
        for resource in resources.values():
            for verb, entry in list(resource["operations"].items()):
                own = self.operation(f"{entry['method']} {entry['path']}")
                if own is not None:
                    seen.add(own.id)
                    del resource["operations"][verb]
                    for reason in differences(own, entry):
                        limits.add("conflict", entry["source"], f"{own.id}: {reason}")
        for operation in self.contracts.operations if whole else ():
            if operation.id not in seen:
                reason = f"{operation.id}: the document has no {operation.title}"
                limits.add("conflict", "#/paths", reason)


def _named(resource: Resource, operations: Entry) -> Entry:
    """Return operations under names that the resource does not have yet."""
    taken: Entry = {operation.id.rpartition(".")[2]: operation for operation in resource.operations}
    found: Entry = {}
    for verb, entry in operations.items():
        name = unique({**taken, **found}, verb, entry["method"], entry["path"])
        found[name] = entry
    return found


def differences(own: Operation, entry: Entry) -> Iterator[str]:
    """Yield in words what an operation written by hand and an imported one say differently."""
    for where, rows in entry["parameters"].items():
        for path, row in walked(rows, "", own):
            mine = own.rows.get(path)
            if mine is None:
                yield f"only the document has the row {path!r} of the {where}"
            elif mine.location == where:
                yield from _of_row(path, mine.type, mine.enum, row)
    paths = {path for rows in entry["parameters"].values() for path, _ in walked(rows, "", own)}
    above = {path for path in own.rows if path not in paths and not path.endswith("]")}
    yield from (f"the document has no row {path!r}" for path in own.rows if path in above)


def _of_row(path: str, kind: str, enum: tuple[str, ...], row: Entry) -> Iterator[str]:
    if row["type"] != kind and not {row["type"], kind} <= {"object", "map", "any"}:
        yield f"{path!r} is of type {kind} here, {row['type']} in the document"
    further = [str(value) for value in row.get("enum", ()) if str(value) not in enum]
    if enum and further:
        yield f"only the document has {', '.join(further)} among the values of {path!r}"


def walked(rows: Entry, parent: str, own: Operation) -> Iterator[tuple[str, Entry]]:
    """Yield the rows of a table by path; below a row that is not there nothing is told again."""
    for name, row in rows.items():
        path = f"{parent}[{name}]" if parent else name
        yield path, row
        if path in own.rows:
            yield from walked(row.get("children", {}), path, own)
            yield from walked(row.get("items", {}).get("children", {}), f"{path}[]", own)
