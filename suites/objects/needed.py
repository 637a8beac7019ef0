"""Which kinds of objects an operation's groups may take: those its forms and recipes name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from contracts.model import Contracts, Operation, Recipe, Step

_NAMED = re.compile(r"@([a-z]\w*(?:\.[a-z]\w*)*)")  # the object that a value of a form stands for


def needed(contracts: Contracts, operation: Operation) -> set[str]:
    """Return the resources of which an object may be taken for an operation, however remote."""
    recipes: dict[str, list[Recipe]] = {}
    for holder in contracts.resources:
        for recipe in holder.recipes:
            recipes.setdefault(recipe.resource, []).append(recipe)
    found: set[str] = set()
    left = set(_named_by(operation))
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left |= {other for recipe in recipes.get(name, ()) for other in _of_recipe(recipe)}
    return found


def _named_by(operation: Operation) -> Iterator[str]:
    """Yield the resources that an operation is about, or that a row of its forms refers to."""
    yield operation.resource
    for row in operation.walk():
        for one in (row, *row.alternatives):
            yield from one.references
        yield from _in(row.example)
        yield _resource(row.subject)
    for text in (operation.subject, operation.otherwise):
        yield _resource(text)
    yield from _in(operation.base)
    yield from _in(operation.rich)
    if operation.population is not None:
        yield from _in(operation.population.filter)
        yield _resource(operation.population.subject)
        yield from _of_steps(operation.population.steps)


def _of_recipe(recipe: Recipe) -> Iterator[str]:
    for way in recipe.ways:
        yield from _of_steps(way)
    yield from _of_steps((recipe.again,) if recipe.again else ())


def _of_steps(steps: Collection[Step]) -> Iterator[str]:
    for step in steps:
        yield from _in(step.path)
        yield from _in(step.form)


def _in(value: Any) -> Iterator[str]:
    """Yield the resources that the texts of a form, or of a path, name."""
    yield from (found.group(1) for found in _NAMED.finditer(str(value)))


def _resource(reference: str) -> str:
    return reference.rstrip("!").partition(":")[0]
