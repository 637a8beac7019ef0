"""Headers, proxy and certificate of a run: from flags, environment and file to what requests take.

They are the way to one server: what a file says of them is not used for another one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from assay.run.configuring import Options
from assay.telling import conceal
from assay.trouble import USAGE, Stop
from contracts import Contracts
from harness.config import Config
from harness.passage import (
    Passage,
    PassageError,
    Ways,
    bare,
    check_certificate,
    check_name,
    check_proxy,
    check_value,
    header,
)
from harness.redaction import Keys
from suites.conventions import conventions

_SECRET = (
    "--header",
    "--proxy",
    "--assay-header",
    "--assay-proxy",
)  # flags whose values hold secrets
Command = TypeVar("Command", bound=Callable[..., Any])


def options(command: Command) -> Command:
    """Add the flags of a passage to a command."""
    for add in (
        click.option("--header", "headers", multiple=True, metavar="'NAME: VALUE'",
                     help="Send this with each request; may be repeated."),
        click.option("--proxy", metavar="URL",
                     help="Go through a proxy, http://user:password@host:3128 (or ASSAY_PROXY)."),
        click.option("--client-cert", metavar="FILE", help="Certificate to show, a PEM file."),
        click.option("--client-key", metavar="FILE",
                     help="Its key, where it is in a file of its own."),
    ):  # fmt: skip
        command = add(command)
    return command


def early(arguments: Sequence[str]) -> Iterator[str]:
    """Yield what may be a secret of a passage, before anybody has read the arguments."""
    for place, argument in enumerate(arguments):
        flag, _, value = argument.partition("=")
        if flag in _SECRET:
            value = value or next(iter(arguments[place + 1 : place + 2]), "")
            name, colon, rest = value.partition(":")
            sent = (name, rest.strip()) if colon else ("", value)
            yield from (
                Passage(proxy=value) if flag.endswith("-proxy") else Passage((sent,))
            ).secrets


def ways_of(options: Options, config: Config) -> Ways:
    """Return what is said of the passage of a run, without a secret. Raises PassageError."""
    ways, given = config.ways, dict(header(text) for text in options.headers)
    lower = {name.lower() for name in given}
    kept = {name: env for name, env in ways.headers.items() if name.lower() not in lower}
    certificate = options.client_cert or ways.certificate
    key = options.client_key or ("" if options.client_cert else ways.key)
    proxy = bare(options.proxy) if options.proxy else ways.proxy
    return replace(ways, headers={**kept, **dict.fromkeys(given, "")}, certificate=certificate,
                   key=key, proxy=proxy)  # fmt: skip


def opened(keys: Keys, options: Options, config: Config, contracts: Contracts) -> Keys:
    """Return keys with the passage that flags, environment and file give. Raises Stop."""
    try:
        if options.proxy:
            check_proxy(options.proxy, secret=True)
        given = [header(text) for text in options.headers]
        ways = ways_of(options, config)
        named = replace(ways, headers={n: v for n, v in ways.headers.items() if v})
        found = named.passage(os.environ)
        found = replace(found, headers=(*found.headers, *given), proxy=options.proxy or found.proxy)
        conceal(found.secrets)
        _check(found, contracts)
    except PassageError as trouble:
        raise Stop(str(trouble), USAGE) from None
    return replace(keys, passage=found)


def _check(found: Passage, contracts: Contracts) -> None:
    """Raise PassageError for what cannot be sent, or would change what is judged."""
    names = [name for name, _ in found.headers]
    for name, value in found.headers:
        check_name(name, reserved(contracts))
        try:
            check_value(value)
        except PassageError as trouble:
            raise PassageError(f"the header {name}: {trouble}") from None
    if len(found.names) < len(names):
        raise PassageError("a header is given twice")
    try:
        check_certificate(found)
    except PassageError as trouble:
        raise PassageError(f"the client certificate cannot be used: {trouble}") from None


def reserved(contracts: Contracts) -> frozenset[str]:
    """Return the headers by which an API is asked: of versions, keys, repeats, and its rows."""
    names = conventions(contracts)
    rows = (row.name for o in contracts.operations for row in o.sent if row.location == "header")
    own = (names.version, names.idempotency_key, names.sending.name, *rows)
    return frozenset(name for name in own if name)
