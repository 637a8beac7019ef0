"""`assay report`: render a ledger again, also one of an interrupted run."""

from __future__ import annotations

from pathlib import Path

import click

from assay.run.outcome import gather, write_reports
from assay.run.settings import LEDGER
from harness.ledger import Ledger, LedgerError, load_ledger


@click.command(short_help="Render the ledger of a run again.")
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
def report(folder: Path) -> None:
    """Render FOLDER/ledger.ndjson into results.json and report.html again.

    Of a run that was killed, the workers' files are merged first.
    """
    write_reports(read(folder), folder)
    click.echo(str(folder / "report.html"))


def read(folder: Path) -> Ledger:
    """Return the ledger of a run's folder. Raises UsageError when there is none."""
    path = folder / LEDGER
    try:
        gather(folder)
        ledger = load_ledger(path)
    except FileNotFoundError:
        raise click.UsageError(f"{path} is not there; a run writes it") from None
    except LedgerError as trouble:
        raise click.UsageError(str(trouble)) from None
    if not ledger.header:
        raise click.UsageError(f"{path} is no ledger: it does not say of which run")
    return ledger


COMMAND = report
