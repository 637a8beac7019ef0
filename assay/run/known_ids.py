"""Holds the `[ids]` of a configuration against the names that a run asks for.

A name that nothing asks for would be dropped without a word, and what it was to make testable stay
`not_testable`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from contracts.model import Contracts, Operation
from harness.config import ConfigError, place


def check_ids(path: Path, names: Iterable[str], contracts: Contracts) -> None:
    """Raise ConfigError, naming file and line, for the first name that no run asks for."""
    known = sorted(set(_known(contracts)))
    for name in names:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, 3)
        resource = name.partition(":")[0]
        alike = near or [k for k in known if k.partition(":")[0] == resource]
        hint = f"did you mean {' or '.join(alike)}?" if alike else "see the resources' recipes"
        message = f"{place(path, name)}: nothing asks for ids of {name!r}; {hint}"
        raise ConfigError(message)


def _known(contracts: Contracts) -> Iterator[str]:
    """Yield every "resource" and "resource:state" of recipes, lifecycles, rows and operations."""
    for resource in contracts.resources:
        yield resource.name
        for recipe in resource.recipes:
            yield recipe.resource
            yield f"{recipe.resource}:{recipe.state}"
        for state in resource.lifecycle.states if resource.lifecycle else ():
            yield f"{resource.name}:{state}"
    for operation in contracts.operations:
        yield from (subject.rstrip("!") for subject in _subjects(operation) if subject)


def _subjects(operation: Operation) -> Iterator[str]:
    yield operation.subject
    if operation.population:
        yield operation.population.subject
    for row in operation.walk():
        yield row.subject
        yield from row.references
