"""A run that pytest itself was asked for: `pytest suites`, with options of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import pytest

from assay.bundle_path import bundle
from assay.guest.options import LONG, add, add_ini, contracts
from assay.run.configuring import Options
from assay.run.controller import Controller
from assay.run.outcome import finish
from assay.run.prepare import prepared
from assay.run.sharing import left
from assay.trouble import USAGE, Stop
from harness.ledger import Ledger
from suites.law import PROFILES


class OwnRun:
    """Prepared at the start, finished at the end. Raises Stop when it cannot be had."""

    def __init__(self, options: Options) -> None:
        self._closed = False
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
            whole = complete and self.controller.complete and not self.controller.unwritable
            self.ledger = finish(self.briefing.settings, self.briefing.expected, complete=whole)


def add_options(parser: pytest.Parser, group: pytest.OptionGroup) -> None:
    """Add the options of a run. Short names that another plugin has are left to it."""
    for name, rest in LONG.items():
        add(parser, group, name, **rest)
    add_ini(parser)
    add(parser, group, "--base-url", help="server to test (default: the embedded sandbox)")
    add(parser, group, "--profile", choices=PROFILES, help="how much is asked")
    add(parser, group, "--only", action="append", metavar="GLOB",
        help="only verdicts whose id matches")  # fmt: skip
    add(parser, group, "--assay-skip", action="append", default=[], metavar="GLOB",
        help="no verdicts whose id matches")  # fmt: skip
    add(parser, group, "--concurrency", type=int, help="groups that are asked at a time")
    add(parser, group, "--max-time", type=float, help="seconds after which nothing more is sent")
    add(parser, group, "--assay-out", metavar="DIR", help="folder of this run alone")
    add(parser, group, "--ca-bundle", help="PEM file of the authorities to trust with https")
    add(parser, group, "--allow-live", action="store_true", help="accept a live key")
    add(parser, group, "--allow-account-changes", action="store_true",
        help="displace what belongs to the account, and put it back")  # fmt: skip
    add(parser, group, "--read-only", action="store_true", help="send nothing that may write")


def options(config: pytest.Config) -> Options:
    """Return what the user said to pytest. Raises Stop."""
    option = config.getoption
    profile = option("--assay-profile") or option("--profile") or "standard"
    if profile not in PROFILES:  # what another plugin means by the short name is no profile
        raise Stop(f"--assay-profile is {profile!r}; it is one of {', '.join(PROFILES)}", USAGE)
    return Options(
        base_url=_first(option("--assay-base-url"), option("--base-url")), profile=profile,
        only=tuple(option("--only") or ()), seed=option("--assay-seed"),
        out=option("--assay-out"), config=option("--assay-config"),
        allow_live=option("--allow-live"), ca_bundle=option("--ca-bundle"),
        workers=_workers(config), local=_local(config), concurrency=option("--concurrency"),
        max_time=option("--max-time"), skip=tuple(option("--assay-skip") or ()),
        allow_account_changes=option("--allow-account-changes"), contracts=contracts(config),
        read_only=option("--read-only"),
    )  # fmt: skip


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
