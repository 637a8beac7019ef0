"""What the user says of a run and its target: flags win over environment, environment over file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import click

from assay.packages import chosen
from assay.run.addresses import check_tail
from assay.run.declaring import check_fixed, check_formats, check_names
from assay.run.known_ids import check_ids
from assay.telling import conceal
from contracts import Contracts
from harness.config import (
    BASE_URL_ENV,
    CA_BUNDLE_ENV,
    DEFAULT_FILE,
    Config,
    ConfigError,
    check_address,
    check_bundle,
    load_config,
    place,
)
from harness.passage import PLAIN_WAYS
from suites.law import Profile


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said on the command line; without `out` a run makes a folder of its own.

    `listed` has the filters that a file lists, each with its `file:line`.
    """

    base_url: str | None = None
    api_key: str | None = None
    publishable_key: str | None = None
    out: str | None = None
    profile: Profile = "standard"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    listed: Mapping[str, str] = field(default_factory=dict)
    workers: int | None = None
    concurrency: int | None = None
    rate: float | None = None  # requests a second, of all workers together
    local: int | None = None  # of the workers: processes of this machine; None for all
    seed: int | None = None
    config: Path | None = None
    ca_bundle: str | None = None
    allow_live: bool = False
    allow_account_changes: bool = False
    read_only: bool = False
    headers: tuple[str, ...] = field(default=(), repr=False)  # each as `Name: value`
    proxy: str | None = field(default=None, repr=False)
    client_cert: str | None = None
    client_key: str | None = None
    quiet: bool = False
    clean: bool = False  # whether what the run made is taken away at its end
    allure: Path | None = None
    max_time: float | None = None
    known: Path | None = None
    baseline: Path | None = None
    require_judged: float | None = None
    reference: bool = True
    wait: float = 0.0  # seconds that a server has to start
    fail_on: Literal["fail", "warn"] = "fail"
    max_failures: int | None = None
    shard: tuple[int, int] | None = None
    formats: tuple[str, ...] = ()
    contracts: str | None = None

    @property
    def package(self) -> Contracts:
        """The API package that the run is of. Raises Stop (2)."""
        return chosen(self.contracts, self.config)


def configuration(options: Options, contracts: Contracts) -> Config:
    """Return the configuration of the target; without base URL when it is the sandbox."""
    given = _given(options)
    path = options.config or Path(DEFAULT_FILE)
    beginnings = contracts.auth.beginnings
    config = load_config(path, beginnings) if options.config or _there(path) else Config()
    config = paced(config, options)
    conceal(filter(None, map(os.environ.get, (config.api_key_env, config.publishable_key_env))))
    check_ids(path, config.ids, contracts)
    check_names(path, config, contracts.root)
    check_formats(path, config)
    check_fixed(path, config, contracts)
    bundle = options.ca_bundle or os.environ.get(CA_BUNDLE_ENV)
    if bundle:
        name = "--ca-bundle" if options.ca_bundle else CA_BUNDLE_ENV
        config = replace(config, ca_bundle=check_bundle(name, bundle))
    paths = [operation.path for operation in contracts.operations]
    if not given:
        if config.base_url is not None:
            check_tail(f"{place(path, 'base_url')}: base_url", config.base_url, paths)
        return config
    check_address("the base URL", given)
    check_tail("the base URL", given, paths)
    if config.base_url and config.base_url.rstrip("/") != given.rstrip("/"):
        told = config.supports or config.unsupported or config.fixed
        if told or config.ways != PLAIN_WAYS:
            click.echo(f"note: {path} is about another server: what it declares is not used",
                       err=True)  # fmt: skip
        # the ids, what is said of the target and the way to it are another server's
        return replace(config, base_url=given, ids={}, supports=(), unsupported=(),
                       fixed={}, ways=PLAIN_WAYS)  # fmt: skip
    return replace(config, base_url=given)


def paced(config: Config, options: Options) -> Config:
    """Return a target that is sent as many requests a second as was said, if anything was."""
    return config if options.rate is None else replace(config, rate=options.rate)


def _there(path: Path) -> bool:
    """Whether a name is taken: a link that leads nowhere is a mistake, not a file left away."""
    return path.exists() or path.is_symlink()


def _given(options: Options) -> str | None:
    """Return the base URL that was given, if any.

    An empty one is what a variable holds that nobody has set: to test the sandbox instead would
    be a pass that was not earned.
    """
    for name, value in (
        ("--base-url", options.base_url),
        (BASE_URL_ENV, os.environ.get(BASE_URL_ENV)),
    ):
        if value is not None and not value.strip():
            message = f"{name} is empty; give a URL, or leave it away to test the embedded sandbox"
            raise ConfigError(message)
        if value is not None:
            return value
    return None
