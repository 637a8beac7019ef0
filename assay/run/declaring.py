"""Holds what a user declares, of a target and of what is written, against the names there are.

A name that nothing has would leave out nothing, without a word.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from assay.trouble import USAGE, Stop
from contracts.model import Contracts
from harness.config import Config, ConfigError, place, place_of_name
from reports.formats import format_names
from suites.asking import names_of, unplanned
from suites.declared import Declared, contradiction
from suites.law import Profile


def declared_by(config: Config, skip: tuple[str, ...]) -> Declared:
    """Return what a configuration and the command line say of a target."""
    return Declared(config.supports, config.unsupported, skip, config.file)


def check_names(path: Path, config: Config, package: Path) -> None:
    """Raise ConfigError, with file and line, for a name that nothing has or that is taken back."""
    if not (config.supports or config.unsupported):
        return
    names = names_of(package)
    for key in ("supports", "unsupported"):
        for name in getattr(config, key):
            told = names.unknown(name)
            if told:
                message = f"{place_of_name(path, key, name)}: {key}: {told}"
                raise ConfigError(message)
    taken = contradiction(names, declared_by(config, ()))
    if taken:
        at = place_of_name(path, "supports", taken)
        message = f"{at}: `supports` names {taken!r}, and `unsupported` takes all of it away"
        raise ConfigError(message)


def check_fixed(path: Path, config: Config, contracts: Contracts) -> None:
    """Raise ConfigError, with file and line, for a fixed value of a name that no path has."""
    known = list(dict.fromkeys(name for view in contracts.views for name in view.api.base.fixed))
    for name in config.fixed:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            there = f"; there are {', '.join(known)}" if known else ""
            message = f"{place(path, name)}: fixed: no path has a {{{name}}}{hint or there}"
            raise ConfigError(message)


def check_formats(path: Path, config: Config) -> None:
    """Raise ConfigError, with file and line, for a format that there is not."""
    known = format_names()
    for name in config.formats:
        if name not in known:
            at = place_of_name(path, "formats", name)
            message = f"{at}: formats: there is no format {name!r}; there are {', '.join(known)}"
            raise ConfigError(message)


def check_skipped(
    package: Path, profile: Profile, only: tuple[str, ...], skip: tuple[str, ...]
) -> None:
    """Raise Stop (2) for a text to be skipped that no claim of any profile matches."""
    for text in skip:
        told = unplanned(package, profile, only, text)
        if told:
            raise Stop(f"--skip {text}: {told}", USAGE)
