"""`assay merge`: one run of the shards that several machines have asked."""

from __future__ import annotations

from pathlib import Path

import click

from assay import packages
from assay.run.joining import joined
from assay.run.outcome import exit_code
from assay.run.summary import summarise


@click.command(short_help="Make one run of the shards of a plan.")
@click.argument("runs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@packages.option
@click.option("--out", metavar="DIR",
              help="Folder of the merged run (default: a new one in reports/out).")  # fmt: skip
@click.option("--fail-on", type=click.Choice(("fail", "warn")), default="fail", show_default=True,
              help="With warn, a broken should fails the run too.")  # fmt: skip
@click.option("--quiet", is_flag=True,
              help="Tell nothing but what the run comes to, and where the report is.")  # fmt: skip
def merge(
    runs: tuple[Path, ...], out: str | None, contracts: str | None, fail_on: str, *, quiet: bool
) -> None:
    """Merge RUNS, the folders of `assay run --shard 1/N` to N/N, into one run.

    Each claim has the verdict that one run would have given it. The exit code is that of a run.
    """
    ledger, folder = joined(runs, out, contracts, fail_on_warn=fail_on == "warn")
    summarise(ledger, folder, quiet=quiet)
    raise SystemExit(exit_code(ledger))


COMMAND = merge
