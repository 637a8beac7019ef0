"""Copies of the built-in API, to be broken in one place; YAML by the fast half of the library."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from contracts.loader import API

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_CODE = shutil.ignore_patterns("laws", "faults", "behaviour", "__pycache__")


def copied(folder: Path) -> Path:
    """Copy what the contracts say, without the code that other rooms load, and return where."""
    return Path(shutil.copytree(API, folder, ignore=_CODE))


def parsed(path: Path) -> Any:
    """Return what a file of YAML holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - the safe one


def written(found: Any) -> str:
    """Return data as YAML, in the order of its keys."""
    return str(yaml.dump(found, Dumper=_Dumper, sort_keys=False))
