"""Finds the checks: every module of this folder that has a `check` function, in sorted order."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contracts.model import Contracts, Level, Operation
from harness.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's complaint. `place` tells several of one check apart, e.g. a field's path.

    `level` lowers the check's own level for this complaint, `clause` names another than its own.
    """

    expected: str
    observed: str
    place: str = ""
    level: Level | None = None
    clause: str = ""


Examine = Callable[[Exchange, Operation, Contracts], Iterator[Finding | None]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check of any exchange: the stem of its file, its clause, its level, its function.

    `recorded` says that it also holds for traffic that others recorded, at any version of the API;
    a module says `RECORDED = False` when it does not.
    """

    name: str
    clause: str
    level: Level
    examine: Examine
    recorded: bool = True


@cache
def discover() -> tuple[Check, ...]:
    """Return every check of the folder, sorted by name."""
    found = []
    for info in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda i: i.name):
        module = importlib.import_module(f"suites.checks.{info.name}")
        if hasattr(module, "check"):
            found.append(
                Check(
                    info.name, module.CLAUSE, module.LEVEL, module.check,
                    getattr(module, "RECORDED", True),
                )
            )  # fmt: skip
    return tuple(found)
