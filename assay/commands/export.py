"""`assay export`: the contracts for other tools."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assay import packages
from assay.trouble import writing
from contracts.openapi import sendable
from harness.whole import write_whole
from sandbox.app import create_service


@click.group()
def export() -> None:
    """Write the contracts in a form that other tools read."""


@export.command()
@packages.option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="File to write (default: standard output).")  # fmt: skip
@click.option("--any-id", is_flag=True,
              help="Let any id be named, not only those that the sandbox begins with.")  # fmt: skip
def openapi(contracts: str | None, out: Path | None, *, any_id: bool) -> None:
    """Write one OpenAPI 3.1 document (JSON) of what can be sent to `assay serve`."""
    package = packages.chosen(contracts)
    ids = None if any_id else create_service(package).known()
    text = json.dumps(sendable(package, ids), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        with writing(out):
            write_whole(out, text.encode())
        click.echo(f"{out}", err=True)


COMMAND = export
