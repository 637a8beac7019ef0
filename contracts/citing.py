"""What rows, fields, situations and patterns cite is a clause of the package's catalogue, where it
has one: a promise that nobody finds is no promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from contracts.catalogue import catalogue
from contracts.near import hint
from contracts.package import FACTS, RECORDINGS
from contracts.reader import Reader
from contracts.shared import Shared

_ONE = ("items", "values")  # rows below a row
_CITING = "clause"


def check_clauses(
    folder: Path, api: dict[str, Reader], resources: Iterable[Reader], shared: Shared
) -> None:
    """Check what the files of a package cite. Raises ContractError."""
    known = dict.fromkeys(clause.id for clause in catalogue(folder))
    if not known:
        return
    for place in _places(folder, api, resources, shared):
        if place.text() not in known:
            raise place.refuse(f"{place.text()!r} is no clause of the catalogue"
                               f"{hint(place.text(), known)}")  # fmt: skip


def _places(
    folder: Path, api: dict[str, Reader], resources: Iterable[Reader], shared: Shared
) -> Iterator[Reader]:
    yield from _situations(api)
    for one in api["sets"].entries().values() if "sets" in api else ():
        yield from _situations(one.entries())
    for row in shared.parameters.values():
        yield from _row(row)
    for table in shared.fields.values():
        yield from _rows(table)
    for reader in resources:
        yield from _resource(reader.entries())
    if (file := folder / RECORDINGS / FACTS).is_file():
        facts = Reader.open(folder, file).entries()
        for one in facts["resources"].entries().values() if "resources" in facts else ():
            beside = one.entries()
            for pattern in beside["patterns"].entries().values() if "patterns" in beside else ():
                yield from _told(pattern.entries())


def _resource(keys: dict[str, Reader]) -> Iterator[Reader]:
    yield from _situations(keys)
    for operation in keys["operations"].entries().values() if "operations" in keys else ():
        known = operation.entries()
        yield from _situations(known)
        for one in known["foreign"].items() if "foreign" in known else ():
            yield from _told(one.entries())
        for group in known["parameters"].entries().values() if "parameters" in known else ():
            yield from _rows(group)
    yield from _rows(keys["fields"])


def _situations(keys: dict[str, Reader]) -> Iterator[Reader]:
    for one in keys["situations"].entries().values() if "situations" in keys else ():
        if one.is_mapping():
            yield from _told(one.entries())


def _rows(reader: Reader) -> Iterator[Reader]:
    """Yield what the rows of a table cite; one that only names a shared table has none here."""
    for row in reader.entries().values() if reader.is_mapping() else ():
        yield from _row(row)


def _row(reader: Reader) -> Iterator[Reader]:
    """Yield what a row or a field cites, and those below it."""
    if not reader.is_mapping():
        return
    keys = reader.entries()
    yield from _told(keys)
    if "children" in keys:
        yield from _rows(keys["children"])
    for name in keys.keys() & {*_ONE}:
        yield from _row(keys[name])
    for other in keys["also"].items() if "also" in keys else ():
        yield from _row(other)


def _told(keys: dict[str, Reader]) -> Iterator[Reader]:
    if _CITING in keys:
        yield keys[_CITING]
