"""`assay list`: what the contracts hold, and what can be broken."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from assay import packages
from assay.trouble import INCOMPLETE, Stop, told
from assay.unbound import left_out
from contracts.catalogue import catalogue
from contracts.model import Contracts
from sandbox.defects import discover
from suites.asking import selected
from suites.law import PROFILES, Profile
from suites.selection import Unmatched


@click.group("list")
def listing() -> None:
    """List what the contracts hold, and what can be broken."""


@listing.command()
@packages.option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def operations(contracts: str | None, as_json: bool) -> None:
    """List the operations."""
    package = packages.chosen(contracts)
    found = package.operations
    told = any(one.below is None for one in package.sets)  # sets that somebody wrote
    if as_json:
        records = [
            {
                "id": o.id, "operation": o.title, "kind": o.kind, "returns": o.returns,
                "source": f"L{o.source[0]}-L{o.source[1]}",
                "rows": sum(1 for row in o.walk() if row.name),
                **({"set": package.written(o)} if told else {}),
            }
            for o in found
        ]  # fmt: skip
        click.echo(json.dumps(records, indent=2))
        _tell_left_out(package)
        return
    width = max((len(o.title) for o in found), default=0)
    for o in found:
        of_set = f"  ({package.written(o)})" if told else ""
        click.echo(f"{o.title:<{width}}  {o.id}{of_set}")
    click.echo(f"{len(found)} operations", err=True)
    _tell_left_out(package)


def _tell_left_out(contracts: Contracts) -> None:
    if left_out(contracts):
        click.echo(f"note: {left_out(contracts)}", err=True)


@listing.command()
@packages.option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def clauses(contracts: str | None, as_json: bool) -> None:
    """List the clauses of the catalogue, and what judges each."""
    root = packages.chosen(contracts).root
    with told(root):
        found = catalogue(root)
    if as_json:
        records = [
            {"id": c.id, "level": c.level, "says": c.says, "source": list(c.source),
             "checks": list(c.checks), "excluded": c.excluded or None}
            for c in found
        ]  # fmt: skip
        click.echo(json.dumps(records, indent=2, ensure_ascii=False))
        return
    for c in found:
        judged = f"excluded: {c.excluded}" if c.excluded else f"judged by {' '.join(c.checks)}"
        click.echo(f"{c.id:<7} {c.level:<6}  {c.says}\n{'':16}{judged}")
    click.echo(f"{len(found)} clauses, {sum(not c.excluded for c in found)} judged", err=True)


@listing.command()
@packages.option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def faults(contracts: str | None, as_json: bool) -> None:
    """List the defects that `assay serve --fault` and `assay prove` can seed."""
    root = packages.chosen(contracts).root
    with told(root):
        found = discover(root).values()
    if as_json:
        click.echo(json.dumps([{"name": f.name, "about": f.about} for f in found], indent=2))
        return
    width = max((len(f.name) for f in found), default=0)
    for f in found:
        click.echo(f"{f.name:<{width}}  {f.about}")
    click.echo(f"{len(found)} faults", err=True)


@listing.command()
@click.option("--profile", type=click.Choice(PROFILES), default="standard", show_default=True)
@click.option("--only", multiple=True, metavar="GLOB", help="Only claims whose id matches.")
@packages.option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def claims(profile: Profile, only: tuple[str, ...], contracts: str | None, as_json: bool) -> None:
    """List what a run would ask, of any target, without asking it."""
    root = packages.chosen(contracts).root
    try:
        with told(root):
            found = selected(root, profile, only)
    except Unmatched as trouble:
        raise Stop(str(trouble), INCOMPLETE) from None
    if as_json:
        records = [asdict(claim) for claim in found.claims()]
        click.echo(json.dumps(records, indent=1, ensure_ascii=False))
        return
    for claim in found.claims():
        click.echo(f"{claim.level:<6} {claim.id}  {claim.clause}")
    click.echo(f"{len(found.asked)} claims in {len(found.groups)} groups", err=True)
    _tell_left_out(found.plan.contracts)


COMMAND = listing
