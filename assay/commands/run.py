"""`assay run`: the main job."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from assay import packages
from assay.run import flags, passages
from assay.run.configuring import Options
from assay.run.failed import again
from assay.run.interruption import finishing, terminable
from assay.run.joining import Part
from assay.run.lists import listed
from assay.run.outcome import add_report, checked, exit_code, finish
from assay.run.prepare import prepared
from assay.run.resuming import before, like, taken_over
from assay.run.session import run_suites
from assay.run.sharing import left
from assay.run.summary import summarise
from assay.run.watching import watch
from assay.telling import conceal, early
from assay.trouble import INCOMPLETE, PASSED, Stop
from harness.config import PUBLISHABLE_ENV, SECRET_ENV
from harness.legible import line
from harness.passage import PASSPHRASE_ENV

_MOST_WORKERS = 64
_ANOTHER = "asks what another run asked"


def _workers(_context: click.Context, option: click.Parameter, value: str) -> int | None:
    if value == "auto":
        return None
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= _MOST_WORKERS):
        said = f"from 1 to {_MOST_WORKERS}, or auto"
        raise click.UsageError(f"{option.opts[0]} is {value!r}; it should be {said}")
    return int(value)


class _Secretly(click.Command):
    """A command whose arguments may hold keys: also what is said of wrong ones shows none."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        given = early(args, os.environ, SECRET_ENV, PUBLISHABLE_ENV, PASSPHRASE_ENV)
        conceal({*given, *passages.early(args)}, anew=True)
        return super().parse_args(ctx, args)


@click.command(cls=_Secretly)
@click.option("--api-key", help="Secret test key (better: the variable ASSAY_API_KEY).")
@click.option("--publishable-key", help="Publishable test key (or ASSAY_PUBLISHABLE_KEY).")
@flags.options
@click.option("--failed", is_flag=False, flag_value="", metavar="[RUN]",
              help="Ask again what failed in RUN, or in this server's newest run.")  # fmt: skip
@click.option("--resume", "resumed", type=click.Path(exists=True, path_type=Path), metavar="RUN",
              help="Go on with RUN, which came to no end: what was answered stays.")  # fmt: skip
@click.option("--watch", "watched", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
              help="Ask again when files below PATH change; may be repeated.")  # fmt: skip
@click.option("--workers", callback=_workers, default="auto", metavar="N|auto",
              help="Processes, up to 2 with auto; threads where the target is far.")  # fmt: skip
@packages.option
@click.option("--quiet", is_flag=True,
              help="Tell nothing but what the run comes to, and where the report is.")  # fmt: skip
@click.option("--dry-run", is_flag=True,
              help="Send nothing; say what a run would take, by a rehearsal.")  # fmt: skip
@click.option("--allure", type=click.Path(file_okay=False, path_type=Path),
              help="Also write Allure results to this folder.")  # fmt: skip
@click.pass_context
def run(
    context: click.Context, /, only_file: Path | None, failed: str | None,
    watched: tuple[Path, ...], resumed: Path | None, dry_run: bool, **given: object,
) -> None:  # fmt: skip
    """Hold a server against the contracts and write a report.

    Exit code: 0 nothing failed and something passed, 1 a must was broken, 2 wrong usage or
    configuration, 3 the run is incomplete or checked nothing.
    """
    options = Options(**given)  # type: ignore[arg-type]
    if only_file is not None:
        options = replace(options, listed=listed(only_file))
    if failed is not None:
        _check_alone(context, "--failed", ("profile", "only_file"))
        options = again(options, failed)
    if resumed is not None:
        _check_alone(
            context,
            "--resume",
            ("profile", "only", "only_file", "skip", "seed", "shard", "failed", "watched"),
        )
        earlier = before(resumed)
        options = like(options, earlier)
        raise SystemExit(foretold(options, earlier) if dry_run else once(options, earlier))
    if dry_run:
        _check_alone(context, "--dry-run", ("watched",), "asks the server nothing")
        raise SystemExit(foretold(options))
    if watched:
        with terminable():
            raise SystemExit(watch(options, watched))
    raise SystemExit(once(options))


def _check_alone(
    context: click.Context, flag: str, others: tuple[str, ...], why: str = _ANOTHER
) -> None:
    """Raise UsageError where a flag is given, and another one that it leaves no room for."""
    for option in context.command.params:
        given = context.get_parameter_source(str(option.name)) is ParameterSource.COMMANDLINE
        if given and option.name in others:
            raise click.UsageError(f"{flag} {why}: leave {option.opts[0]} away")


def foretold(options: Options, earlier: Part | None = None) -> int:
    """Say what a run would take, without asking its server anything; return the exit code.

    Raises Stop when that cannot be told.
    """
    with terminable():
        done = earlier.asked if earlier else ()
        found = _seldom("rehearsing").rehearsed(options, done)
    for text in found.lines():
        click.echo(text)
    return PASSED


def _seldom(name: str) -> Any:
    """Return a part of a run that few runs have: others do not wait for it."""
    return import_module(f"assay.run.{name}")


def once(options: Options, earlier: Part | None = None) -> int:
    """Run once, or go on with an earlier run, and return the exit code.

    Raises Stop when nothing could be asked or checked.
    """
    with terminable(), ExitStack() as stack:
        begun = stack.enter_context(prepared(options))
        briefing = begun if earlier is None else taken_over(begun, earlier)
        settings = briefing.settings
        if not options.quiet:
            click.echo(f"testing {settings.base_url} ({settings.profile}, seed {settings.seed})",
                       err=True)  # fmt: skip
        end = run_suites(briefing, left(settings), quiet=options.quiet)
        told = _seldom("afterwards").cleaned(briefing) if options.clean else ()
        with finishing(f"`assay report {settings.folder}` goes on with it"):
            ledger = finish(settings, briefing.expected, complete=end.complete)
            if options.allure is not None:
                add_report(ledger, "allure", options.allure)
            stack.close()
    code = exit_code(ledger)
    summarise(ledger, settings.folder, quiet=options.quiet)
    for text in told:
        click.echo(line(text))
    if end.why:
        click.echo(f"Error: {end.why}", err=True)
    if ledger.complete and not checked(ledger):
        raise Stop("nothing could be checked; the report says what was missing", INCOMPLETE)
    return code


COMMAND = run
