"""Finds the laws: every module below `suites/laws`, and below the `laws` folder of an API package.

An API package is a folder of facts; its Python is loaded by path, under a name of its own, so that
no two packages are taken for each other. A law stands in `laws/<topic>/<law>.py`; where the laws of
a topic are rows of one table, all stand in `laws/<topic>.py`.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from suites.law import Law

_OURS = Path(__file__).parent / "laws"


@cache
def discover(package: Path | None = None) -> tuple[Law, ...]:
    """Return every law, general ones and those of the API package, sorted by name.

    Raises ValueError when two have one name.
    """
    found: dict[str, Law] = {}
    for law in (*_laws(_ours()), *(_laws(_of(package)) if package else ())):
        if law.name in found:
            message = f"two laws are named {law.name!r}: a name is one promise"
            raise ValueError(message)
        found[law.name] = law
    return tuple(found[name] for name in sorted(found))


@cache
def exchange_laws(package: Path | None = None) -> tuple[Law, ...]:
    """Return the laws that judge any exchange."""
    return tuple(law for law in discover(package) if law.family is None)


@cache
def columns(package: Path | None = None) -> dict[str, str]:
    """Return the column of reports that each topic names as its COLUMN."""
    modules = (*_ours(), *(_of(package) if package else ()))
    named = ((m.__name__, getattr(m, "COLUMN", None)) for m in modules)
    return {name.rpartition(".")[2]: column for name, column in named if isinstance(column, str)}


def _laws(modules: Iterator[ModuleType]) -> Iterator[Law]:
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Law):
                yield value
            elif isinstance(value, tuple) and value and isinstance(value[0], Law):
                yield from value


def _ours() -> Iterator[ModuleType]:
    yield from _below("suites.laws", _OURS)


def _below(name: str, folder: Path) -> Iterator[ModuleType]:
    """Yield the modules of a folder and of those in it, in sorted order."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".py" and path.stem != "__init__":
            yield importlib.import_module(f"{name}.{path.stem}")
        elif (path / "__init__.py").is_file():
            yield importlib.import_module(f"{name}.{path.name}")
            yield from _below(f"{name}.{path.name}", path)


def _of(package: Path) -> Iterator[ModuleType]:
    folder = package / "laws"
    if folder.is_dir():
        yield from _below(_loaded(folder), folder)


def _loaded(folder: Path) -> str:
    """Import a package's folder of laws by its path; return the name it goes by."""
    name = f"assay_laws_{sha256(str(folder.resolve()).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        start = folder / "__init__.py"
        spec = importlib.util.spec_from_file_location(
            name, start, submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            message = f"{start} cannot be loaded"
            raise ImportError(message)
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return name
