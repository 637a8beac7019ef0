"""Loads the Python of the API package by path: behaviour and faults are no part of any room.

Its modules stand below a package that exists in memory only, so that they import each other by
relative import (`from .charge import KIND`) and nothing else can import them by name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from contracts.loader import API

NAME = "assay_api"


def paths(folder: Path) -> Iterator[Path]:
    """Yield the modules below a folder in sorted order; those that start with `_` are shared."""
    yield from (path for path in sorted(folder.rglob("*.py")) if not path.name.startswith("_"))


def load(path: Path) -> ModuleType:
    """Return a module of the API package, executed once. Raises what its code raises."""
    if NAME not in sys.modules:
        package = sys.modules[NAME] = ModuleType(NAME)
        package.__path__ = [str(API)]
    name = ".".join((NAME, *path.relative_to(API).with_suffix("").parts))
    if name not in sys.modules:
        _execute(name, path)
    return sys.modules[name]


def _execute(name: str, path: Path) -> None:
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module", name=name, path=str(path))
    module = sys.modules[name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
