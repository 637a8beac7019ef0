"""The flags of a run, declared once: `assay run` has them all, and `pytest suites` most of them.

What pytest has a way of its own for (workers, what failed last, quiet) it is not given, and no key:
that stands in a variable.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from assay.run import passages
from harness.config import MOST as FASTEST
from reports.formats import STANDARD, format_names
from suites.law import PROFILES

Command = TypeVar("Command", bound=Callable[..., Any])


def _shard(
    _context: click.Context, option: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    if value is None:
        return None
    which, stroke, count = value.partition("/")
    if not (stroke and which.isdecimal() and count.isdecimal() and 1 <= int(which) <= int(count)):
        raise click.UsageError(f"{option.opts[0]} is {value!r}; give the second of three as 2/3")
    return int(which), int(count)


def _globs(
    _context: click.Context, option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    if any(not glob.strip() for glob in value):
        raise click.UsageError(f"{option.opts[0]} is empty; give a glob such as '*.required'")
    return value


class _Amount(click.FloatRange):
    """A number inside a range. What is no number, or has no end, is inside of none: `nan` is
    neither below nor above anything.
    """

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read it. Raises BadParameter."""
        found: float = super().convert(value, param, ctx)
        if not math.isfinite(found):
            self.fail(f"{value!r} is no amount.", param, ctx)
        return found


_NAMES = format_names()
_BESIDE = ", ".join(name for name in _NAMES if name not in STANDARD)
_ASKING = (  # what is asked, of which server, and where that is written
    click.option("--base-url", help="Server to test; without one, the embedded sandbox."),
    click.option("--out", metavar="DIR",
                 help="Folder of this run alone (default: a new one in reports/out)."),
    click.option("--profile", type=click.Choice(PROFILES), default="standard", show_default=True,
                 help="How much is asked."),
    click.option("--only", multiple=True, callback=_globs, metavar="GLOB",
                 help="Only verdicts whose id matches; may be repeated."),
    click.option("--skip", multiple=True, callback=_globs, metavar="GLOB",
                 help="No verdicts whose id matches: not supported; may be repeated."),
    click.option("--only-file", metavar="FILE",
                 type=click.Path(exists=True, dir_okay=False, path_type=Path),
                 help="Only verdicts whose id this file lists, one id or glob a line."),
    click.option("--shard", callback=_shard, metavar="I/N",
                 help="Ask the I-th of N parts; `assay merge` makes one run of all."),
    click.option("--concurrency", type=click.IntRange(1, 64), metavar="N",
                 help="Groups each asks at a time (default: 1, or more if far)."),
    click.option("--rate", type=_Amount(min=0, min_open=True, max=FASTEST),
                 metavar="NUMBER", help="Requests a second, of all workers together."),
    click.option("--seed", type=int, help="Seed of everything that is drawn."),
    click.option("--config", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                 help="Target file (default: assay.toml, if there is one)."),
)  # fmt: skip
_ENDING = (  # when it ends, and what it comes to
    click.option("--max-time", type=_Amount(min=0, min_open=True), metavar="SECONDS",
                 help="Send nothing after so long; the run is incomplete then."),
    click.option("--max-failures", type=click.IntRange(min=1), metavar="N",
                 help="Ask nothing more once N claims are broken: the run is incomplete."),
    click.option("--wait", type=_Amount(min=0), default=0.0, metavar="SECONDS",
                 help="How long the server may take to start."),
    click.option("--fail-on", type=click.Choice(("fail", "warn")), default="fail",
                 show_default=True, help="With warn, a broken should fails the run too."),
    click.option("--known", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
                 help="Known failures (default: assay-known.toml beside assay.toml)."),
    click.option("--baseline", type=click.Path(exists=True, path_type=Path), metavar="RESULTS",
                 help="An earlier run: exit 1 only for what is newly broken."),
    click.option("--require-judged", metavar="PERCENT",
                 type=_Amount(min=0, max=100, min_open=True),
                 help="The run is incomplete when less of the claims was judged."),
    click.option("--reference/--no-reference", default=True,
                 help="Ask the embedded sandbox what it answers where promises are broken."),
)  # fmt: skip
_SENDING = (  # the way to the server, and what may be done there
    passages.options,
    click.option("--ca-bundle", metavar="FILE",
                 help="Authorities to trust with https, a PEM file (or ASSAY_CA_BUNDLE)."),
    click.option("--allow-live", is_flag=True, help="Accept a live key. Objects will be made."),
    click.option("--allow-account-changes", is_flag=True,
                 help="Displace what belongs to the account, and put it back."),
    click.option("--clean", is_flag=True,
                 help="Take away at the end what the run made, and nothing else."),
    click.option("--read-only", is_flag=True,
                 help="Send nothing that may write; what needs it is not testable."),
    click.option("--format", "formats", multiple=True, metavar="NAME", type=click.Choice(_NAMES),
                 help=f"Also write this format: {_BESIDE}."),
)  # fmt: skip


def options(command: Command) -> Command:
    """Add the flags of a run to a command."""
    for add in reversed((*_ASKING, *_ENDING, *_SENDING)):
        command = add(command)
    return command


def declared() -> list[click.Option]:
    """Return them as they are declared, in the order of the help."""
    params = click.command()(options(lambda **_: None)).params
    return [param for param in params if isinstance(param, click.Option)]
