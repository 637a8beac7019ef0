"""`assay report`: render a ledger again, also one of an interrupted run."""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from pathlib import Path

import click

from assay.run.anew import anew
from assay.run.folders import resolved
from assay.run.marks import Mark, read_mark
from assay.run.outcome import gather, ledger_in, write_reports
from assay.run.settings import LEDGER
from assay.run.shelf import SHELF, follow, latest
from assay.trouble import Stop, code_of, unwritten
from harness.ledger import Ledger, LedgerError, load_ledger
from harness.whole import copy_whole
from reports.formats import STANDARD, format_names

_SAID = {"run", "base_url", "profile", "seed", "version", "only"}  # of each run in each report
_ELSEWHERE = "; another folder may be given by --out"


@click.command(short_help="Render the ledger of a run again.")
@click.argument("folder", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "names",
    multiple=True,
    metavar="NAME",
    type=click.Choice(format_names()),
    help=f"Render this format, may be repeated: {', '.join(format_names())}.",
)
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
    folder = found if out is None else resolved(Path(out))
    with _into(folder, found) as into:
        ledger = read(found, into, folder)
        try:
            written = write_reports(ledger, into, names or STANDARD)
        except OSError as trouble:
            raise unwritten(folder, trouble, _ELSEWHERE) from None
    for path in written if names else written[:1]:
        click.echo(str(folder / path.name))


def _into(folder: Path, run: Path) -> contextlib.AbstractContextManager[Path]:
    """Return where to render a run to. What is in a folder that is not the run's own stays until
    all of it is there, and goes then. Raises Stop when it cannot be had.
    """
    if folder.resolve() == run.resolve():
        return contextlib.nullcontext(run)
    mark = read_mark(run) or Mark("", "", "", time.time())
    return anew(folder, replace(mark, folder=folder.name, named=True, kept=""))


def read(folder: Path, out: Path | None = None, named: Path | None = None) -> Ledger:
    """Return the ledger of a run's folder. It is in `out` then, which the user calls `named`; by
    default nothing is written.

    Raises UsageError, Stop.
    """
    path = folder / LEDGER
    try:
        if out is None:
            ledger = ledger_in(folder)
        else:
            path = gather(folder, out)
            ledger = load_ledger(path)
            if path.parent.resolve() != out.resolve():
                _take_along(path, out, named or out)
    except FileNotFoundError:
        raise click.UsageError(f"{path} is not there; a run writes it") from None
    except OSError as trouble:
        more = "" if out is None else _ELSEWHERE
        text = f"{trouble.filename or path} cannot be used: {trouble.strerror or trouble}{more}"
        raise Stop(text, code_of(trouble)) from None
    except LedgerError as trouble:
        raise click.UsageError(str(trouble)) from None
    if not ledger.header.keys() >= _SAID:
        raise click.UsageError(f"{path} is no ledger: it does not say of which run")
    return ledger


def _take_along(ledger: Path, into: Path, named: Path) -> None:
    """Copy a ledger into a folder, whole or not at all. Raises Stop, which names the folder."""
    try:
        copy_whole(ledger, into / LEDGER)
    except OSError as trouble:
        raise unwritten(named, trouble, _ELSEWHERE) from None


COMMAND = report
