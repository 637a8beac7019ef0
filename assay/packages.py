"""Which API package a command speaks of: the one that is named, that of `assay.toml`, or our own.

A package is named by its folder, or, when it was installed, by the name of its entry point in the
group `assay.contracts`. A path that exists is the path.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import click

from assay.trouble import USAGE, Stop, loaded
from contracts import Contracts
from contracts.loader import API
from harness.config import DEFAULT_FILE, ConfigError, contracts_of
from harness.legible import line

GROUP = "assay.contracts"
BUILT_IN = ""  # how the package is named that comes with Assay
_HELP = "API package: its folder, or the name of an installed one (default: the built-in API)."


def option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--contracts` to a command."""
    return click.option("--contracts", metavar="DIR", help=_HELP)(function)


def chosen(given: str | None, config: Path | None = None) -> Contracts:
    """Return the contracts that a command speaks of. Raises Stop (2).

    `config` is the configuration file that was named, if any.
    """
    return loaded(folder(named(given, config)))


def named(given: str | None, config: Path | None = None) -> str:
    """Return what names a package wherever it is read: a whole path, or the name of an entry point.

    It is BUILT_IN where nothing names one. Raises Stop (2).
    """
    if given is not None:
        return _whole(given, "--contracts")
    path = config or Path(DEFAULT_FILE)
    try:
        told = contracts_of(path) if config or path.exists() or path.is_symlink() else None
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    return BUILT_IN if told is None else _whole(told, f"{path}: contracts")


def _whole(text: str, where: str) -> str:
    """Return the path of what is there, or a name that is installed. Raises Stop (2)."""
    if text and Path(text).exists():
        return str(Path(text).resolve())
    if text in _installed():
        return text
    several = ", ".join(sorted(_installed())) or "none"
    raise Stop(
        f"{where} is {line(text)!r}: there is no such folder, and no such package is installed "
        f"(installed: {several}); `assay init DIR` writes a package",
        USAGE,
    )


@cache
def folder(name: str) -> Path:
    """Return the folder of a package that `named` has named. Raises Stop (2)."""
    if name == BUILT_IN:
        return API
    if os.sep in name:
        return Path(name)
    entry = _installed().get(name)
    found = _place(entry) if entry is not None else None
    if found is None:
        raise Stop(f"the API package {name!r} is not installed here, or has no folder", USAGE)
    return found


def below(name: str) -> str:
    """Return the path of a package's folder from the root of the repository that holds it, or from
    the working directory where none does; "" for what is installed. Raises Stop (2).
    """
    if os.sep not in name:
        return ""
    place = folder(name)
    roots = [root for root in (place, *place.parents) if (root / ".git").exists()]
    with contextlib.suppress(OSError):  # a working directory that is gone
        roots.append(Path.cwd())
    within = (root for root in roots if place.is_relative_to(root))
    root = next(within, None)
    return place.relative_to(root).as_posix() if root is not None else ""


@cache
def _installed() -> dict[str, EntryPoint]:
    """Return the entry points of packages that are installed, by their names."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _place(entry: EntryPoint) -> Path | None:
    """Return the folder that an entry point names, None when it is nowhere."""
    try:
        spec = importlib.util.find_spec(entry.module)
    except (ImportError, ValueError):
        return None
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None
