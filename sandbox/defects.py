"""Finds the faults: every public function of the modules in the two folders of faults, sorted.

A law's faults stand where its id says, `faults/<topic>/<law>.py`: in `sandbox/` when they break any
API, in the API package when they speak of what is its own. A law may have some in both.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from contracts.errors import ContractError, declared_by
from sandbox import package

if TYPE_CHECKING:  # to read names costs no sandbox
    from sandbox.service import Service

GENERAL = Path(__file__).parent / "faults"
OWN = "faults"  # of a package


@dataclass(frozen=True, slots=True)
class Fault:
    """One defect: `<topic>.<law>.<function>`, what it breaks in words, and how it is installed."""

    name: str
    about: str
    install: Callable[[Service], None]
    own: bool = False  # of the API package

    @property
    def law(self) -> str:
        """The law that it breaks, `<topic>.<law>`."""
        return self.name.rpartition(".")[0]

    @property
    def stem(self) -> str:
        """The check that it proves, dots written as underscores."""
        topic, _, law = self.law.partition(".")
        return law if law in (topic, "unchanged") else f"{topic}_{law}"

    @property
    def former(self) -> str:
        """The name that it had when each check had one module: `<stem>.<function>`."""
        return f"{self.stem}.{self.name.rpartition('.')[2]}"


@cache
def discover(root: Path) -> dict[str, Fault]:
    """Return every fault by name, sorted: those of any API, and those of the package at `root`.

    Raises ContractError when two have one name, or the Python of the package is broken.
    """
    found: dict[str, Fault] = {}
    for law, module, own in _modules(root):
        for fault in _faults(law, module, root, own=own):
            if fault.name in found:
                reason = f"two faults are called {fault.name}"
                raise declared_by(root, fault.install, reason)
            found[fault.name] = fault
    return dict(sorted(found.items()))


def names(law: str, root: Path) -> list[str]:
    """Return the names of the faults of a law, sorted; their modules are read, not executed."""
    return sorted(abouts(law, root))


def abouts(law: str, root: Path) -> dict[str, str]:
    """Return what each fault of a law does, by its name; their modules are read, not executed."""
    found = {}
    for folder in (GENERAL, root / OWN):
        path = folder.joinpath(*law.split(".")).with_suffix(".py")
        if path.is_file():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    about = ast.get_docstring(node) or ""
                    found[f"{law}.{node.name}"] = about.partition("\n")[0]
    return found


def matching(glob: str, root: Path) -> list[Fault]:
    """Return the faults whose name matches, or else those whose former name does."""
    faults = discover(root).values()
    return [fault for fault in faults if fnmatchcase(fault.name, glob)] or [
        fault for fault in faults if fnmatchcase(fault.former, glob)
    ]


def _modules(root: Path) -> Iterator[tuple[str, ModuleType, bool]]:
    for path in package.paths(GENERAL):
        if path.parent != GENERAL:
            law = law_of(path, GENERAL)
            yield law, importlib.import_module(f"sandbox.faults.{law}"), False
    for path in package.paths(root / OWN):
        yield law_of(path, root / OWN), package.load(path, root), True


def law_of(path: Path, folder: Path) -> str:
    """Return the law whose faults stand at a path. Raises ContractError when it is not one's."""
    parts = path.relative_to(folder).with_suffix("").parts
    if len(parts) != 2:
        file = path.relative_to(folder.parent).as_posix()
        raise ContractError(file, 1, "", "faults stand in <topic>/<law>.py", folder.parent)
    return ".".join(parts)


def _faults(law: str, module: ModuleType, root: Path, *, own: bool) -> Iterator[Fault]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and function.__module__ == module.__name__:
            about = (inspect.getdoc(function) or "").partition("\n")[0]
            if not about:
                raise declared_by(root, function, "a fault has a docstring: what it breaks")
            yield Fault(f"{law}.{name}", about, function, own)
