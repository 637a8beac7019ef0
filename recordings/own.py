"""The laws that an API brings for its own resources: modules beside its facts, loaded by path.

A module may have `RULES`, judges of one entry as `Rule` says; `MOVES`, judges of what one exchange
did to an object, by name and clause; `lower(entry, *objects)`, the fields that may hold less than
was asked for; and `moved(entry, before, now)`, those that it may have changed though nothing named
them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from contracts.executing import executing
from contracts.model import Contracts
from recordings.checks import Finding
from recordings.entry import Complaint, Entry, Rule

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Move:
    """A judge of an object before and after an exchange, with its name and its clause."""

    name: str
    clause: str
    judge: Callable[[Entry, Item, Item], Iterator[Finding]]


def rules(contracts: Contracts) -> tuple[Rule, ...]:
    """Return the rules that an API brings, in the order of its modules."""
    return tuple(rule for one in _modules(contracts) for rule in getattr(one, "RULES", ()))


def moves(contracts: Contracts, entry: Entry, before: Item, now: Item) -> Iterator[Complaint]:
    """Yield what an API's own laws say of an object before and after an exchange."""
    for module in _modules(contracts):
        for move in getattr(module, "MOVES", ()):
            for finding in move.judge(entry, before, now):
                yield Complaint(entry, move.name, move.clause, finding)


def lower(contracts: Contracts, entry: Entry, *items: Item) -> set[str]:
    """Return the fields of objects that may hold less than an exchange asked for."""
    return _names(contracts, "lower", entry, *items)


def moved(contracts: Contracts, entry: Entry, before: Item, now: Item) -> set[str]:
    """Return the fields that an exchange may have changed though it named none of them."""
    return _names(contracts, "moved", entry, before, now)


def _names(contracts: Contracts, asked: str, *told: Any) -> set[str]:
    found = (getattr(module, asked, None) for module in _modules(contracts))
    return {name for names in found if names is not None for name in names(*told)}


def _modules(contracts: Contracts) -> list[ModuleType]:
    return [_loaded(path) for path in contracts.recordings.laws]


@cache
def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"recorded_{path.stem}", path)
    if spec is None or spec.loader is None:
        message = f"{path} is no module of Python"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    root = path.parent.parent
    with executing(root):
        spec.loader.exec_module(module)
    return module
