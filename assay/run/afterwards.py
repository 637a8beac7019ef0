"""What is done once the suites are over: with `--clean`, what they made is taken away.

It is done before the report is made, so that the ledger has it too, and whatever ended the run.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from assay.run.bench import pace_of
from assay.run.briefing import Briefing
from assay.run.cleaning import Cleaner
from assay.run.made import made, seen
from assay.run.sharing import named
from assay.trouble import loaded
from harness.exchange import Exchange
from harness.ledger import LedgerError, LedgerWriter
from harness.redaction import Redactor
from harness.target import Target
from suites.conventions import conventions

_NAME = "clean"


def cleaned(briefing: Briefing) -> tuple[str, ...]:
    """Take away what a run has made, and return what is told of that; nothing is raised."""
    try:
        return tuple(_cleaned(briefing))
    except KeyboardInterrupt:
        return ("not cleaned: the run was told to stop",)
    except (LedgerError, OSError) as trouble:
        return (f"not cleaned: what this run made cannot be read: {trouble}",)


def _cleaned(briefing: Briefing) -> Iterator[str]:
    settings = briefing.settings
    contracts, given = loaded(settings.package), {n for ids in settings.ids.values() for n in ids}
    objects = made(seen(settings.parts), contracts, given, settings.started)
    name = named(_NAME, settings.shard, settings.resumed)
    writer = LedgerWriter(settings.parts / f"{name}.ndjson", name)
    redactor, unwritable = Redactor(briefing.keys.secrets), list[OSError]()

    def keep(exchange: Exchange) -> None:
        """Record an exchange, none behind one that is there by half. Raises OSError."""
        if unwritable:
            raise unwritable[0]
        try:
            writer.exchange(redactor.exchange(exchange))
        except OSError as trouble:
            unwritable.append(trouble)
            raise

    target = Target(
        settings.base_url, briefing.keys, api_version=settings.api_version, sink=keep, name=name,
        timeout=settings.timeout, pace=pace_of(settings, here=True), ca_bundle=settings.ca_bundle,
        conventions=conventions(contracts), read_only=settings.read_only,
    )  # fmt: skip
    try:
        yield from Cleaner(target, contracts, settings.concurrency).clean(objects).lines()
    finally:
        target.close()
        with contextlib.suppress(OSError):  # what was not written is told of
            writer.close()
