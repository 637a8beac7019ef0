"""`assay record`: a run against a trusted server, in a form that is fit to be committed."""

from __future__ import annotations

from pathlib import Path

import click

from assay import packages
from assay.commands.compare import ledger_of
from assay.run.shelf import SHELF, latest
from assay.trouble import loaded, unwritten
from assay.words import words
from reports.formats import put
from reports.recording import text


@click.command("record", short_help="Keep a run against a trusted server, fit to be committed.")
@click.argument("run", required=False, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False),
              metavar="FILE", help="The file to write.")  # fmt: skip
def record(run: Path | None, out: Path) -> None:
    """Keep RUN, a run against a server that is trusted, as FILE: `assay compare FILE RUN` reads it.

    A run is its folder, or its name in reports/out; without RUN it is the newest there. Kept are
    all verdicts, and one exchange for each operation and situation. Ids, times, secrets and what
    people wrote are masked; two runs with one seed have the same record.
    """
    found = latest(Path(SHELF)) if run is None else run
    if found is None:
        raise click.UsageError(f"there is no run in {SHELF}; `assay run` makes one")
    ledger = ledger_of(found)
    if ledger.header.get("record"):
        raise click.UsageError(f"{found} is a record already")
    if not ledger.complete:
        click.echo(f"note: {found} is incomplete: what it did not come to is not kept", err=True)
    at = str((ledger.header.get("contracts") or {}).get("at") or packages.BUILT_IN)
    kept = text(ledger, words(loaded(packages.folder(at))))
    try:
        put(out, kept)
    except OSError as trouble:
        raise unwritten(out, trouble) from None
    click.echo(f"{out}")


COMMAND = record
