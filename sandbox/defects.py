"""Finds the faults: every public function of the modules in `sandbox/faults/`, in sorted order."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.service import Service


@dataclass(frozen=True, slots=True)
class Fault:
    """One defect: `<stem>.<function>`, what it breaks in words, and how it is installed."""

    name: str
    about: str
    install: Callable[[Service], None]

    @property
    def stem(self) -> str:
        """The check that it proves, dots written as underscores."""
        return self.name.partition(".")[0]


@cache
def discover() -> dict[str, Fault]:
    """Return every fault by name, sorted."""
    found: dict[str, Fault] = {}
    folder = Path(__file__).parent / "faults"
    for info in sorted(pkgutil.iter_modules([str(folder)]), key=lambda i: i.name):
        module = importlib.import_module(f"sandbox.faults.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.__name__:
                fault = f"{info.name}.{name}"
                about = (inspect.getdoc(function) or "").partition("\n")[0]
                found[fault] = Fault(fault, about, function)
    return dict(sorted(found.items()))
