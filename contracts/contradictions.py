"""Refuses what a package says against itself: rows, lifecycles and conventions that cannot be kept.

Each is nearly always a slip; what it would do to a run is seen late, and elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from contracts.checking_conventions import HEADER, of_conventions, of_situation
from contracts.checking_lifecycles import check_lifecycle
from contracts.conventions import FILE as CONVENTIONS
from contracts.model import Api, Contracts, Operation, Resource
from contracts.reader import Reader

ABSENT = "absent"
_USUAL = {"id": "id"}  # fields that are meant where nothing is said, and where there are none


def check_contradictions(
    contracts: Contracts, readers: list[Reader], keys: dict[str, Reader]
) -> None:
    """Check one package. Raises ContractError."""
    _check_prefixes(contracts, readers)
    _check_neighbours(contracts, keys)
    for resource, reader in zip(contracts.resources, readers, strict=True):
        entries = reader.entries()
        for operation in resource.operations:
            where = entries["operations"].entries()[operation.id.rpartition(".")[2]]
            for reason in _of_operation(operation, resource, contracts.of(operation).api):
                raise where.refuse(reason)
        for recipe in resource.recipes:
            if any("{id}" in way[0].path for way in recipe.ways if way):
                where = entries["recipes"].entries()[recipe.resource].entries()[recipe.state]
                raise where.refuse("the first step names '{id}', and nothing is made yet")
        if resource.lifecycle:
            check_lifecycle(resource, contracts, entries["lifecycle"])
    _check_fields(contracts, keys)
    for view in contracts.views:
        for section, reason in of_conventions(view):
            own = keys["sets"] if view.set and "sets" in keys else keys.get(section, keys["name"])
            raise own.refuse(f"{reason} (set {view.set!r})" if view.set else reason)


def _of_operation(operation: Operation, resource: Resource, api: Api) -> Iterator[str]:
    """Yield why an operation cannot be kept as it is said."""
    yield from _of_rows(operation)
    yield from _of_deletion(operation, resource, api)
    for known in filter(None, operation.situations.values()):
        yield from of_situation(known, api.error)


def _check_prefixes(contracts: Contracts, readers: list[Reader]) -> None:
    """Check that the ids of no two resources begin alike: their prefix tells them apart."""
    known: dict[str, str] = {}
    for resource, reader in zip(contracts.resources, readers, strict=True):
        prefix = resource.prefix
        other = known.setdefault(prefix, resource.name) if prefix else ""
        if other not in ("", resource.name):
            reason = f"ids of {other!r} begin with {prefix!r} as well"
            raise reader.entries()["prefix"].refuse(reason)


def _own(contracts: Contracts) -> list[Resource]:
    """Return the resources that are spoken of as the package itself says, not by a set alone."""
    own = contracts.alike("")
    return [r for r in contracts.resources if any(o.set in own for o in r.operations)]


def _check_neighbours(contracts: Contracts, keys: dict[str, Reader]) -> None:
    """Check that what has no file of its own has none; what a set describes was added beside it."""
    known = {resource.name for resource in _own(contracts)}
    for one in keys["neighbours"].items() if "neighbours" in keys else ():
        if one.text() in known:
            raise one.refuse(f"{one.text()!r} is a resource with a file, and no neighbour")
    for name, one in keys["expandable"].entries().items() if "expandable" in keys else ():
        if name in known:
            reason = f"{name!r} is a resource with a file: its fields say what can be expanded"
            raise one.refuse(reason)


def _check_fields(contracts: Contracts, keys: dict[str, Reader]) -> None:
    """Check that fields are there of which the package itself, no preset, speaks."""
    known = {_plain(field.name) for resource in _own(contracts) for field in resource.fields}
    words_of = {
        "object": ("id", "object", "created", "mode", "lasting", "beside"),
        "list": ("order",),
    }
    held = keys["object"].entries().get("attributes") if "object" in keys else None
    if held is not None and _plain(held.text()) in known:
        reason = "is a field of a table: tables have what stands below it at the top"
        raise held.refuse(f"{held.text()!r} {reason}")
    for section, words in words_of.items():
        entries = keys[section].entries() if section in keys else {}
        for word in words:
            entry = entries.get(word)
            if entry is None or entry.file != CONVENTIONS or not known:
                continue
            for one in entry.items() if entry.is_list() else (entry,):
                stated = one.text() not in ("", _USUAL.get(word))
                if stated and _plain(one.text()) not in known:
                    raise one.refuse(f"{one.text()!r} is a field of no resource")


def _plain(name: str) -> str:
    """Return a name as tables and answers have it in common, whatever the rule of names."""
    return name.partition(".")[0].replace("_", "").replace("-", "").casefold()


def _of_rows(operation: Operation) -> Iterator[str]:
    yield from _of_names(operation)
    if operation.method == "GET" and any(row.location == "body" for row in operation.parameters):
        yield "a GET has no body: its rows stand under 'query'"
    for row in operation.walk():
        needs = {need.partition("=")[0] for need in row.needs}
        if row.path in {*needs, *row.excludes}:
            yield f"row {row.path!r} speaks of itself"
        if both := sorted(needs & {*row.excludes}):
            yield f"row {row.path!r} needs {both[0]!r}, and excludes it"
        for other in row.excludes:
            if row.required and operation.rows[other].required:
                yield f"rows {row.path!r} and {other!r} exclude each other, and both are required"


def _of_names(operation: Operation) -> Iterator[str]:
    headed = [row.name for row in operation.sent if row.location == "header"]
    if wrong := [name for name in headed if not HEADER.fullmatch(name)]:
        yield f"{wrong[0]!r} is no name of a header"
    if not all(row.name for row in operation.parameters):
        yield "a row has a name"
    places = Counter(row.name for row in operation.sent if row.location in ("query", "body"))
    twice = [name for name, count in places.items() if count > 1]
    if twice:
        yield f"{twice[0]!r} is a row of the query and of the body: a form has it once"
    taken = [name for name in headed if name in places]
    if taken:
        yield f"{taken[0]!r} is a header, and a row of the form: one name stands for both"


def _of_deletion(operation: Operation, resource: Resource, api: Api) -> Iterator[str]:
    told = operation.afterwards.partition(".")[0]
    known = {"", ABSENT, api.object.deleted, *(field.name for field in resource.fields)}
    if operation.kind == "delete" and resource.fields and told not in known:
        yield f"'afterwards' is {operation.afterwards!r}: neither 'absent' nor a field"
