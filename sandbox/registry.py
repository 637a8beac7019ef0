"""Where the behaviour of the API package declares itself; found by a sorted folder scan."""

from __future__ import annotations

from collections.abc import Callable

from contracts.loader import API
from contracts.model import Contracts
from sandbox import package
from sandbox.call import Behaviour
from sandbox.search import Searched
from sandbox.store import Object, Store

BEHAVIOURS: dict[str, Behaviour] = {}
NEIGHBOURS: dict[str, Behaviour] = {}
Seed = Callable[[Store, Contracts], dict[str, list[str]]]
SEEDS: list[Seed] = []
Resolve = Callable[[Store, str], Object | None]
RESOLVERS: dict[str, Resolve] = {}
Derive = Callable[[Object, str], Object | None]
DERIVED: list[Derive] = []
KEPT: set[str] = set()  # kinds of objects; an id of another kind is taken at its word
SEARCHED: dict[str, Searched] = {}
TOO_LARGE: dict[str, str] = {}  # parameter -> the code of its refusal when it is too large
# (resource, field) -> titles of the operations that show the field when it is expanded
HIDDEN: dict[tuple[str, str], tuple[str, ...]] = {}


def behaviour(title: str) -> Callable[[Behaviour], Behaviour]:
    """Declare what one of the contracts' operations does, instead of the ordinary."""

    def declare(function: Behaviour) -> Behaviour:
        BEHAVIOURS[title] = function
        return function

    return declare


def neighbour(title: str) -> Callable[[Behaviour], Behaviour]:
    """Declare an endpoint outside the contracts that sets the others up; it is lenient."""

    def declare(function: Behaviour) -> Behaviour:
        NEIGHBOURS[title] = function
        return function

    return declare


def seed(function: Seed) -> Seed:
    """Declare a function that makes what no call can; it returns ids by "resource:state"."""
    SEEDS.append(function)
    return function


def resolver(kind: str) -> Callable[[Resolve], Resolve]:
    """Declare how an id of `kind` is looked up when the store alone does not know."""

    def declare(function: Resolve) -> Resolve:
        RESOLVERS[kind] = function
        return function

    return declare


def derived(function: Derive) -> Derive:
    """Declare what an id stands for that nobody keeps: it follows from the object that names it."""
    DERIVED.append(function)
    return function


def keeps(*kinds: str) -> None:
    """Declare kinds of objects that are kept: a parameter that names one must name a known one."""
    KEPT.update(kinds)


def searched(kind: str, *, numbers: tuple[str, ...] = (), texts: tuple[str, ...] = ()) -> Searched:
    """Declare and return the fields that objects of `kind` can be searched by."""
    SEARCHED[kind] = found = Searched(frozenset(numbers), frozenset(texts))
    return found


def too_large(param: str, code: str) -> None:
    """Declare the code of the refusal of a number that is too large for a parameter."""
    TOO_LARGE[param] = code


def discover() -> None:
    """Load every behaviour module, in sorted order."""
    for path in package.paths(API / "behaviour"):
        package.load(path)
