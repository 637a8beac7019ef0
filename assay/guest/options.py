"""Options of pytest that begin with `--assay-`: they collide with no other plugin's.

The installed plugin and that of `pytest suites` may both be there: who comes second leaves them be.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

LONG: dict[str, dict[str, Any]] = {
    "--assay-base-url": {"metavar": "URL", "help": "server to test"},
    "--assay-profile": {"metavar": "NAME", "help": "smoke, standard (default) or thorough"},
    "--assay-seed": {"type": int, "help": "seed of everything that is drawn"},
    "--assay-config": {"type": Path, "help": "target file (default: assay.toml)"},
}


def add(parser: pytest.Parser, group: pytest.OptionGroup, name: str, **rest: Any) -> None:
    """Add an option, unless another plugin has one of that name."""
    if name not in taken(parser):
        group.addoption(name, **rest)


def taken(parser: pytest.Parser) -> set[str]:
    """Return the names of the options that there are. What pytest keeps of them has no public name.

    Where that is kept otherwise it is nothing: pytest itself says then what collides.
    """
    groups = getattr(parser, "_groups", ())
    return {name for group in groups for option in group.options for name in option.names()}
