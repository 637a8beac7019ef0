"""`assay reproduce`: the script that shows one finding of a run."""

from __future__ import annotations

from pathlib import Path

import click

from assay.commands.report import read
from harness.verdict import SEEN
from reports.reproduction.of_run import Reproductions


@click.command(short_help="Write the script that shows one finding of a run.")
@click.argument("folder", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.argument("claim", metavar="ID")
def reproduce(folder: Path, claim: str) -> None:
    """Write a script for sh, curl and python3 that shows the finding ID of the run in FOLDER.

    It exits 1 when the breach is there, 0 when it is not, 2 when it could not be shown.
    """
    ledger = read(folder)
    verdict = next((v for v in ledger.verdicts if v.id == claim), None)
    if verdict is None:
        raise click.UsageError(f"the run in {folder} says nothing of {claim}")
    if verdict.status not in SEEN:
        raise click.UsageError(f"{claim} is {verdict.status}: there is no breach to show")
    text = Reproductions(ledger).script(verdict)
    if not text:
        raise click.UsageError(f"no exchange of {claim} is in the ledger")
    click.echo(text, nl=False)


COMMAND = reproduce
