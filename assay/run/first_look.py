"""The first request of a run: is anybody there, is the key taken, how long does an answer take?"""

from __future__ import annotations

import time

import click

from assay.trouble import INCOMPLETE, USAGE, Stop
from contracts import Contracts
from contracts.model import Operation
from harness.config import Config
from harness.legible import line
from harness.message import Message
from harness.preflight import Diagnosis, preflight
from harness.redaction import Keys
from harness.target import Target
from suites.conventions import conventions
from suites.looking.routing import placed

_AGAIN = 0.2  # seconds until a server that may be starting is asked again


def look(
    config: Config, keys: Keys, version: str, contracts: Contracts, wait: float = 0.0
) -> float:
    """Return the seconds that an answer takes. Raises Stop when nothing can be asked.

    A server that cannot be reached is asked again for `wait` seconds: it may be starting.
    """
    end = time.monotonic() + wait
    while (found := _looked(config, keys, version, contracts)).kind == "unreachable":
        if time.monotonic() >= end:
            break
        time.sleep(_AGAIN)
    if found.kind == "key_refused":
        raise Stop(found.text, USAGE)
    if found.kind != "ok":
        raise Stop(found.text, INCOMPLETE)
    if found.doubt:
        click.echo(f"note: {line(found.doubt)}", err=True)
    return found.seconds


def _looked(config: Config, keys: Keys, version: str, contracts: Contracts) -> Diagnosis:
    target = Target(
        str(config.base_url), keys, api_version=version, timeout=config.timeout, retries=1,
        ca_bundle=config.ca_bundle, conventions=conventions(contracts, config.fixed),
    )  # fmt: skip
    try:
        return preflight(target, first_of(contracts))
    finally:
        target.close()


def first_of(contracts: Contracts) -> Message:
    """Return the request that tells whether anybody is there."""
    if not contracts.api.preflight:
        return Message("GET", "/")
    return first_page(contracts.operation(contracts.api.preflight), contracts)


def first_page(operation: Operation, contracts: Contracts) -> Message:
    """Return a request of what needs no id; of a list, of one object of it."""
    limit = contracts.of(operation).api.list.limit
    asked = {limit: 1} if limit in operation.rows else {}
    return Message(operation.method, operation.path, **placed(operation, asked))
