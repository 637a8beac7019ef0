"""From flags, environment and file to a target that answers: before any verdict."""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from assay.run.embedded import Reached, starting
from assay.run.known_ids import check_ids
from assay.run.settings import EXPORTED, LEDGER, Settings
from assay.trouble import INCOMPLETE, USAGE, Stop, Unasked, loaded
from contracts import Contracts
from contracts.loader import API
from harness.config import (
    BASE_URL_ENV,
    CA_BUNDLE_ENV,
    DEFAULT_FILE,
    MOST_AT_A_TIME,
    PUBLISHABLE_ENV,
    SECRET_ENV,
    Config,
    ConfigError,
    check_address,
    check_bundle,
    load_config,
)
from harness.preflight import preflight
from harness.redaction import Keys, LiveKeyError, refuse_live, sendable
from harness.target import Target
from suites.asking import selected
from suites.conventions import conventions
from suites.law import Profile
from suites.selection import Unmatched

DEFAULT_OUT = "reports/out"
_RATE = 25.0  # requests a second that a far target is sent when no rate is given
_FAR = 8  # groups that are asked of one at a time when nobody says how many
_FEW = 40  # groups that one process has asked before others have started


@dataclass(frozen=True, slots=True)
class Options:
    """What the user said on the command line."""

    base_url: str | None = None
    api_key: str | None = None
    publishable_key: str | None = None
    out: str = DEFAULT_OUT
    profile: Profile = "standard"
    only: tuple[str, ...] = ()
    workers: int | None = None
    concurrency: int | None = None
    seed: int | None = None
    config: Path | None = None
    ca_bundle: str | None = None
    allow_live: bool = False


@contextlib.contextmanager
def prepared(options: Options) -> Iterator[Settings]:
    """Yield the settings of a run whose target was reached with its key. Raises Stop."""
    contracts = loaded()
    with contextlib.ExitStack() as stack:
        reached = _target(options, contracts, stack)
        groups = check_filters(options)
        config, keys = reached()
        try:
            refuse_live(keys, contracts.api.auth.live, allow=options.allow_live)
        except LiveKeyError as trouble:
            raise Stop(str(trouble), USAGE) from None
        version = config.api_version or contracts.api_version
        seconds = _look(config, keys, version, contracts)
        os.environ[SECRET_ENV] = keys.secret
        os.environ[PUBLISHABLE_ENV] = keys.publishable or ""
        settings = _settings(options, config, version, groups, seconds)
        _clear(settings)
        settings.export()
        yield settings


def check_filters(options: Options) -> int:
    """Return how many groups are asked. Raises Unasked when a filter matches no claim."""
    try:
        return len(selected(API, options.profile, options.only).groups)
    except Unmatched as trouble:
        raise Unasked(f"{trouble}: nothing was checked") from None


def _target(options: Options, contracts: Contracts, stack: contextlib.ExitStack) -> Reached:
    """Return what gives the target and its keys; a sandbox of our own is started meanwhile."""
    try:
        config = _configuration(options, contracts)
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    if config.base_url is None:
        return stack.enter_context(starting())
    secret = options.api_key or os.environ.get(config.api_key_env) or os.environ.get(SECRET_ENV)
    if not secret:
        text = (
            f"no API key for {config.base_url}: give one with --api-key or in the environment "
            f"variable {config.api_key_env}"
        )
        raise Stop(text, USAGE)
    public = options.publishable_key or os.environ.get(config.publishable_key_env)
    if not (sendable(secret) and sendable(public or "")):
        text = (
            "a key holds a space, a line break or a letter beyond ASCII, which no header carries: "
            "was it copied whole?"
        )
        raise Stop(text, USAGE)
    return lambda: (config, Keys(secret, public or None))


def _configuration(options: Options, contracts: Contracts) -> Config:
    """Return the configuration of the target; without base URL when it is the sandbox."""
    given = _given(options)
    path = options.config or Path(DEFAULT_FILE)
    beginnings = contracts.api.auth.beginnings
    config = load_config(path, beginnings) if options.config or path.exists() else Config()
    check_ids(path, config.ids, contracts)
    bundle = options.ca_bundle or os.environ.get(CA_BUNDLE_ENV)
    if bundle:
        name = "--ca-bundle" if options.ca_bundle else CA_BUNDLE_ENV
        config = replace(config, ca_bundle=check_bundle(name, bundle))
    if not given:
        return config
    check_address("the base URL", given)
    if config.base_url and config.base_url.rstrip("/") != given.rstrip("/"):
        return replace(config, base_url=given, ids={})  # the ids are another server's
    return replace(config, base_url=given)


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


def _look(config: Config, keys: Keys, version: str, contracts: Contracts) -> float:
    """Return the seconds that an answer takes. Raises Stop when nothing can be asked."""
    target = Target(
        str(config.base_url), keys, api_version=version, timeout=config.timeout, retries=1,
        ca_bundle=config.ca_bundle, conventions=conventions(contracts.api),
    )  # fmt: skip
    found = preflight(target, *_first(contracts))
    target.close()
    if found.kind == "key_refused":
        raise Stop(found.text, USAGE)
    if found.kind != "ok":
        raise Stop(found.text, INCOMPLETE)
    if found.doubt:
        click.echo(f"note: {found.doubt}", err=True)
    return found.seconds


def _first(contracts: Contracts) -> tuple[str, dict[str, int]]:
    """Return the path and the query of the request that tells whether anybody is there."""
    if not contracts.api.preflight:
        return "/", {}
    operation = contracts.operation(contracts.api.preflight)
    limit = contracts.api.list.limit
    return operation.path, {limit: 1} if limit in operation.rows else {}


def _settings(
    options: Options, config: Config, version: str, groups: int, seconds: float
) -> Settings:
    if not options.out.strip():
        raise Stop("the folder to write to is empty; give one by --out", USAGE)
    seed = options.seed if options.seed is not None else secrets.randbelow(2**31)
    concurrency = at_a_time(options, config, seconds)
    return Settings(
        run=secrets.token_hex(4),
        base_url=str(config.base_url),
        out=str(Path(options.out).resolve()),
        api_version=version,
        profile=options.profile,
        only=options.only,
        seed=seed,
        workers=options.workers or (1 if concurrency > 1 else _workers(groups)),
        concurrency=concurrency,
        timeout=config.timeout,
        rate=config.rate,
        ca_bundle=config.ca_bundle,
        ids={name: tuple(ids) for name, ids in config.ids.items()},
        started=time.time(),
    )


def at_a_time(options: Options, config: Config, seconds: float) -> int:
    """Return how many groups are asked at a time: as many as it takes to send at the rate.

    Raises Stop when that was asked for, and several processes as well.
    """
    several = (options.workers or 1) > 1
    if options.concurrency is not None and not 1 <= options.concurrency <= MOST_AT_A_TIME:
        raise Stop(f"the concurrency is from 1 to {MOST_AT_A_TIME}", USAGE)
    if several and (options.concurrency or 1) > 1:
        text = "one process asks several groups at a time: give a concurrency, or several workers"
        raise Stop(text, USAGE)
    given = 1 if several else options.concurrency or config.concurrency
    if given is not None:
        return given
    return max(1, min(_FAR, math.ceil(seconds * (config.rate or _RATE))))


def _workers(groups: int) -> int:
    """Return how many processes ask so many groups: to start a worker costs more than a few."""
    return 1 if groups < _FEW else min(2, os.cpu_count() or 1)


def _clear(settings: Settings) -> None:
    """Take away what an earlier run wrote here, so that nothing old is taken for new."""
    try:
        settings.folder.mkdir(parents=True, exist_ok=True)
        for name in (LEDGER, "results.json", "report.html"):
            (settings.folder / name).unlink(missing_ok=True)
        if settings.parts.exists():
            _remove(settings.parts)
        settings.parts.mkdir()
    except OSError as trouble:
        text = f"cannot write to {settings.folder}: {trouble.strerror}"
        raise Stop(text, USAGE) from None


def _remove(parts: Path) -> None:
    """Take away what the workers of a run that was killed have written. Raises Stop, OSError."""
    strange = [p.name for p in parts.iterdir() if p.suffix != ".ndjson" and p.name != EXPORTED]
    if strange:
        text = f"{parts} holds {strange[0]}, which no run has written; give another folder by --out"
        raise Stop(text, USAGE)
    shutil.rmtree(parts)
