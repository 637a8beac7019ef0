"""Refuses words that point at what is not there: states without a recipe, rows, fields.

The words are those that say of one resource or operation what general code must know.
"""

from __future__ import annotations

from collections.abc import Iterator

from contracts.filtering import comparable
from contracts.model import Contracts, Excuse, Operation, Resource
from contracts.model.tables import BOUNDS
from contracts.naming_by import plain_reader
from contracts.reader import Reader
from contracts.references import made


def check_words(contracts: Contracts, readers: list[Reader]) -> None:
    """Check what words of one file say of others. Raises ContractError."""
    for resource, reader in zip(contracts.resources, readers, strict=True):
        keys = reader.entries()
        if resource.rich:
            _check_rich(contracts, resource, keys["rich"])
        _check_constants(resource, reader)
        for choice in resource.choices:
            _check_choice(contracts, choice.name, keys["choices"].entries()[choice.name])
        for operation in resource.operations:
            where = keys["operations"].entries()[operation.id.rpartition(".")[2]]
            _check_filters(contracts, operation, where)
            _check_names(contracts, operation, where)
            _check_own(contracts, operation, where)
            _check_foreign(contracts, operation, where)
            _check_excuses(contracts, operation, where)


def _check_rich(contracts: Contracts, resource: Resource, where: Reader) -> None:
    name, _, state = resource.rich.partition(":")
    if name != resource.name or (name, state) not in made(contracts):
        raise where.refuse(f"{resource.rich!r} names no {resource.name} that a recipe makes")


def _check_constants(resource: Resource, reader: Reader) -> None:
    updates = [operation for operation in resource.operations if operation.kind == "update"]
    for field in resource.table.values():
        if field.constant and any(field.path in update.rows for update in updates):
            where = reader.entries()["fields"]
            raise where.refuse(f"{field.path!r} is no 'constant': an update has a row for it")


def _check_choice(contracts: Contracts, name: str, where: Reader) -> None:
    choice, keys = contracts.choices[name], where.entries()
    if contracts.described(name):
        raise where.refuse(f"{name!r} is a resource, so it cannot name a choice")
    resource, _, state = choice.makes.partition(":")
    if choice.makes and (resource, state) not in made(contracts):
        raise keys["makes"].refuse(f"{choice.makes!r} names an object that no recipe makes")
    titles = {operation.title: operation for operation in contracts.operations}
    called = titles.get(f"{choice.step.method} {choice.step.path}")
    if called and choice.refused not in called.rows:
        raise keys["refused"].refuse(f"{called.id} has no row {choice.refused!r}")


def _check_filters(contracts: Contracts, operation: Operation, where: Reader) -> None:
    shown = contracts.resource(operation.returns).table
    for row in operation.walk():
        if (row.clause or row.shown_as or row.unseen or row.absent) and operation.kind != "list":
            raise where.refuse(f"row {row.path!r} filters nothing: this is no list")
        if row.shown_as and row.shown_as not in shown:
            raise where.refuse(f"row {row.path!r} is shown as {row.shown_as!r}, which is no field")
        if row.compares in BOUNDS and (row.shown_as or "[" not in row.path):
            field = shown.get(row.filters_by)
            if field is None or not comparable(field):
                reason = f"bounds {row.filters_by!r}, which is no number and no time"
                raise where.refuse(f"row {row.path!r} {reason}")
        if row.shown_for and row.shown_for not in shown:
            raise where.refuse(f"row {row.path!r} is shown for {row.shown_for!r}, no field of it")
        if row.unseen and row.path.replace("]", "").replace("[", ".") in shown:
            raise where.refuse(f"row {row.path!r} is no 'unseen' one: a field shows it")


def _check_names(contracts: Contracts, operation: Operation, where: Reader) -> None:
    """Check that an object which a path names otherwise than by its id can be read by that."""
    for row in operation.walk():
        if not row.by:
            continue
        kinds = [contracts.described(kind) for kind in row.references]
        if row.location != "path" or row.slot or len(kinds) != 1:
            reason = "has 'by', and is no id of one resource in a path"
            raise where.refuse(f"row {row.path!r} {reason}")
        field = kinds[0].named.get(row.by) if kinds[0] is not None else None
        if field is None or field.type not in ("string", "integer"):
            reason = f"is by {row.by!r}, which is no text and no number of {row.references[0]!r}"
            raise where.refuse(f"row {row.path!r} {reason}")
        if plain_reader(contracts, row) is None:
            reason = f"nothing reads {row.references[0]!r} by its id, to know its {row.by!r}"
            raise where.refuse(f"row {row.path!r}: {reason}")


def _check_own(contracts: Contracts, operation: Operation, where: Reader) -> None:
    keys = where.entries()
    for word, form in (("rich", operation.rich), ("own", operation.own and operation.own.form)):
        for name in form or ():
            if name not in operation.rows:
                raise keys[word].refuse(f"{word!r} sends {name!r}, which is no row")
    if operation.own is None:
        return
    listing = contracts.resource(operation.returns).of_kind("list")
    if operation.kind != "create":
        raise keys["own"].refuse("'own' is said of what creates")
    if listing is None or operation.own.filter not in listing.rows:
        raise keys["own"].refuse(f"{operation.own.filter!r} is no row of the list")


def _check_foreign(contracts: Contracts, operation: Operation, where: Reader) -> None:
    for foreign in operation.foreign:
        place = where.entries()["foreign"]
        if foreign.path in operation.rows:
            raise place.refuse(f"{foreign.path!r} is a row of {operation.id}, so it is not foreign")
        if not any(foreign.path in other.rows for other in contracts.operations):
            raise place.refuse(f"{foreign.path!r} is a row of no operation")


def _check_excuses(contracts: Contracts, operation: Operation, where: Reader) -> None:
    for index, excuse in enumerate(operation.excuses):
        place = where.entries()["excuses"].items()[index]
        stray = sorted({*excuse.sent, *excuse.unsent} - {row.name for row in operation.sent})
        if stray:
            raise place.refuse(f"{stray[0]!r} is no row of {operation.id}")
        named = [*_named(contracts, operation, excuse)]
        shown = named[0].table if named else {}
        if not any(other.of_kind("retrieve") for other in named):
            raise place.refuse(f"{excuse.of!r} names no object that can be retrieved")
        lost = [path for path in (*excuse.shows, *excuse.differs) if path not in shown]
        if lost:
            raise place.refuse(f"{named[0].name} has no field {lost[0]!r}")


def _named(contracts: Contracts, operation: Operation, excuse: Excuse) -> Iterator[Resource]:
    """Yield what the object of an excuse is: by the row of that name, else by the field."""
    row = operation.rows.get(excuse.of)
    field = contracts.resource(operation.returns).field(excuse.of)
    names = [*(row.references if row else ()), *([field.resource] if field else [])]
    for name in names:
        found = contracts.described(name.partition(":")[0]) if name else None
        if found:
            yield found
