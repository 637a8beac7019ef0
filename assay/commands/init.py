"""`assay init`: a small API package to begin with, that works as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from assay.trouble import USAGE, Stop

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
        shutil.copytree(
            EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
        )
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise Stop(f"cannot write to {folder}: {reason}", USAGE) from None
    click.echo(f"wrote {folder}: api.yaml, ticket.yaml, and Python of its own")
    click.echo(f"next: assay run --contracts {folder}")


COMMAND = init
