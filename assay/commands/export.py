"""`assay export`: the contracts for other tools."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assay import packages
from assay.trouble import writing
from contracts.openapi import export as export_openapi


@click.group()
def export() -> None:
    """Write the contracts in a form that other tools read."""


@export.command()
@packages.option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="File to write (default: standard output).")  # fmt: skip
def openapi(contracts: str | None, out: Path | None) -> None:
    """Write one OpenAPI 3.1 document (JSON)."""
    text = (
        json.dumps(export_openapi(packages.chosen(contracts)), indent=2, ensure_ascii=False) + "\n"
    )
    if out is None:
        click.echo(text, nl=False)
    else:
        with writing(out):
            out.write_text(text, encoding="utf-8")
        click.echo(f"{out}", err=True)


COMMAND = export
