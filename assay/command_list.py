"""`assay list`: what the contracts hold."""

from __future__ import annotations

import json

import click

from assay.trouble import loaded


@click.group("list")
def listing() -> None:
    """List what the contracts hold."""


@listing.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def operations(as_json: bool) -> None:
    """List the operations."""
    found = loaded().operations
    if as_json:
        records = [
            {
                "id": o.id, "operation": o.title, "kind": o.kind, "returns": o.returns,
                "source": f"L{o.source[0]}-L{o.source[1]}",
                "rows": sum(1 for row in o.walk() if row.name),
            }
            for o in found
        ]  # fmt: skip
        click.echo(json.dumps(records, indent=2))
        return
    width = max(len(o.title) for o in found)
    for o in found:
        click.echo(f"{o.title:<{width}}  {o.id}")
    click.echo(f"{len(found)} operations", err=True)
