"""Where the behaviour of an API package declares itself; found by a sorted folder scan.

What a module declares, as it is executed, belongs to the package that it is a module of.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from contracts.errors import declared_by
from contracts.model import Contracts
from sandbox import package
from sandbox.call import Behaviour
from sandbox.search import Searched
from sandbox.store import Object, Store

Seed = Callable[[Store, Contracts], dict[str, list[str]]]
Resolve = Callable[[Store, str], Object | None]
Derive = Callable[[Object, str], Object | None]


@dataclass(slots=True)
class Registry:
    """What the behaviour of one API package has declared."""

    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    neighbours: dict[str, Behaviour] = field(default_factory=dict)
    seeds: list[Seed] = field(default_factory=list)
    resolvers: dict[str, Resolve] = field(default_factory=dict)
    derived: list[Derive] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)  # of another kind, an id is taken at its word
    searched: dict[str, Searched] = field(default_factory=dict)
    too_large: dict[str, str] = field(default_factory=dict)  # parameter -> code of its refusal
    # (resource, field) -> titles of the operations that show the field when it is expanded
    hidden: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


@cache
def _of(_root: Path) -> Registry:
    """Return the registry of a package, by where its folder really is."""
    return Registry()


def _here() -> Registry:
    """Return the registry of the package that is being loaded. Raises LookupError when none is."""
    return _of(package.loading())


def _check_title(title: object) -> None:
    if not isinstance(title, str):
        reason = "it is declared with the title of an operation: @behaviour('POST /notes')"
        if callable(title):
            raise declared_by(package.loading(), title, reason)
        raise TypeError(reason)


def _check_called(function: Callable[..., Any], values: int) -> None:
    """Raise ContractError for a function that cannot be called with so many values."""
    try:
        inspect.signature(function).bind(*range(values))
    except TypeError as trouble:
        reason = f"it is called with {values} values: {trouble}"
        raise declared_by(package.loading(), function, reason) from None


def _place(function: Callable[..., Any]) -> tuple[str, str]:
    """Return where a function is declared: a module may be executed again."""
    return function.__module__, function.__qualname__


def behaviour(title: str) -> Callable[[Behaviour], Behaviour]:
    """Declare what one of the contracts' operations does, instead of the ordinary.

    Raises ContractError when another module does, or the function cannot take a call.
    """
    _check_title(title)

    def declare(function: Behaviour) -> Behaviour:
        _check_called(function, 1)
        known = _here().behaviours
        other = known.get(title, function)
        if _place(other) != _place(function):
            module = other.__module__.partition(".")[2]
            reason = f"{title!r} has a behaviour in {module}, {other.__qualname__}"
            raise declared_by(package.loading(), function, reason)
        known[title] = function
        return function

    return declare


def neighbour(title: str) -> Callable[[Behaviour], Behaviour]:
    """Declare an endpoint outside the contracts that sets the others up; it is lenient."""
    _check_title(title)

    def declare(function: Behaviour) -> Behaviour:
        _check_called(function, 1)
        _here().neighbours[title] = function
        return function

    return declare


def seed(function: Seed) -> Seed:
    """Declare a function that makes what no call can; it returns ids by "resource:state"."""
    _check_called(function, 2)
    _here().seeds.append(function)
    return function


def resolver(kind: str) -> Callable[[Resolve], Resolve]:
    """Declare how an id of `kind` is looked up when the store alone does not know."""

    def declare(function: Resolve) -> Resolve:
        _here().resolvers[kind] = function
        return function

    return declare


def derived(function: Derive) -> Derive:
    """Declare what an id stands for that nobody keeps: it follows from the object that names it."""
    _here().derived.append(function)
    return function


def keeps(*kinds: str) -> None:
    """Declare kinds of objects that are kept: a parameter that names one must name a known one."""
    _here().kept.update(kinds)


def searched(kind: str, *, numbers: tuple[str, ...] = (), texts: tuple[str, ...] = ()) -> Searched:
    """Declare and return the fields that objects of `kind` can be searched by."""
    found = _here().searched[kind] = Searched(frozenset(numbers), frozenset(texts))
    return found


def too_large(param: str, code: str) -> None:
    """Declare the code of the refusal of a number that is too large for a parameter."""
    _here().too_large[param] = code


def hidden(kind: str, name: str, *titles: str) -> None:
    """Declare a field that is shown where it is expanded only, and only by these operations."""
    _here().hidden[kind, name] = titles


def declared(root: Path) -> Registry:
    """Return what a package declares; every behaviour module is loaded, in sorted order.

    Raises ContractError.
    """
    for path in package.paths(root / "behaviour"):
        package.load(path, root)
    return _of(root.resolve())


def check_titles(contracts: Contracts, own: Registry) -> None:
    """Raise ContractError for the behaviour of an operation that there is not."""
    titles = [operation.title for operation in contracts.operations]
    for title, function in own.behaviours.items():
        if title not in titles:
            near = difflib.get_close_matches(title, titles, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            reason = f"{title!r} is no operation of the contracts{hint}"
            raise declared_by(contracts.root, function, reason)
