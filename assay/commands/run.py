"""`assay run`: the main job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from assay.run.interruption import terminable
from assay.run.lists import listed
from assay.run.outcome import checked, exit_code, finish
from assay.run.prepare import Options, check_filters, prepared
from assay.run.session import run_suites
from assay.run.summary import summarise
from assay.trouble import INCOMPLETE, Stop
from suites.law import PROFILES


def _only(
    _context: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    if any(not glob.strip() for glob in value):
        raise click.UsageError("--only is empty; give a glob such as '*.required'")
    return value


@click.command()
@click.option("--base-url", help="Server to test; without one, the embedded sandbox.")
@click.option("--api-key", help="Secret test key (better: the variable ASSAY_API_KEY).")
@click.option("--publishable-key", help="Publishable test key (or ASSAY_PUBLISHABLE_KEY).")
@click.option("--out", metavar="DIR",
              help="Folder of this run alone (default: a new one in reports/out).")  # fmt: skip
@click.option("--profile", type=click.Choice(PROFILES), default="standard", show_default=True)
@click.option("--only", multiple=True, callback=_only, metavar="GLOB",
              help="Only verdicts whose id matches; may be repeated.")  # fmt: skip
@click.option("--only-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Only verdicts whose id this file lists, one id or glob a line.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), help="Processes (default: up to 2).")
@click.option("--concurrency", type=click.IntRange(1, 64), metavar="N",
              help="Groups asked at a time (default: 1, or more of a far target).")  # fmt: skip
@click.option("--seed", type=int, help="Seed of everything that is drawn.")
@click.option("--max-time", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
              help="Send nothing after so long; the run is incomplete then.")  # fmt: skip
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path),
              help="Target file (default: assay.toml, if there is one).")  # fmt: skip
@click.option("--ca-bundle", metavar="FILE",
              help="Authorities to trust with https, a PEM file (or ASSAY_CA_BUNDLE).")  # fmt: skip
@click.option(
    "--reference/--no-reference",
    default=True,
    help="Ask the embedded sandbox what it answers where this server breaks promises.",
)
@click.option("--allow-live", is_flag=True, help="Accept a live key. Objects will be made.")
@click.option("--allure", type=click.Path(file_okay=False, path_type=Path),
              help="Also write Allure results to this folder.")  # fmt: skip
def run(only_file: Path | None, **flags: object) -> None:
    """Hold a server against the contracts and write a report.

    Exit code: 0 nothing failed and something passed, 1 a must was broken, 2 wrong usage or
    configuration, 3 the run is incomplete or checked nothing.
    """
    options = Options(**flags)  # type: ignore[arg-type]
    if only_file is not None:
        options = replace(options, listed=listed(only_file))
    with terminable(), prepared(options) as briefing:
        settings = briefing.settings
        click.echo(f"testing {settings.base_url} ({settings.profile}, seed {settings.seed})",
                   err=True)  # fmt: skip
        end = run_suites(briefing, check_filters(options), options.allure)
        ledger = finish(settings, complete=end.complete)
    code = exit_code(ledger)
    summarise(ledger, settings)
    if end.why:
        click.echo(f"Error: {end.why}", err=True)
    if ledger.complete and not checked(ledger):
        raise Stop("nothing could be checked; the report says what was missing", INCOMPLETE)
    raise SystemExit(code)


COMMAND = run
