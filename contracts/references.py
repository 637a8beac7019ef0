"""Refuses contracts that point at what is not there: dangling ids, rows, operations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from contracts.lifecycles import cells
from contracts.model import Contracts, Operation, Resource, Step
from contracts.reader import Reader

SPECIAL = ("@now", "@unique", "@unique.email", "@unique.id")
SHORT = re.compile(r"@unique\.(\d+)")  # a text of so many characters
_SHORTEST = 8  # characters that still are another text each time
_LONG = 32  # characters that "@unique" may have


def check_references(contracts: Contracts, readers: list[Reader]) -> None:
    """Check everything that one file says of another. Raises ContractError."""
    names = Counter(resource.name for resource in contracts.resources)
    titles = Counter(operation.title for operation in contracts.operations)
    states = made(contracts)
    for resource, reader in zip(contracts.resources, readers, strict=True):
        if names[resource.name] > 1:
            raise reader.refuse(f"the resource {resource.name!r} has two files")
        for operation in resource.operations:
            where = reader.entries()["operations"].entries()[operation.id.rpartition(".")[2]]
            if titles[operation.title] > 1:
                raise where.refuse(f"{operation.title} stands in two places")
            _check_rows(operation, where)
            _check_ids(_operation_ids(operation), states, where)
        _check_lifecycle(contracts, resource, reader)
        steps = [part for recipe in resource.recipes for way in recipe.ways for step in way
                 for part in (step.form, step.path.split("/"))]  # fmt: skip
        if resource.choices:
            tried = [choice.step.form for choice in resource.choices]
            _check_ids(_ids(tried), states, reader.entries()["choices"])
        if resource.recipes:
            _check_ids(_ids(steps), states, reader.entries()["recipes"])
            made_by = [step for recipe in resource.recipes for way in recipe.ways for step in way]
            _check_room(contracts, made_by, reader.entries()["recipes"])
        for operation in resource.operations:
            if operation.population:
                _check_room(contracts, operation.population.steps, reader.entries()["operations"])


def made(contracts: Contracts) -> set[tuple[str, str]]:
    """Return what an id in a form may name: resource and state, or a choice."""
    found = {(r.resource, r.state) for x in contracts.resources for r in x.recipes}
    return found | {(name, "default") for name in contracts.choices}


def _check_rows(operation: Operation, where: Reader) -> None:
    paths = {row.path for row in operation.walk()}
    for row in operation.walk():
        for other in (*row.excludes, *(need.partition("=")[0] for need in row.needs)):
            if other not in paths:
                raise where.refuse(f"row {row.path!r} speaks of {other!r}, which is no row")
    for name in operation.base:
        if name not in paths:
            raise where.refuse(f"'base' sends {name!r}, which is no row")


def _operation_ids(operation: Operation) -> Iterator[str]:
    yield from _ids([operation.base, operation.rich])
    yield from _ids([operation.own.form] if operation.own else [])
    yield from _ids([foreign.form for foreign in operation.foreign])
    for row in operation.walk():
        yield from _ids(row.example)
        yield from _ids(list(row.absent))
        if row.subject:
            yield f"@{row.subject}"
    if operation.subject:
        yield f"@{operation.subject}"
    if operation.otherwise:
        yield f"@{operation.otherwise}"
    if operation.population:
        yield from _ids(operation.population.filter)
        yield from _step_ids(operation.population.steps)


def _step_ids(steps: Iterable[Step]) -> Iterator[str]:
    """Yield what stands for an id in calls, in their forms and in their paths."""
    for step in steps:
        yield from _ids([step.form, step.path.split("/")])


def _ids(value: Any) -> Iterator[str]:
    """Yield every text in `value` that stands for an id."""
    if isinstance(value, str) and value.startswith("@"):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def _check_ids(found: Iterator[str], states: set[tuple[str, str]], where: Reader) -> None:
    for text in found:
        resource, _, state = text.lstrip("@").rstrip("!").partition(":")
        short = SHORT.fullmatch(text)
        if short and not _SHORTEST <= int(short[1]) <= _LONG:
            raise where.refuse(f"{text!r}: expected {_SHORTEST} to {_LONG} characters")
        if text not in SPECIAL and not short and (resource, state or "default") not in states:
            raise where.refuse(f"{text!r} names an object that no recipe makes")


def _check_room(contracts: Contracts, steps: Iterable[Step], where: Reader) -> None:
    """Check that a text that no other equals has room in the row that it is sent in."""
    for step in steps:
        known = contracts.titled(f"{step.method} {step.path}")
        for row in known.sent if known else ():
            most = row.max_length if row.max_length is not None else _LONG
            if step.form.get(row.name) == "@unique" and most < _LONG:
                reason = f"'@unique' has up to {_LONG} characters, {row.name!r} takes {most}"
                raise where.refuse(f"{reason}: write '@unique.{most}'")


def _check_lifecycle(contracts: Contracts, resource: Resource, reader: Reader) -> None:
    if resource.lifecycle is None:
        return
    where = reader.entries()["lifecycle"]
    known = {operation.id for operation in contracts.operations}
    names = {field.name for field in resource.fields}
    states = set(resource.lifecycle.states)
    made = {(recipe.resource, recipe.state) for recipe in resource.recipes}
    if resource.lifecycle.field not in names:
        field = where.entries()["field"]
        raise field.refuse(f"{resource.lifecycle.field!r} is no field of {resource.name}")
    for cell, place in cells(where, resource.lifecycle):
        keys = place.entries()
        if cell.operation not in known:
            left_out = any(one.id == cell.operation for one in contracts.unbound)
            hint = ": no set of conventions is its own, and it is left out" if left_out else ""
            raise place.refuse(f"{cell.operation!r} is no operation{hint}")
        for word, named in (("to", cell.to), ("leaves", cell.leaves)):
            if stray := [state for state in named if state not in states]:
                raise keys[word].refuse(f"{stray[0]!r} is not one of the states")
        if (resource.name, cell.recipe or cell.state) not in made:
            maker = keys["recipe" if cell.recipe else "from"]
            raise maker.refuse(f"no recipe makes a {resource.name} {cell.recipe or cell.state!r}")
