"""Options of pytest that begin with `--assay-`: they collide with no other plugin's.

The installed plugin and that of `pytest suites` may both be there: who comes second leaves them be.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest

CONTRACTS = "assay_contracts"  # in pytest.ini
LONG: dict[str, dict[str, Any]] = {
    "--assay-base-url": {"metavar": "URL", "help": "server to test"},
    "--assay-profile": {"metavar": "NAME", "help": "smoke, standard (default) or thorough"},
    "--assay-seed": {"type": int, "help": "seed of everything that is drawn"},
    "--assay-config": {"type": Path, "help": "target file (default: assay.toml)"},
    "--assay-contracts": {"metavar": "DIR", "help": "API package: folder, or installed name"},
}


def add(parser: pytest.Parser, group: pytest.OptionGroup, name: str, **rest: Any) -> None:
    """Add an option, unless another plugin has one of that name."""
    if name not in taken(parser):
        group.addoption(name, **rest)


def add_ini(parser: pytest.Parser) -> None:
    """Add what a pytest.ini may say, unless another plugin has."""
    with contextlib.suppress(ValueError):  # where it is there already
        parser.addini(CONTRACTS, "API package: folder, beside this file, or installed name")


def contracts(config: pytest.Config) -> str | None:
    """Return what names the API package: on the command line, or in the ini file, if anywhere.

    A folder that the ini file names is beside it.
    """
    given: str | None = config.getoption("--assay-contracts")
    told = str(config.getini(CONTRACTS) or "")
    if given is not None:
        there = config.invocation_params.dir / given
        return str(there) if there.exists() else given
    if not told:
        return None
    there = (config.inipath.parent if config.inipath else config.rootpath) / told
    return str(there) if there.exists() else told


def taken(parser: pytest.Parser) -> set[str]:
    """Return the names of the options that there are. What pytest keeps of them has no public name.

    Where that is kept otherwise it is nothing: pytest itself says then what collides.
    """
    groups = getattr(parser, "_groups", ())
    return {name for group in groups for option in group.options for name in option.names()}
