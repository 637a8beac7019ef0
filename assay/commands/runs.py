"""`assay runs`: the runs in `reports/out`, those to keep, and those to remove."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from assay.run.settings import LEDGER
from assay.run.shelf import SHELF, Kept, follow, keep, prune, runs
from assay.trouble import USAGE, Stop, unwritten
from harness.legible import line
from reports.formats.results import FILE, glance


@click.group("runs", invoke_without_command=True)
@click.pass_context
def listing(context: click.Context) -> None:
    """List the runs in reports/out and what each came to, the newest first; keep or remove some."""
    if context.invoked_subcommand is not None:
        return
    found = _found()
    for run in found:
        click.echo(line(_line(run)))
    click.echo(f"{len(found)} runs in {SHELF}", err=True)


@listing.command("prune")
@click.option("--keep", "count", required=True, type=click.IntRange(0), metavar="N",
              help="How many of the newest runs stay.")  # fmt: skip
def prune_old(count: int) -> None:
    """Remove the runs in reports/out beyond the newest N.

    A run that goes on, that is kept, that a link names, that was copied or renamed or has files
    which no run has written stays, and so does every folder that was named by --out.
    """
    try:
        gone, stay = prune(Path(SHELF), count)
    except OSError as trouble:
        text = f"cannot remove {trouble.filename or SHELF}: {trouble.strerror}"
        raise Stop(text, USAGE) from None
    for run in gone:
        click.echo(line(f"removed {run.folder}"))
    for run in stay:
        click.echo(line(f"left    {run.folder}: {run.why}"))
    click.echo(f"{len(gone)} runs removed", err=True)


@listing.command("keep")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--as", "word", default="baseline", show_default=True, metavar="WORD",
              help="What it is kept as.")  # fmt: skip
@click.option("--no-longer", is_flag=True, help="Let it be removed again.")
def keep_one(folder: Path, word: str, no_longer: bool) -> None:
    """Let no run be written to FOLDER again, and `prune` leave it: a baseline, a record.

    FOLDER is a path, or the name of a run in reports/out.
    """
    if not word.strip() or not word.isprintable():
        raise click.UsageError("--as is empty; give a word such as baseline")
    found = follow(folder if folder.exists() else Path(SHELF) / folder)
    try:
        kept = keep(found, "" if no_longer else word.strip())
    except FileNotFoundError as trouble:
        raise Stop(f"{folder} is no run to keep: {trouble.strerror or trouble}", USAGE) from None
    except OSError as trouble:
        raise unwritten(found, trouble) from None
    if not kept:
        raise Stop(f"{folder} still runs; keep it when it has ended", USAGE)
    click.echo(str(found.resolve()))


def _found() -> list[Kept]:
    try:
        return runs(Path(SHELF))
    except OSError as trouble:
        raise Stop(f"cannot read {SHELF}: {trouble.strerror}", USAGE) from None


def _line(run: Kept) -> str:
    began = datetime.fromtimestamp(run.mark.started, UTC).strftime("%Y-%m-%d %H:%M:%S")
    ended = "" if (run.folder / LEDGER).exists() else "no ledger"
    rest = ", ".join(filter(None, (ended, run.why)))
    told = glance(run.folder / FILE)
    parts = (run.folder.name, began, run.mark.base_url, told.line if told else "")
    return "  ".join(filter(None, (*parts, f"({rest})" * bool(rest))))


COMMAND = listing
