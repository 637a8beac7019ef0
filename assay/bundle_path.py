"""Where the rooms (contracts, harness, suites…) are: beside `assay/`, or inside it in a wheel."""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def bundle() -> Path:
    """Return the folder that holds the rooms."""
    inside = _HERE / "bundle"
    return inside if inside.is_dir() else _HERE.parent


def put_first() -> None:
    """Put the bundle first on the import path, so that no other `contracts` shadows ours."""
    folder = str(bundle())
    if folder in sys.path:
        sys.path.remove(folder)
    sys.path.insert(0, folder)
