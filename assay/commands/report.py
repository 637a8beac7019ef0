"""`assay report`: render a ledger again, also one of an interrupted run."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from assay.run.folders import beside
from assay.run.outcome import gather, write_reports
from assay.run.settings import LEDGER
from assay.run.shelf import SHELF, follow, latest
from assay.trouble import USAGE, Stop, unwritable
from harness.ledger import Ledger, LedgerError, load_ledger
from harness.whole import copy_whole
from reports.formats import STANDARD, formats

_ELSEWHERE = "another folder may be given by --out"


@click.command(short_help="Render the ledger of a run again.")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "names", multiple=True, metavar="NAME",
              type=click.Choice([form.name for form in formats()]),
              help="Render this format; may be repeated: " + ", ".join(
                  form.name for form in formats()) + ".")  # fmt: skip
@click.option("--out", metavar="DIR",
              help="Write to this folder instead, the ledger as well.")  # fmt: skip
def report(folder: Path | None, names: tuple[str, ...], out: str | None) -> None:
    """Render FOLDER/ledger.ndjson again: into report.html and results.json, or what --format names.

    The paths of what was written are printed. Without FOLDER it is the newest run in reports/out.
    Of a run that was killed, or whose disk was full, the workers' files are merged first.
    """
    found = latest(Path(SHELF)) if folder is None else follow(folder)
    if found is not None and not found.is_dir():
        raise click.UsageError(f"{found} is not the folder of a run")
    if found is None:
        raise click.UsageError(f"there is no run in {SHELF}; `assay run` makes one")
    with contextlib.nullcontext(found) if out is None else beside(out, found) as into:
        ledger = read(found, into)
        try:
            written = write_reports(ledger, into, names or STANDARD)
        except OSError as trouble:
            raise Stop(f"{unwritable(into, trouble)}; {_ELSEWHERE}", USAGE) from None
        for path in written if names else written[:1]:
            click.echo(str(path))


def read(folder: Path, out: Path | None = None) -> Ledger:
    """Return the ledger of a run's folder, which is in `out` then. Raises UsageError, Stop."""
    into = out or folder
    path = folder / LEDGER
    try:
        path = gather(folder, into)
        ledger = load_ledger(path)
        if path.parent.resolve() != into.resolve():
            _take_along(path, into)
    except FileNotFoundError:
        raise click.UsageError(f"{path} is not there; a run writes it") from None
    except OSError as trouble:
        text = f"{trouble.filename or path} cannot be used: {trouble.strerror}; {_ELSEWHERE}"
        raise Stop(text, USAGE) from None
    except LedgerError as trouble:
        raise click.UsageError(str(trouble)) from None
    if not ledger.header.keys() >= {"run", "base_url", "profile"}:
        raise click.UsageError(f"{path} is no ledger: it does not say of which run")
    return ledger


def _take_along(ledger: Path, into: Path) -> None:
    """Copy a ledger into a folder, whole or not at all. Raises Stop, which names the folder."""
    try:
        copy_whole(ledger, into / LEDGER)
    except OSError as trouble:
        raise Stop(f"{unwritable(into, trouble)}; {_ELSEWHERE}", USAGE) from None


COMMAND = report
