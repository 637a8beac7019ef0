"""`assay report`: render a ledger again, also one of an interrupted run."""

from __future__ import annotations

from pathlib import Path

import click

from assay.outcome import write_reports
from harness.ledger import LedgerError, load_ledger


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
def report(folder: Path) -> None:
    """Render FOLDER/ledger.ndjson into results.json and report.html again."""
    path = folder / "ledger.ndjson"
    try:
        ledger = load_ledger(path)
    except FileNotFoundError:
        raise click.UsageError(f"{path} is not there; a run writes it") from None
    except LedgerError as trouble:
        raise click.UsageError(str(trouble)) from None
    write_reports(ledger, folder)
    click.echo(str(folder / "report.html"))
