"""Finds the laws of recordings: every module of `recordings/laws`, in sorted order."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from contracts.model import Contracts
from recordings.entry import Complaint, Entry, Rule

Between = Callable[[Sequence[Entry], Sequence[int], Contracts], Iterator[Complaint]]


def rules() -> tuple[Rule, ...]:
    """Return the judges of one entry."""
    return tuple(rule for module in _modules() for rule in getattr(module, "RULES", ()))


def between() -> tuple[Between, ...]:
    """Return the judges of all entries of a file."""
    return tuple(law for module in _modules() for law in getattr(module, "BETWEEN", ()))


@cache
def _modules() -> tuple[ModuleType, ...]:
    folder = Path(__file__).parent / "laws"
    names = sorted(found.name for found in pkgutil.iter_modules([str(folder)]))
    return tuple(importlib.import_module(f"recordings.laws.{name}") for name in names)
