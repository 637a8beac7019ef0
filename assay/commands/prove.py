"""`assay prove`: every law holds on the clean sandbox and finds each of its faults."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import click

from assay import packages
from assay.kills import keeping
from assay.kills.tabulating import clean
from assay.proving import Proof, Tell, prove_one, unproven
from assay.proving import prove as prove_all
from assay.replaying import replay_one
from assay.trouble import BROKEN, INCOMPLETE, Stop, placed, told, writing
from harness.whole import write_whole
from sandbox.defects import Fault, discover, matching
from suites.asking import ascertained
from suites.plan import Plan


@click.command(short_help="Seed each fault in the sandbox and see its law find it.")
@packages.option
@click.option("--only", multiple=True, metavar="GLOB", help="Only faults whose name matches.")
@click.option("--workers", type=click.IntRange(1, 64), help="Faults at once (default: up to 2).")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of every run.")
@click.option("--table", is_flag=True, help="Bring the package's kill table up to date instead: "
              "new faults and laws, and faults that --only names.")  # fmt: skip
@click.option("--every", is_flag=True, help="With --json: ask every claim of every fault.")
@click.option("--cover", is_flag=True, help="Choose what a smoke run asks from the kill table.")
@click.option("--scripts", is_flag=True,
              help="Play the script of each fault's first finding.")  # fmt: skip
@click.option("--json", "path", type=click.Path(dir_okay=False, path_type=Path),
              help="Also write what was found to this file.")  # fmt: skip
def prove(
    only: tuple[str, ...], workers: int | None, seed: int, table: bool, every: bool, cover: bool,
    scripts: bool, path: Path | None, contracts: str | None,
) -> None:  # fmt: skip
    """Seed each fault in the sandbox and see its law find it; print a line for each.

    What breaks nothing that the API promises is counted apart; what an import only guessed is taken
    as confirmed. Exit code: 0 every other fault was
    found and every law of the package has one, 1 something survived.
    """
    root = packages.chosen(contracts).root
    faults = chosen(root, only)
    if not faults:
        raise Stop(f"no fault has a name that matches {' or '.join(only)}", INCOMPLETE)
    if path is not None:
        placed(path)  # before the work, not after it
    count = workers or min(2, os.cpu_count() or 1)
    if table or cover:
        _kills(root, faults if only else [], count, update=table, choose=cover)
        return
    plan, work = ascertained(root), replay_one if scripts else prove_one
    if every:
        proofs = _every(plan, faults, seed, count)
    else:
        proofs = prove_all(faults, plan, seed, count, _tell, work)
    if path is not None:
        with writing(path):
            write_whole(path, f"{json.dumps(list(_records(proofs)), indent=1)}\n".encode())
    raise SystemExit(_told(plan, proofs, faults, whole=not only))


def _kills(root: Path, again: list[Fault], workers: int, *, update: bool, choose: bool) -> None:
    """Bring the package's kill table up to date, and choose what a smoke run asks."""
    with told(root), writing(root):
        if update:
            for line in keeping.update(root, again, workers, _tell_shown):
                click.echo(line)
        if choose:
            click.echo(keeping.choose(root))


def _every(plan: Plan, faults: list[Fault], seed: int, workers: int) -> list[Proof]:
    """Hold what a standard run asks against each fault, as far as that can touch it."""
    whole = clean(plan, seed, "standard")
    return prove_all(faults, whole.plan, seed, workers, _tell, whole.tabulate)


def _told(plan: Plan, proofs: list[Proof], faults: list[Fault], *, whole: bool) -> int:
    """Print what was found in all, and return the exit code."""
    without = unproven(plan, faults) if whole else []
    own = [name for name in without if plan.law_of[name].own]
    survivors = [proof for proof in proofs if not proof.killed and not proof.idle]
    idle = sum(proof.idle for proof in proofs)
    for name in own:
        click.echo(f"UNPROVEN  {name}: no fault breaks what it guards")
    more = f"; {idle} more break nothing that this API promises" if idle else ""
    click.echo(f"{len(proofs) - idle - len(survivors)} of {len(proofs) - idle} faults found{more}")
    if whole:
        laws = len({claim.law for claim in plan.claims.values()})
        click.echo(f"{laws - len(without)} of {laws} laws have a fault")
    return BROKEN if survivors or own else 0


def chosen(root: Path, globs: tuple[str, ...]) -> list[Fault]:
    """Return the faults that a glob matches, each once; former names are told of."""
    found: set[Fault] = set()
    for glob in globs or ("*",):
        for fault in matching(glob, root):
            found.add(fault)
            if not fnmatchcase(fault.name, glob):
                text = f"notice: the fault {fault.former} is now called {fault.name}"
                click.echo(text, err=True)
    return [fault for fault in discover(root).values() if fault in found]


def _row(proof: Proof) -> str:
    name = proof.fault.name
    if proof.killed:
        return f"found     {name:<52} group {proof.asked}  {proof.broken[0]}"
    return f"{'nothing ' if proof.idle else 'SURVIVED'}  {name:<52} {proof.reason}"


def _tell_shown(proof: Proof) -> None:
    """Print what shows a fault, of what it was held against."""
    shown = f"shown by {', '.join(proof.table)}" if proof.table else "nothing shows it"
    said = proof.reason if proof.crashed else f"{proof.asked} groups, {shown}"
    click.echo(f"held      {proof.fault.name:<52} {said}")


_tell: Tell = lambda proof: click.echo(_row(proof))  # noqa: E731


def _records(proofs: list[Proof]) -> Iterator[dict[str, object]]:
    for p in proofs:
        yield {"fault": p.fault.name, "law": p.fault.law, "about": p.fault.about,
               "killed": p.killed, "idle": p.idle, "groups": p.asked, "broken": list(p.broken),
               "reason": p.reason, **({"table": p.table} if p.table else {})}  # fmt: skip


COMMAND = prove
