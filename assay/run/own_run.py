"""A run that pytest itself was asked for: `pytest suites`, with options of its own."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from assay.bundle_path import bundle
from assay.run.controller import Controller
from assay.run.outcome import finish
from assay.run.prepare import Options, filters, prepared
from contracts.loader import API
from suites.asking import selected
from suites.law import PROFILES


class OwnRun:
    """Prepared at the start, finished at the end. Raises Stop when it cannot be had."""

    def __init__(self, options: Options) -> None:
        self._closed = False
        self._stack = contextlib.ExitStack()
        self.briefing = self._stack.enter_context(prepared(options))
        groups = selected(API, options.profile, filters(options)).groups
        self.controller = Controller(self.briefing, len(groups))

    def close(self, *, complete: bool) -> None:
        """Write the reports and stop the embedded sandbox, once."""
        if self._closed:
            return
        self._closed = True
        with self._stack:
            whole = complete and self.controller.complete and not self.controller.unwritable
            finish(self.briefing.settings, complete=whole)


def add_options(group: pytest.OptionGroup) -> None:
    """Add the options of a run."""
    group.addoption("--base-url", help="server to test (default: the embedded sandbox)")
    group.addoption("--profile", choices=PROFILES, default="standard")
    group.addoption("--only", action="append", default=[], metavar="GLOB",
                    help="only verdicts whose id matches")  # fmt: skip
    group.addoption("--concurrency", type=int, help="groups that are asked at a time")
    group.addoption("--assay-seed", type=int, help="seed of everything that is drawn")
    group.addoption("--max-time", type=float, help="seconds after which nothing more is sent")
    group.addoption("--assay-out", metavar="DIR", help="folder of this run alone")
    group.addoption("--assay-config", type=Path, help="target file (default: assay.toml)")
    group.addoption("--ca-bundle", help="PEM file of the authorities to trust with https")
    group.addoption("--allow-live", action="store_true", help="accept a live key")
    group.addoption("--allow-account-changes", action="store_true",
                    help="displace what belongs to the account, and put it back")  # fmt: skip


def options(config: pytest.Config) -> Options:
    """Return what the user said to pytest."""
    return Options(
        base_url=config.getoption("--base-url"), profile=config.getoption("--profile"),
        only=tuple(config.getoption("--only")), seed=config.getoption("--assay-seed"),
        out=config.getoption("--assay-out"), config=config.getoption("--assay-config"),
        allow_live=config.getoption("--allow-live"), ca_bundle=config.getoption("--ca-bundle"),
        workers=_workers(config), concurrency=config.getoption("--concurrency"),
        max_time=config.getoption("--max-time"),
        allow_account_changes=config.getoption("--allow-account-changes"),
    )  # fmt: skip


def _workers(config: pytest.Config) -> int:
    """Return how many processes ask: those of `-n`, or of `--tx` for those on other machines."""
    if config.getoption("dist", default="no") == "no":
        return 1
    counts = (spec.partition("*")[0] for spec in config.getoption("tx"))
    return max(1, sum(int(count) if count.isdigit() else 1 for count in counts))


def asked(config: pytest.Config) -> bool:
    """Whether the arguments name the suites."""
    suites = bundle() / "suites"
    for argument in config.args:
        path = (config.invocation_params.dir / argument.partition("::")[0]).resolve()
        if path == suites or suites in path.parents:
            return True
    return False
