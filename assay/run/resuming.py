"""Goes on with a run that came to no end: what was answered stays, the rest is asked.

Objects are made anew. Groups that had not come to their end are asked from their beginning.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from assay.run.briefing import Briefing
from assay.run.configuring import Options
from assay.run.joining import Part, copied, written
from assay.run.marks import held
from assay.run.shelf import follow
from assay.trouble import USAGE, Stop, unwritten
from harness.legible import line

BEFORE = "before"  # the name under which a run has what another saw


def before(path: Path) -> Part:
    """Return the run to go on with. Raises Stop when there is nothing to go on with."""
    folder = follow(path)
    if folder.is_dir() and held(folder):
        raise Stop(f"{path} still goes on", USAGE)
    found = written(path)
    if found.ledger.complete:
        raise Stop(f"{path} came to its end: there is nothing to go on with", USAGE)
    return found


def like(options: Options, part: Part) -> Options:
    """Return what asks for the same as an earlier run. Raises Stop (2)."""
    earlier, contracts = part.settings, _contracts(options, part)
    click.echo(f"going on with {part.path}: {len(part.asked)} groups were asked", err=True)
    return replace(
        options, profile=earlier.profile, only=earlier.only, listed={}, seed=earlier.seed,
        shard=earlier.shard, contracts=contracts, skip=earlier.declared.skip,
        read_only=options.read_only or earlier.read_only,
    )  # fmt: skip


def _contracts(options: Options, part: Part) -> str | None:
    """Return what names the API package of an earlier run. Raises Stop (2) for another."""
    earlier = part.settings
    if earlier.contracts and options.contracts is None:
        return earlier.contracts
    meant = options.package.root
    if meant.resolve() != earlier.package.resolve():
        text = f"{part.path} is of another API package than {meant}: it cannot be gone on with"
        raise Stop(text, USAGE)
    return options.contracts


def taken_over(briefing: Briefing, part: Part) -> Briefing:
    """Give a run what the earlier one saw, and return it as one that asks the rest. Raises Stop."""
    resumed, before = part.settings.resumed + 1, part.settings.base_url
    if briefing.settings.account != "own" and briefing.settings.base_url != before:
        click.echo(f"note: what was answered before came from {line(before)}", err=True)
    settings = replace(briefing.settings, done=part.asked, resumed=resumed)
    try:
        copied(part, settings.parts / f"{BEFORE}.ndjson")
        settings.write()
    except OSError as trouble:
        raise unwritten(settings.folder, trouble) from None
    return replace(briefing, settings=settings)
