"""Loads the contracts: every file of an API package, checked key by key and reference by
reference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from contracts.citing import check_clauses
from contracts.contradictions import check_contradictions
from contracts.conventions import FILE as CONVENTIONS
from contracts.conventions import OTHERS, check_api, needed, sections
from contracts.errors import ContractError
from contracts.kept import kept
from contracts.lifecycles import placed, read_lifecycle
from contracts.model import Api, Contracts, Field, Operation, Resource, Unbound
from contracts.model.api import Metadata
from contracts.naming import check_names
from contracts.operations import path_of, read_operations
from contracts.own_ids import check_own_id, with_own_ids
from contracts.package import facts, resource_files
from contracts.presets import laid
from contracts.reader import Reader
from contracts.recipes import read_choices, read_recipes
from contracts.recordings import read_recordings
from contracts.references import check_references
from contracts.sets import Sets, read_sets
from contracts.shared import Shared, read_shared
from contracts.situations import settled
from contracts.steps import check_steps
from contracts.tables import read_fields
from contracts.values import written
from contracts.word_references import check_words

_NAME = re.compile(r"[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*")  # of a resource
API = Path(__file__).parent / "api"
_RESOURCE = frozenset({
    "choices", "fields", "formerly", "id", "lifecycle", "notes", "object", "operations", "prefix",
    "recipes", "resource", "rich", "situations",
})  # fmt: skip


def load(root: Path | None = None) -> Contracts:
    """Load all contracts below `root` (default: the ones of this project), once.

    Raises ContractError with file, line and path when anything in them is not understood.
    """
    folder = (root or API).resolve()
    try:
        return _loaded(folder)
    except ContractError as trouble:
        trouble.root = trouble.root or folder
        raise


@cache
def _loaded(folder: Path) -> Contracts:
    return kept("contracts", folder, facts(folder), lambda: _read(folder))


def _read(folder: Path) -> Contracts:
    """Read and check all files. Raises ContractError."""
    keys = laid(Reader.open(folder, folder / CONVENTIONS), folder).mapping(
        {*sections(Api), *OTHERS}, needed(Api)
    )
    readers = [Reader.open(folder, file) for file in resource_files(folder)]
    neighbours = keys["neighbours"].texts() if "neighbours" in keys else ()
    shared = read_shared(folder, frozenset((*neighbours, *_named(readers))))
    sets, paths = read_sets(keys, folder), dict(_paths(readers))
    sets.check(paths)
    sets = with_own_ids(sets, readers, paths)
    resources = _named_or_not(
        tuple(settled(_resource(r, shared, sets), r, sets.known) for r in readers), sets
    )
    unbound = (Unbound(name, path) for name, path in paths.items() if sets.of(name, path) is None)
    contracts = Contracts(
        api=sets.base,
        resources=resources,
        situations=sets.situations,
        expandable=_expandable(keys["expandable"], shared) if "expandable" in keys else {},
        recordings=read_recordings(folder, resources),
        root=folder,
        sets=sets.every,
        unbound=tuple(unbound),
    )
    for resource, reader in zip(resources, readers, strict=True):
        check_own_id(resource, reader)
    check_references(contracts, readers)
    check_words(contracts, readers)
    check_names(contracts, readers)
    check_contradictions(contracts, readers, keys)
    check_steps(contracts, readers)
    check_api(contracts, keys)
    check_clauses(folder, keys, readers, shared)
    return contracts


def _named_or_not(resources: tuple[Resource, ...], sets: Sets) -> tuple[Resource, ...]:
    """Let operations know whether what they return has an id, and what others name otherwise."""
    tables = {resource.name: resource for resource in resources}

    def lacks(operation: Operation) -> bool:
        told = tables.get(operation.returns)
        return told is not None and told.field(sets.api(operation.set or "").object.id) is None

    def settle(operation: Operation) -> Operation:
        other = others[operation.ids]
        if not (other or lacks(operation)):
            return operation
        return replace(operation, nameless=lacks(operation), other_ids=other)

    ids = {r.name: r.operations[0].ids for r in resources if r.operations and sets.every}
    others = {
        own: {name: shape for name, shape in ids.items() if shape != own}
        for own in {operation.ids for r in resources for operation in r.operations}
    }
    return tuple(
        replace(resource, operations=tuple(map(settle, resource.operations)))
        for resource in resources
    )


def _named(readers: list[Reader]) -> Iterator[str]:
    """Yield the resources that have a file or a recipe. Raises ContractError."""
    for reader in readers:
        keys = reader.mapping(_RESOURCE, {"fields", "object", "resource"})
        yield keys["resource"].text()
        yield from keys["recipes"].entries() if "recipes" in keys else ()


def _paths(readers: list[Reader]) -> Iterator[tuple[str, str]]:
    """Yield the ids of all operations, and their paths. Raises ContractError."""
    for reader in readers:
        keys = reader.entries()
        name = keys["resource"].text()
        for verb, entry in keys["operations"].entries().items() if "operations" in keys else ():
            yield f"{name}.{verb}", path_of(entry)


def _expandable(reader: Reader, shared: Shared) -> dict[str, dict[str, str]]:
    """Read what can be expanded in objects that no file describes. Raises ContractError."""
    found = {}
    for neighbour, fields in reader.entries().items():
        if neighbour not in shared.resources:
            raise fields.refuse(f"{neighbour!r} is no neighbour, and no recipe's")
        for target in fields.entries().values():
            shared.reference(target)
        found[neighbour] = fields.record()
    return found


def _kept_at(fields: Iterable[Field], words: Metadata | None) -> Metadata | None:
    """Return what conventions say of metadata, if one of these fields is it."""
    has = words is not None and any(field.name == words.row for field in fields)
    return words if has else None


def _resource(reader: Reader, shared: Shared, sets: Sets) -> Resource:
    keys = reader.mapping(_RESOURCE, {"fields", "object", "resource"})
    shared.room.taken = 0
    name = keys["resource"].text()
    if not _NAME.fullmatch(name):
        raise keys["resource"].refuse(f"{name!r} names no resource: words, and dots between, do")
    kind = keys["object"].text()
    formerly = keys["formerly"].text() if "formerly" in keys else ""
    if formerly == kind:
        raise keys["formerly"].refuse(f"{formerly!r} is what it is called now")
    kinds = (kind, formerly) if formerly else (kind,)
    operations = (
        read_operations(name, kinds, keys["operations"], shared, sets)
        if "operations" in keys else ()
    )  # fmt: skip
    api = sets.api(operations[0].set) if operations else sets.base
    fields = written(read_fields(keys["fields"], shared), api.values)
    life = read_lifecycle(keys["lifecycle"], name, api) if "lifecycle" in keys else None
    recipes = read_recipes(keys["recipes"]) if "recipes" in keys else ()
    return Resource(
        name=name,
        object=kind,
        family=reader.file.rpartition("/")[0],
        prefix=keys["prefix"].text() if "prefix" in keys else "",
        fields=fields,
        operations=tuple(placed(operation, life, recipes) for operation in operations),
        lifecycle=life,
        recipes=recipes,
        notes=keys["notes"].texts() if "notes" in keys else (),
        file=reader.file,
        formerly=formerly,
        rich=keys["rich"].text() if "rich" in keys else "",
        choices=read_choices(keys["choices"]) if "choices" in keys else (),
        metadata=_kept_at(fields, api.metadata),
    )  # fmt: skip
