"""Where behaviours, neighbours and seeds are declared; found by a sorted folder scan."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from contracts.model import Contracts
from sandbox.call import Behaviour, Call
from sandbox.store import Object, Store

BEHAVIOURS: dict[str, Behaviour] = {}
NEIGHBOURS: dict[str, Behaviour] = {}
Seed = Callable[[Store, Contracts], dict[str, list[str]]]
SEEDS: list[Seed] = []
RESOLVERS: dict[str, Callable[[Store, str], Object | None]] = {}
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


def resolver(
    kind: str,
) -> Callable[[Callable[[Store, str], Object | None]], Callable[[Store, str], Object | None]]:
    """Declare how an id of `kind` is looked up when the store alone does not know."""

    def declare(
        function: Callable[[Store, str], Object | None],
    ) -> Callable[[Store, str], Object | None]:
        RESOLVERS[kind] = function
        return function

    return declare


def discover() -> None:
    """Import every behaviour module, in sorted order."""
    folder = Path(__file__).parent / "behaviour"
    for info in sorted(pkgutil.iter_modules([str(folder)]), key=lambda found: found.name):
        importlib.import_module(f"sandbox.behaviour.{info.name}")


__all__ = ["Call", "behaviour", "discover", "neighbour", "resolver", "seed"]
