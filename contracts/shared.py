"""Subtrees and value lists that several tables repeat: written once, named where used."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from contracts.reader import Reader

_WHOLE = re.compile(r"-?[0-9]{1,30}")
MOST_VALUES = 5_000  # of an enum
MOST_ROWS = 50_000  # rows and fields of a resource, with those of shared tables
_DEEPEST = 60  # tables inside each other


@dataclass(slots=True)
class Room:
    """How many rows and fields of a resource were read: tables that name each other multiply."""

    taken: int = 0

    def take(self, reader: Reader, depth: int = 0) -> None:
        """Count a row. Raises ContractError for one too many, or too deep."""
        self.taken += 1
        if self.taken > MOST_ROWS:
            raise reader.refuse(f"more than {MOST_ROWS:,} rows and fields in a resource")
        if depth > _DEEPEST:
            raise reader.refuse(f"more than {_DEEPEST} tables inside each other")


@dataclass(frozen=True, slots=True)
class Shared:
    """Named fragments: value lists, request subtrees and response subtrees, still unread."""

    enums: dict[str, tuple[str, ...]]
    parameters: dict[str, Reader]
    fields: dict[str, Reader]
    resources: frozenset[str]
    room: Room = field(default_factory=Room)  # of the resource that is being read

    def references(self, reader: Reader) -> tuple[str, ...]:
        """Return names of resources that there are. Raises ContractError."""
        for item in reader.items():
            self.reference(item)
        return reader.texts()

    def reference(self, reader: Reader) -> str:
        """Return the name of a resource that there is. Raises ContractError."""
        if reader.text() not in self.resources:
            raise reader.refuse(f"{reader.text()!r} is no resource, no neighbour, and no recipe's")
        return reader.text()

    def enum(self, reader: Reader, *, numbers: bool = False, sent: bool = False) -> tuple[str, ...]:
        """Return a value list: written in place, or named. Raises ContractError."""
        if not reader.is_text():
            if reader.is_list() and len(reader.node.value) > MOST_VALUES:
                raise reader.refuse(f"an enum of more than {MOST_VALUES:,} values")
            values = reader.words() if numbers else reader.texts()
            if not values:
                raise reader.refuse("an enum needs at least one value")
            if sent and "" in values:
                raise reader.refuse("the empty text is no value: 'clearable' says that it clears")
        elif reader.text() in self.enums:
            values = self.enums[reader.text()]
        else:
            raise reader.refuse(f"no value list {reader.text()!r} in shared/enums.yaml")
        blank = [value for value in values if value != value.strip()]
        if blank:
            raise reader.refuse(f"{blank[0]!r} begins or ends with a blank")
        stray = [value for value in values if numbers and not _WHOLE.fullmatch(value)]
        if stray:
            raise reader.refuse(f"{stray[0]!r} is no whole number, as the type has it")
        return values

    def fragment(self, reader: Reader) -> Reader:
        """Return the request subtree that `reader` names. Raises ContractError."""
        name = reader.text()
        if name not in self.parameters:
            raise reader.refuse(f"no file shared/parameters/{name}.yaml")
        return self.parameters[name]

    def table(self, reader: Reader) -> Reader:
        """Return a response subtree: the node itself, or the one it names. Raises ContractError."""
        if not reader.is_text():
            return reader
        name = reader.text()
        if name not in self.fields:
            raise reader.refuse(f"no table {name!r} in shared/fields.yaml")
        return self.fields[name]


def read_shared(root: Path, resources: frozenset[str]) -> Shared:
    """Read `shared/` below the folder of contracts; `resources` are all that rows may name.

    Raises ContractError.
    """
    folder = root / "shared"
    enums = _entries(root, folder / "enums.yaml")
    return Shared(
        enums={name: values.texts() for name, values in enums.items()},
        parameters={
            file.stem: Reader.open(root, file)
            for file in sorted((folder / "parameters").glob("*.yaml"))
        },
        fields=_entries(root, folder / "fields.yaml"),
        resources=resources,
    )


def _entries(root: Path, file: Path) -> dict[str, Reader]:
    return Reader.open(root, file).entries() if file.exists() else {}
