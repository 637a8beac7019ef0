"""Writes at rows which resource they name, and gives a name to what only paths speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.importing import references
from contracts.importing.identity import named, stranger
from contracts.importing.limits import Limits
from contracts.importing.paths import parents
from contracts.importing.resources import Act, Group

Entry = dict[str, Any]


class Owners:
    """Says of each id in a request whose it is. `fields` are tables by resource, `rows` by id."""

    def __init__(
        self, groups: dict[str, Group], fields: dict[str, dict[str, Entry]],
        rows: dict[str, Entry], limits: Limits,
    ) -> None:  # fmt: skip
        self._groups, self._fields, self._rows = groups, fields, rows
        self._limits = limits
        self.slots: dict[str, Entry] = {}  # by id: the row of a query that holds what it is about
        self.strangers: set[str] = set()  # what paths name and no operation is about

    def refer(self, acts: Iterable[Act], ids: str, own: Mapping[str, str]) -> None:
        """Let the rows of operations name resources; `ids` is the field of an object's id, `own`
        that of resources whose objects are named otherwise.
        """
        known = references.known(self._groups, self._fields, ids, own)
        finder = references.Finder(known, self._limits)
        for act in acts:
            tables, pointer = self._rows[act.id], act.call.pointer
            for name, row in tables.get("path", {}).items():
                self._refer_path(finder, act, name, row, own.get(act.resource, ids))
            for where in ("query", "body"):
                rows = references.strings(tables.get(where, {}), f"{pointer}/{where}")
                for name, row, spot in rows:
                    if row is not self.slots.get(act.id):
                        found, how = finder.of_row(act, name, row, spot)
                        _refer(row, "" if self._is_itself(act, name, row, found) else found, how)
            self._refer_slot(act)

    def _is_itself(self, act: Act, name: str, row: Entry, found: str) -> bool:
        """Whether a creation could only be asked for an object of the kind that it makes first."""
        if not (act.kind == "create" and row.get("required") and found == act.resource):
            return False
        reason = f"{name!r} is required to make a {found}: it names something else"
        self._limits.add("ambiguous", act.call.pointer, f"{act.call.title}: {reason}")
        return True

    def take_slot(self, act: Act) -> None:
        """Remember the row by which an operation reads what it is about."""
        row = self._rows[act.id].get("query", {}).get(act.judged.about)
        if row is not None:
            self.slots[act.id] = row

    def slot(self, act: Act) -> str:
        """Return the name of that row as the package has it, "" where there is none."""
        rows, row = self._rows[act.id].get("query", {}), self.slots.get(act.id)
        return next((name for name, one in rows.items() if one is row), "")

    def _refer_slot(self, act: Act) -> None:
        row = self.slots.get(act.id)
        if row is not None:
            _refer(row, act.resource, references.BY_TYPE)
            _as_id(row)

    def _refer_path(
        self, finder: references.Finder, act: Act, name: str, row: Entry, ids: str
    ) -> None:
        if "enum" not in row and not self._is_other(act, name, ids):
            found, how = finder.of_path(act, name)
            _refer(row, found or self._stranger(act, name), how or references.BY_PATH)
        if "references" in row:
            _as_id(row)

    def _stranger(self, act: Act, name: str) -> str:
        """Return what an id in a path names that no operation of the document is about."""
        found = stranger(act, name)
        found = f"{found}_of_path" if found in self._groups else found
        self.strangers.add(found)
        return found

    def is_strange(self, act: Act) -> bool:
        """Whether the last id in a path names what nothing is known of."""
        rows: list[Entry] = list(self._rows[act.id].get("path", {}).values())
        return bool(rows) and bool(self.strangers.intersection(rows[-1].get("references", ())))

    def _is_other(self, act: Act, name: str, ids: str) -> bool:
        """Whether an id in a path is another field of the object than that of its id."""
        field = named(act, self._fields[act.resource])
        if name != parents(act.call.path)[-1] or field in ("", ids):
            return False
        reason = f"{act.call.title}: {name!r} is {field!r} of a {act.resource}, not its {ids!r}"
        read = self._reads_by_id(act.resource, ids) and self._is_plain(act.resource, field)
        self._limits.add("chosen" if read else "ambiguous", act.call.pointer, reason)
        if read:
            row = self._rows[act.id]["path"][name]
            _refer(row, act.resource, references.BY_PATH)
            row["by"] = field
        return True

    def _reads_by_id(self, resource: str, ids: str) -> bool:
        """Whether something reads an object of a resource by its id alone."""
        for act in self._groups[resource].of("retrieve"):
            places = parents(act.call.path)
            field = named(act, self._fields[resource])
            if len(places) == 1 and field == ids and act.call.path.endswith("}"):
                return True
        return False

    def _is_plain(self, resource: str, field: str) -> bool:
        """Whether what a field holds can stand in a path."""
        return self._fields[resource].get(field, {}).get("type") in ("string", "integer")


def _as_id(row: Entry) -> None:
    """Let a row be of whatever type ids are: that is what the conventions say."""
    row["type"] = "string"
    for key in ("minimum", "maximum", "format"):
        row.pop(key, None)


_OF_IDS = ("example", "pattern", "min_length", "max_length")  # which the conventions say


def _refer(row: Entry, resource: str, how: str) -> None:
    if not resource:
        return
    row["references"] = [resource]
    row["note"] = f"which resource it names was found by {how}"
    for key in _OF_IDS:
        row.pop(key, None)
    if how != references.BY_TYPE:
        row["guessed"] = [*row.get("guessed", []), "references"]
