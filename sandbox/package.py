"""Loads the Python of an API package by path: behaviour and faults are no part of any room.

Its modules stand below a package that exists in memory only, named after the folder, so that they
import each other by relative import (`from .charge import KIND`), nothing else can import them by
name, and no two packages are taken for each other.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextvars import ContextVar
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from contracts.executing import executing

_loading: ContextVar[Path] = ContextVar("loading")
_one_by_one = threading.RLock()


def paths(folder: Path) -> Iterator[Path]:
    """Yield the modules below a folder in sorted order; those that start with `_` are shared."""
    yield from (path for path in sorted(folder.rglob("*.py")) if not path.name.startswith("_"))


def loading() -> Path:
    """Return the folder of the package whose Python is executed. Raises LookupError when none."""
    return _loading.get()


def load(path: Path, root: Path) -> ModuleType:
    """Return a module of the package at `root`, executed once.

    Raises ContractError, which says where, when its code cannot be executed.
    """
    with _one_by_one:
        name = ".".join((_top(root), *path.relative_to(root).with_suffix("").parts))
        if name not in sys.modules:
            before = _loading.set(root.resolve())
            try:
                with executing(root, path):
                    _execute(name, path)
            finally:
                _loading.reset(before)
        return sys.modules[name]


def _top(root: Path) -> str:
    """Return the name of the package in memory that stands for a folder."""
    name = f"assay_api_{sha256(str(root.resolve()).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        package = sys.modules[name] = ModuleType(name)
        package.__path__ = [str(root)]
    return name


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
