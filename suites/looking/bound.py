"""What an object is bound to: objects that it refers to, and one that refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.dig import id_of, named
from suites.looking.expansion import table_of
from suites.looking.likeness import resembles
from suites.subjects import reader_of_kind

_MOST = 2  # objects that one refers to, of which each is read twice


@dataclass(frozen=True, slots=True)
class Twice:
    """Two readings of an object of a resource, `old` before something was done to another."""

    resource: str
    old: Exchange
    new: Exchange


def bound(operation: Operation, contracts: Contracts) -> bool:
    """Whether what an operation changes can be bound to anything that can be read."""
    table = table_of(contracts, operation.resource)
    names = any("." not in path and _reader(contracts, table[path]) for path in table)
    return names or any(True for _ in _makers(contracts, operation.resource))


def _reader(contracts: Contracts, resource: str) -> Operation | None:
    """Return the operation that retrieves an object by its id alone."""
    reader = reader_of_kind(contracts, resource)
    return reader if reader and len(reader.path_parameters) == 1 else None


def _makers(contracts: Contracts, resource: str) -> Iterator[tuple[Operation, Operation, str]]:
    """Yield what makes objects of another kind that refer to one, their reader, and the row."""
    for makes in contracts.operations:
        reader = _reader(contracts, makes.resource)
        if makes.kind != "create" or makes.path_parameters or reader is None:
            continue
        form = smallest(makes)
        for row in makes.sent:
            if row.name in form and resource in row.references and makes.resource != resource:
                yield makes, reader, row.name


class Bound:
    """Objects bound to one, as they read before something is done to it."""

    def __init__(self, lab: Lab, operation: Operation, ids: Mapping[str, str]) -> None:
        self._lab = lab
        self._operation = operation
        self._before = [*self._referred(ids), *self._referring(ids)]

    def again(self) -> tuple[Twice, ...]:
        """Return each as it read, and as it reads now."""
        found = ((reader, old, self._read(reader, name)) for reader, name, old in self._before)
        return tuple(Twice(reader.returns, old, new) for reader, old, new in found
                     if new is not None)  # fmt: skip

    def _referred(self, ids: Mapping[str, str]) -> Iterator[tuple[Operation, str, Exchange]]:
        """Yield what the object names by an id, and can be retrieved."""
        table = table_of(self._lab.contracts, self._operation.resource)
        found = ((path, _reader(self._lab.contracts, table[path])) for path in table)
        readers = [(path, reader) for path, reader in found if reader and "." not in path]
        item = self._item(ids) if readers else {}
        names = ((reader, id_of(item.get(path))) for path, reader in readers)
        told = [(reader, name) for reader, name in names if isinstance(name, str)]
        for reader, name in told[:_MOST]:
            old = self._read(reader, name)
            if old is not None:
                yield reader, name, old

    def _referring(self, ids: Mapping[str, str]) -> Iterator[tuple[Operation, str, Exchange]]:
        """Yield an object that is made to refer to this one, where the smallest form can do so."""
        for makes, reader, row in islice(_makers(self._lab.contracts, self._operation.resource), 1):
            try:
                form = {**smallest(makes), row: list(ids.values())[-1]}
                made = self._lab.call(makes, self._lab.provision.fill(form))
            except Unavailable:
                return
            old = self._read(reader, named(made.item)) if resembles(made, makes) else None
            if old is not None:
                yield reader, named(made.item), old

    def _item(self, ids: Mapping[str, str]) -> Mapping[str, object]:
        found = self._lab.read(self._operation, ids)
        return found.item if found is not None and found.accepted else {}

    def _read(self, reader: Operation, name: str) -> Exchange | None:
        found = self._lab.call(reader, {}, {reader.path_parameters[-1].name: name})
        return found if resembles(found, reader) else None
