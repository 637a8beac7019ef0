"""From flags, environment and file to a target that answers: before any verdict."""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import click

from assay.packages import named
from assay.run.briefing import Briefing
from assay.run.configuring import Options, configuration, paced
from assay.run.declaring import check_skipped, declared_by
from assay.run.embedded import Reached, starting
from assay.run.expecting import Expected, Wanted, concealed, expected
from assay.run.first_look import look
from assay.run.folders import owned
from assay.run.keyring import keys_for
from assay.run.passages import opened, ways_of
from assay.run.passing import sweep
from assay.run.settings import Settings
from assay.run.surroundings import unused
from assay.telling import conceal
from assay.trouble import USAGE, Stop, Unasked, told, writable
from assay.unbound import left_out
from assay.unmoved import unmoved, unmoved_claims
from contracts import Contracts
from harness.config import (
    MOST_AT_A_TIME,
    SECRET_ENV,
    Config,
    ConfigError,
)
from harness.legible import line
from harness.passage import PLAIN_WAYS
from harness.preflight import NEAR
from harness.redaction import Keys, unkept
from harness.secret import SHORTEST
from suites.asking import selected
from suites.declared import NONE, Declared
from suites.guard import Account
from suites.lacking import told as lacks_of
from suites.selection import Unmatched

_TOLD = 5  # filters that match nothing, of which one line speaks
_RATE = 25.0  # requests a second that a far target is sent when no rate is given
_FAR = 32  # groups that are asked of one at a time when nobody says how many
_WAITING = 4  # of them that may have to wait for each other
_FEW = 200  # groups that one process asks sooner than a second one starts


@contextlib.contextmanager
def prepared(options: Options) -> Iterator[Briefing]:
    """Yield a run whose target answers its key and whose folder is its own. Raises Stop."""
    contracts = options.package
    if options.out is not None and not options.out.strip():
        raise Stop("the folder to write to is empty; give one by --out", USAGE)
    sweep()
    conceal(filter(None, (options.api_key, options.publishable_key)))
    with contextlib.ExitStack() as stack:
        reach = reaching(options, contracts, stack)
        declared = reach.declared
        groups = check_filters(options, declared)
        held = expected_of(options)
        config, keys = reach.target()
        conceal(keys.secrets)
        _check_named(options, keys.secrets)
        for name in unkept(keys):
            click.echo(f"note: {name}", err=True)
        ignored = unused(str(config.base_url), os.environ, proxied=bool(keys.passage.proxy))
        if ignored:
            click.echo(f"note: {ignored}", err=True)
        version = config.api_version or contracts.api_version
        _tell_lacking(options, config.ids, own=reach.own)
        seconds = look(config, keys, version, contracts, options.wait)
        settings = settings_of(options, config, version, groups, seconds)
        settings = replace(
            settings, known=concealed(held.entries, keys), declared=declared,
            reference=options.reference and not reach.own,
        )  # fmt: skip
        if options.allure is not None:
            writable(options.allure)
        settings = stack.enter_context(owned(settings, options.out))
        yield Briefing(settings, keys, options.allow_live, expected=held)


def _check_named(options: Options, secrets: Iterable[str]) -> None:
    """Refuse folders that have a key in their name, where nothing can hide it. Raises Stop (2)."""
    named = " ".join(str(folder) for folder in (options.out, options.allure) if folder)
    if any(len(secret) >= SHORTEST and secret in named for secret in secrets):
        raise Stop("a folder to write to has a key in its name; give it another", USAGE)


def _tell_lacking(options: Options, ids: Mapping[str, object], *, own: bool) -> None:
    """Say which claims no target can make testable, since the contracts lack something; and what
    its `own` sandbox does not do, since nobody wrote it.
    """
    plan = selected(options.package.root, options.profile, filters(options)).plan
    undone = unmoved(plan.contracts) if own else ""
    for text in (*filter(None, [left_out(plan.contracts), undone]), *lacks_of(plan, ids)):
        click.echo(f"note: {line(text)}", err=True)


def expected_of(options: Options) -> Expected:
    """Return what a run is held against beside the contracts. Raises Stop."""
    root = options.package.root
    wanted = Wanted(
        root,
        options.known,
        options.baseline,
        options.require_judged,
        options.config,
        strict=options.fail_on == "warn",
    )
    plan = selected(root, options.profile, filters(options)).plan
    found = expected(wanted, options.profile, plan)
    for note in found.notes:
        click.echo(f"note: {line(note)}", err=True)
    return found


def check_filters(options: Options, declared: Declared = NONE) -> int:
    """Return how many groups are asked. Raises Unasked when a filter matches no claim, or all that
    it matches is `declared` unsupported, and Stop when there is nothing of which to skip a part.
    """
    root = options.package.root
    check_skipped(root, options.profile, filters(options), declared.skip)
    try:
        return len(selected(root, options.profile, filters(options), declared).groups)
    except Unmatched as trouble:
        told = [_placed(text, says, options) for text, says in trouble.told.items()]
        more = f"; and {len(told) - _TOLD} more like it" if len(told) > _TOLD else ""
        raise Unasked(f"{'; '.join(told[:_TOLD])}{more}: nothing was checked") from None


def filters(options: Options) -> tuple[str, ...]:
    """Return everything that limits what is asked."""
    return (*options.only, *options.listed)


def _placed(text: str, says: str, options: Options) -> str:
    """Return what is said of a filter, with the line of the file that it is from."""
    return f"{options.listed[text]}: {says}" if text in options.listed else says


@dataclass(frozen=True, slots=True)
class Reach:
    """What gives the target and its keys, what is declared of it, whether it is our own sandbox."""

    target: Reached
    declared: Declared
    own: bool


def reaching(options: Options, contracts: Contracts, stack: contextlib.ExitStack) -> Reach:
    """Return how the target is reached. A sandbox of our own is started meanwhile."""
    try:
        config = configuration(options, contracts)
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    declared = declared_by(config, options.skip)
    if config.base_url is None:
        with told(contracts.root):
            declared = replace(declared, unwritten=unmoved_claims(contracts))
        started = stack.enter_context(starting(contracts))
        return Reach(partial(_paced, started, options), declared, own=True)
    secret = options.api_key or os.environ.get(config.api_key_env) or os.environ.get(SECRET_ENV)
    public = options.publishable_key or os.environ.get(config.publishable_key_env)
    keys = keys_for(contracts, config, secret, public, allow_live=options.allow_live)
    keys = opened(keys, options, config, contracts)
    return Reach(lambda: (config, keys), declared, own=False)


def _paced(reached: Reached, options: Options) -> tuple[Config, Keys]:
    config, keys = reached()
    return paced(config, options), keys


def settings_of(
    options: Options, config: Config, version: str, groups: int, seconds: float
) -> Settings:
    """Return what a run is asked for, `seconds` being what an answer takes. Raises Stop."""
    drawn = 0 if options.shard else secrets.randbelow(2**31)  # shards of one plan have one seed
    seed = options.seed if options.seed is not None else drawn
    concurrency = at_a_time(options, config, seconds)
    waits = _waits(options, config, seconds)
    workers = 1 if waits else options.workers or (1 if concurrency > 1 else _workers(groups))
    return Settings(
        run=secrets.token_hex(4),
        base_url=str(config.base_url),
        out=options.out or "",
        api_version=version,
        profile=options.profile,
        only=filters(options),
        seed=seed,
        workers=workers,
        local=workers if options.local is None else options.local,
        concurrency=concurrency,
        timeout=config.timeout,
        rate=config.rate,
        max_time=options.max_time,
        max_failures=options.max_failures,
        shard=options.shard,
        ca_bundle=config.ca_bundle,
        account=_account(options, config),
        read_only=options.read_only or config.read_only,
        ways=PLAIN_WAYS if config.own else ways_of(options, config),
        ids={name: tuple(ids) for name, ids in config.ids.items()},
        started=time.time(),
        secret_env=config.api_key_env,
        publishable_env=config.publishable_key_env,
        contracts=named(options.contracts, options.config),
        formats=tuple(dict.fromkeys((*config.formats, *options.formats))),
        fixed=dict(config.fixed),
    )


def _account(options: Options, config: Config) -> Account:
    """Return whether what belongs to the account may be displaced."""
    if config.own:
        return "own"
    return "allowed" if options.allow_account_changes or config.allow_account_changes else "kept"


def at_a_time(options: Options, config: Config, seconds: float) -> int:
    """Return how many groups each worker asks at a time: all together fill the rate.

    There are a few more than are under way, since some wait for what another group has; with many
    more the longest line of groups that wait for each other would get too small a part of the rate.
    Raises Stop when more were asked for than there may be.
    """
    if options.concurrency is not None and not 1 <= options.concurrency <= MOST_AT_A_TIME:
        raise Stop(f"the concurrency is from 1 to {MOST_AT_A_TIME}", USAGE)
    given = options.concurrency or config.concurrency
    if given is not None:
        return given
    if seconds <= NEAR:
        return 1
    workers = options.workers or 1
    wanted = min(_FAR, max(workers, math.ceil(seconds * (config.rate or _RATE)) + _WAITING))
    return wanted if _waits(options, config, seconds) else math.ceil(wanted / workers)


def _waits(options: Options, config: Config, seconds: float) -> bool:
    """Whether one process does what several workers were asked for: they would only wait.

    What one of them has learnt of the target each of the others would have to ask again. How many
    processes pytest starts is not ours to say.
    """
    ours = options.local is None and not (options.concurrency or config.concurrency)
    return ours and seconds > NEAR


def _workers(groups: int) -> int:
    """Return how many processes ask so many groups: to start a worker costs more than a few."""
    return 1 if groups < _FEW else min(2, os.cpu_count() or 1)
