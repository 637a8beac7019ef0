"""A run that pytest itself was asked for: `pytest suites`, with the flags of `assay run`.

Each is there under its own name and with `--assay-` before it: another plugin may have the short
one. Values are read as the command reads them, and what is secret is not left where pytest-xdist
tells workers of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import click
import pytest

from assay.bundle_path import bundle
from assay.guest.options import LONG, add, add_ini, contracts, taken
from assay.run.afterwards import cleaned
from assay.run.configuring import Options
from assay.run.controller import Controller
from assay.run.flags import declared
from assay.run.lists import listed
from assay.run.outcome import finish
from assay.run.prepare import prepared
from assay.run.sharing import left
from assay.trouble import USAGE, Stop
from harness.ledger import Ledger
from suites.law import PROFILES, Profile

_LONG_ONLY = ("out", "skip")  # what too many mean something else by
_COMMAND_ONLY = ("baseline",)  # an item fails by itself, whatever an earlier run says
_SECRET = ("headers", "proxy")
_PREFIX = "--assay-"


class OwnRun:
    """Prepared at the start, finished at the end. Raises Stop when it cannot be had."""

    def __init__(self, options: Options) -> None:
        self._closed = False
        self._options = options
        self.told: Sequence[str] = ()  # of what was taken away at the end
        self.ledger = Ledger()  # what it came to, when it is closed
        self._stack = contextlib.ExitStack()
        self.briefing = self._stack.enter_context(prepared(options))
        self.controller = Controller(self.briefing, len(left(self.briefing.settings)))

    def close(self, *, complete: bool) -> None:
        """Write the reports and stop the embedded sandbox, once."""
        if self._closed:
            return
        self._closed = True
        with self._stack:
            if self._options.clean:
                self.told = cleaned(self.briefing)
            whole = complete and self.controller.complete and not self.controller.unwritable
            self.ledger = finish(self.briefing.settings, self.briefing.expected, complete=whole)


def add_options(parser: pytest.Parser, group: pytest.OptionGroup) -> None:
    """Add the options of a run. Short names that another plugin has are left to it."""
    there = taken(parser)
    for name, rest in LONG.items():
        add(parser, group, name, **rest)
    add_ini(parser)
    for param in _flags():
        names = [name for name in _names(param) if name not in {*there, *LONG}]
        if names:
            group.addoption(*names, dest=_dest(param), default=None, **_like(param))


def _flags() -> Iterator[click.Option]:
    return (param for param in declared() if param.name not in _COMMAND_ONLY)


def _names(param: click.Option) -> Iterator[str]:
    """Yield what a flag is called with pytest: one that is turned off by its other name."""
    for name in param.secondary_opts or param.opts:
        if param.name not in _LONG_ONLY:
            yield name
        yield name.replace("--", _PREFIX, 1)


def _dest(param: click.Option) -> str:
    return f"assay_own_{param.name}"


def _like(param: click.Option) -> dict[str, Any]:
    """Return how argparse takes a flag. Its value is read later."""
    told = (param.help or "").replace("%", "%%")
    if param.is_flag:
        return {"action": "store_false" if param.secondary_opts else "store_true", "help": told}
    many = {"action": "append"} if param.multiple else {}
    return {**many, "metavar": param.metavar or "VALUE", "help": told}


def options(config: pytest.Config) -> Options:
    """Return what the user said to pytest. Raises Stop."""
    option, given = config.getoption, _given(config)
    theirs = option("--base-url", default=None)  # of another plugin: it means the same
    base_url = _first(option("--assay-base-url"), given.pop("base_url", None), theirs)
    lines = given.pop("only_file", None)
    profile = _first(option("--assay-profile"), given.pop("profile", None)) or "standard"
    seed, path = option("--assay-seed"), option("--assay-config")
    found = Options(
        base_url=base_url, profile=_profile(profile), workers=_workers(config),
        local=_local(config), contracts=contracts(config),
        **{"seed": seed, "config": path, **given},
    )  # fmt: skip
    return found if lines is None else replace(found, listed=listed(lines))


def _given(config: pytest.Config) -> dict[str, Any]:
    """Return what was given of the flags, as the command reads it. Raises Stop."""
    context, found = click.Context(click.Command("pytest")), {}
    for param in _flags():
        value = config.getoption(_dest(param), default=None)
        if param.name in _SECRET:  # pytest-xdist tells options to its workers
            setattr(config.option, _dest(param), None)
        if value is not None:
            try:
                found[str(param.name)] = param.process_value(context, value)
            except click.UsageError as trouble:
                raise Stop(trouble.format_message(), USAGE) from None
    return found


def _profile(name: str) -> Profile:
    found = next((profile for profile in PROFILES if profile == name), None)
    if found is None:
        raise Stop(f"--assay-profile is {name!r}; it is one of {', '.join(PROFILES)}", USAGE)
    return found


def _first(*given: str | None) -> str | None:
    """Return the first text that was given: an empty one is told, and not passed over."""
    return next((text for text in given if text is not None), None)


def _workers(config: pytest.Config) -> int:
    """Return how many processes ask: those of `-n`, or of `--tx` for those on other machines."""
    if config.getoption("dist", default="no") == "no":
        return 1
    return max(1, _count(config.getoption("tx")))


def _local(config: pytest.Config) -> int:
    """Return how many of them are processes of this machine: they name no other place."""
    if config.getoption("dist", default="no") == "no":
        return 1
    return _count(spec for spec in config.getoption("tx") if spec.rpartition("*")[2] == "popen")


def _count(specs: Iterable[str]) -> int:
    counts = (spec.partition("*")[0] for spec in specs)
    return sum(int(count) if count.isdigit() else 1 for count in counts)


def asked(config: pytest.Config) -> bool:
    """Whether the arguments name the suites."""
    suites = bundle() / "suites"
    for argument in config.args:
        path = (config.invocation_params.dir / argument.partition("::")[0]).resolve()
        if path == suites or suites in path.parents:
            return True
    return False
