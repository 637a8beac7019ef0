"""`assay scoreboard`: several servers in one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from assay.commands.compare import ledger_of
from assay.run.shelf import SHELF
from assay.trouble import unwritten
from harness.legible import line
from reports.formats import put_all
from reports.scoreboard import badges, data, page
from reports.scoreboard.board import Board, board
from reports.scoreboard.plan import ApartError, Entrant

_OUT = "scoreboard"
_FEWEST = 2  # runs
_ELSEWHERE = "; another folder may be given by --out"


@click.command("scoreboard", short_help="Show several servers, a run of each, in one page.")
@click.argument("runs", nargs=-1, required=True, metavar="[NAME=]RUN [NAME=]RUN…")
@click.option("--out", default=_OUT, show_default=True, metavar="DIR",
              help="Folder of scoreboard.html, scoreboard.json and badges.")  # fmt: skip
def scoreboard(runs: tuple[str, ...], out: str) -> None:
    """Show what several servers keep of what all were asked: each RUN is a column.

    A run is its folder, or its name in reports/out; NAME is what its server is called on the page.
    Only claims that all runs were asked alike are counted. Exit code: 0, 2 for wrong usage, such
    as runs of different API packages, or 3 where the disk is full.
    """
    if len(runs) < _FEWEST:
        raise click.UsageError("a scoreboard is of two runs or more; `assay report` shows one")
    try:
        found = board(list(_entrants(runs)))
    except ApartError as trouble:
        raise click.UsageError(str(trouble)) from None
    try:
        written = _write(found, Path(out))
    except OSError as trouble:
        raise unwritten(Path(out), trouble, _ELSEWHERE) from None
    for text in (*found.notes, *_lines(found)):
        click.echo(line(text))
    click.echo(line(f"scoreboard: {written}"))


def _entrants(runs: tuple[str, ...]) -> Iterator[Entrant]:
    """Yield the runs by the names of their servers. Raises UsageError, Stop."""
    named = [_named(run) for run in runs]
    shown = Counter(name or path.name for name, path in named)
    told = [name or (path.name if shown[path.name] == 1 else str(path)) for name, path in named]
    twice = next((name for name, count in Counter(told).items() if count > 1), None)
    if twice is not None:
        raise click.UsageError(f"two servers are called {twice}; name one by NAME=RUN")
    for name, (_, path) in zip(told, named, strict=True):
        yield Entrant(name, ledger_of(path))


def _named(run: str) -> tuple[str, Path]:
    """Return the name that is given to a run, "" where none is, and its path."""
    name, mark, path = run.partition("=")
    whole = Path(run).exists() or (Path(SHELF) / run).exists()
    return ("", Path(run)) if whole or not (mark and name.strip() and path) else (name, Path(path))


def _write(found: Board, out: Path) -> Path:
    """Write the board, all of it or nothing, and return its page. Raises OSError."""
    texts = badges.render(found) | {data.FILE: data.render(found), page.FILE: page.render(found)}
    put_all({out / file: text for file, text in texts.items()})
    return out / page.FILE


def _lines(found: Board) -> Iterator[str]:
    for server in found.servers:
        (held, musts), (kept, judged) = server.musts, server.conformance
        yield (f"{server.place}. {server.name}: {server.word}, {held:,} of {musts:,} musts; "
               f"{kept:,} of {judged:,} judged claims hold, "
               f"{judged:,} of {server.coverage[1]:,} were judged")  # fmt: skip
        yield from (f"   note: {mark}" for mark in server.marks)


COMMAND = scoreboard
