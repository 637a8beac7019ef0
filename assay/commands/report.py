"""`assay report`: render a ledger again, also one of an interrupted run."""

from __future__ import annotations

from pathlib import Path

import click

from assay.run.outcome import gather, write_reports
from assay.run.settings import LEDGER
from assay.run.shelf import SHELF, follow, latest
from assay.trouble import USAGE, Stop
from harness.ledger import Ledger, LedgerError, load_ledger


@click.command(short_help="Render the ledger of a run again.")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
def report(folder: Path | None) -> None:
    """Render FOLDER/ledger.ndjson into results.json and report.html again.

    Without FOLDER it is the newest run in reports/out. Of a run that was killed, the workers' files
    are merged first.
    """
    found = latest(Path(SHELF)) if folder is None else follow(folder)
    if found is None:
        raise click.UsageError(f"there is no run in {SHELF}; `assay run` makes one")
    ledger = read(found)
    try:
        write_reports(ledger, found)
    except OSError as trouble:
        raise Stop(f"cannot write to {found}: {trouble.strerror}", USAGE) from None
    click.echo(str(found / "report.html"))


def read(folder: Path) -> Ledger:
    """Return the ledger of a run's folder. Raises UsageError when there is none."""
    path = folder / LEDGER
    try:
        gather(folder)
        ledger = load_ledger(path)
    except FileNotFoundError:
        raise click.UsageError(f"{path} is not there; a run writes it") from None
    except OSError as trouble:
        text = f"{trouble.filename or path} cannot be used: {trouble.strerror}"
        raise click.UsageError(text) from None
    except LedgerError as trouble:
        raise click.UsageError(str(trouble)) from None
    if not ledger.header:
        raise click.UsageError(f"{path} is no ledger: it does not say of which run")
    return ledger


COMMAND = report
