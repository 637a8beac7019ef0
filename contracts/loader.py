"""Loads the contracts: every file below `contracts/api`, checked key by key and reference by
reference."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, cast

from contracts.calls import CALLS, read_calls
from contracts.conventions import FILE as CONVENTIONS
from contracts.conventions import OTHERS, check_api, needed, read_api, sections
from contracts.kept import kept
from contracts.lifecycles import read_lifecycle
from contracts.model import Api, Contracts, Kind, Operation, Parameter, Resource
from contracts.package import facts, resource_files
from contracts.presets import laid
from contracts.reader import Reader
from contracts.recipes import METHODS, read_choices, read_population, read_recipes
from contracts.recordings import read_recordings
from contracts.references import check_references
from contracts.rows import read_rows
from contracts.shared import Shared, read_shared
from contracts.situations import read_situations, settled
from contracts.tables import read_fields
from contracts.word_references import check_words

API = Path(__file__).parent / "api"
KINDS = ("list", "search", "create", "retrieve", "update", "action")
SHAPES = ("object", "list", "search_result")
_RESOURCE = frozenset({
    "choices", "fields", "formerly", "lifecycle", "notes", "object", "operations", "prefix",
    "recipes", "resource", "rich", "situations",
})  # fmt: skip
_OPERATION = frozenset({
    *CALLS,
    "base", "description", "kind", "method", "notes", "ordered", "parameters", "path",
    "population", "sdk_path", "shape", "situations", "source", "subject", "success",
})  # fmt: skip


def load(root: Path | None = None) -> Contracts:
    """Load all contracts below `root` (default: the ones of this project), once.

    Raises ContractError with file, line and path when anything in them is not understood.
    """
    return _loaded((root or API).resolve())


@cache
def _loaded(folder: Path) -> Contracts:
    return kept("contracts", folder, facts(folder), lambda: _read(folder))


def _read(folder: Path) -> Contracts:
    """Read and check all files. Raises ContractError."""
    keys = laid(Reader.open(folder, folder / CONVENTIONS), folder).mapping(
        {*sections(Api), *OTHERS}, needed(Api)
    )
    situations = read_situations(keys["situations"]) if "situations" in keys else {}
    readers = [Reader.open(folder, file) for file in resource_files(folder)]
    neighbours = keys["neighbours"].texts() if "neighbours" in keys else ()
    shared = read_shared(folder, frozenset((*neighbours, *_named(readers))))
    resources = tuple(settled(_resource(r, shared), r, situations) for r in readers)
    contracts = Contracts(
        api=read_api(keys),
        resources=resources,
        situations=situations,
        expandable=_expandable(keys["expandable"], shared) if "expandable" in keys else {},
        recordings=read_recordings(folder, resources),
        root=folder,
    )
    check_references(contracts, readers)
    check_words(contracts, readers)
    check_api(contracts, keys)
    return contracts


def _named(readers: list[Reader]) -> Iterator[str]:
    """Yield the resources that have a file or a recipe. Raises ContractError."""
    for reader in readers:
        keys = reader.mapping(_RESOURCE, {"fields", "object", "resource"})
        yield keys["resource"].text()
        yield from keys["recipes"].entries() if "recipes" in keys else ()


def _expandable(reader: Reader, shared: Shared) -> dict[str, dict[str, str]]:
    """Read what can be expanded in objects that no file describes. Raises ContractError."""
    found = {}
    for neighbour, fields in reader.entries().items():
        for target in fields.entries().values():
            shared.reference(target)
        found[neighbour] = fields.record()
    return found


def _resource(reader: Reader, shared: Shared) -> Resource:
    keys = reader.mapping(_RESOURCE, {"fields", "object", "resource"})
    name, kind = keys["resource"].text(), keys["object"].text()
    formerly = keys["formerly"].text() if "formerly" in keys else ""
    kinds = (kind, formerly) if formerly else (kind,)
    return Resource(
        name=name,
        object=kind,
        family=reader.file.rpartition("/")[0],
        prefix=keys["prefix"].text() if "prefix" in keys else "",
        fields=read_fields(keys["fields"], shared),
        operations=tuple(
            _operation(f"{name}.{verb}", name, kinds, entry, shared)
            for verb, entry in keys["operations"].entries().items()
        ) if "operations" in keys else (),
        lifecycle=read_lifecycle(keys["lifecycle"], name) if "lifecycle" in keys else None,
        recipes=read_recipes(keys["recipes"]) if "recipes" in keys else (),
        notes=keys["notes"].texts() if "notes" in keys else (),
        file=reader.file,
        formerly=formerly,
        rich=keys["rich"].text() if "rich" in keys else "",
        choices=read_choices(keys["choices"]) if "choices" in keys else (),
    )  # fmt: skip


def _operation(
    name: str, resource: str, kinds: tuple[str, ...], reader: Reader, shared: Shared
) -> Operation:
    keys = reader.mapping(_OPERATION, {"kind", "method", "parameters", "path", "shape", "source"})
    lines = keys["source"].integers()
    if len(lines) != 2 or lines[0] > lines[1]:
        raise keys["source"].refuse("expected the first and the last line of the block")
    return Operation(
        id=name,
        method=keys["method"].one_of(METHODS),
        path=keys["path"].text(),
        kind=cast("Kind", keys["kind"].one_of(KINDS)),
        resource=resource,
        returns=resource,
        kinds=kinds,
        shape=cast("Literal['object', 'list', 'search_result']", keys["shape"].one_of(SHAPES)),
        source=(lines[0], lines[1]),
        parameters=_parameters(keys["parameters"], keys["path"], shared),
        base=keys["base"].record() if "base" in keys else {},
        success=keys["success"].integers() if "success" in keys else (),
        subject=keys["subject"].text() if "subject" in keys else "",
        ordered="ordered" in keys and keys["ordered"].boolean(),
        population=read_population(keys["population"]) if "population" in keys else None,
        description=keys["description"].text() if "description" in keys else "",
        sdk_path=keys["sdk_path"].text() if "sdk_path" in keys else "",
        notes=keys["notes"].texts() if "notes" in keys else (),
        **read_calls(keys),
    )


def _parameters(reader: Reader, path: Reader, shared: Shared) -> tuple[Parameter, ...]:
    groups = reader.mapping({"body", "path", "query"})
    rows: list[Parameter] = []
    for location in ("path", "query", "body"):
        if location in groups:
            rows.extend(read_rows(groups[location], location, shared))
    named = [part[1:-1] for part in path.text().split("/") if part.startswith("{")]
    if sorted(named) != sorted(row.name for row in rows if row.location == "path"):
        raise path.refuse("the ids in the path are not the rows of 'path'")
    return tuple(rows)
