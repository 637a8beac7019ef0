"""`assay init`: a small API package to begin with, that works as it is."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from assay.trouble import USAGE, Stop, unwritten
from harness.legible import line
from harness.whole import write_all

EXAMPLE = Path(__file__).parent.parent / "example"


@click.command(short_help="Write a small API package to begin with.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a small, working API package with comments to DIR, which is new or empty.

    It describes tickets that are created, read, changed, listed and closed, with a law of its own,
    its fault, and what the sandbox does that no table says.
    """
    if folder.exists() and not folder.is_dir():
        raise Stop(f"{folder} is a file: give the name of a new folder", USAGE)
    if folder.exists() and any(folder.iterdir()):
        raise Stop(f"{folder} is not empty, and nothing in it is overwritten", USAGE)
    try:
        write_all({folder / path.relative_to(EXAMPLE): path.read_bytes() for path in _files()})
    except OSError as trouble:
        raise unwritten(folder, trouble) from None
    click.echo(line(f"wrote {folder}: api.yaml, ticket.yaml, and Python of its own"))
    click.echo(line(f"next: assay run --contracts {shlex.quote(str(folder))}"))


def _files() -> Iterator[Path]:
    """Yield the files of the example, without what Python has compiled of them."""
    found = (path for path in EXAMPLE.rglob("*") if path.is_file())
    return (path for path in found if "__pycache__" not in path.parts)


COMMAND = init
