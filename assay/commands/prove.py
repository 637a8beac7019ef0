"""`assay prove`: every check passes on the clean sandbox and fails on each of its faults."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import click

from assay.proof import Proof
from assay.proof import prove as prove_all
from assay.trouble import BROKEN, INCOMPLETE, Stop, writing
from sandbox.defects import Fault, discover, matching


@click.command(short_help="Seed each fault in the sandbox and see its check fail.")
@click.option("--only", multiple=True, metavar="GLOB", help="Only faults whose name matches.")
@click.option("--workers", type=click.IntRange(1, 64), help="Faults at once (default: up to 2).")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of every run.")
@click.option("--json", "path", type=click.Path(dir_okay=False, path_type=Path),
              help="Also write the table to this file.")  # fmt: skip
def prove(only: tuple[str, ...], workers: int | None, seed: int, path: Path | None) -> None:
    """Seed each fault in the sandbox and see its check fail; print the table.

    Exit code: 0 every fault was found and every check has one, 1 something survived, 3 the clean
    sandbox does not pass.
    """
    faults = chosen(only)
    if not faults:
        raise Stop(f"no fault has a name that matches {' or '.join(only)}", INCOMPLETE)
    count = workers or min(2, os.cpu_count() or 1)
    found = prove_all(faults, seed, count, lambda proof: click.echo(_row(proof)))
    proofs, checks = found.proofs, found.checks
    without = [] if only else sorted(set(checks) - {f.stem for f in discover().values()})
    survivors = [proof for proof in proofs if not proof.killed]
    for name in without:
        click.echo(f"UNPROVEN  {name}: no fault breaks what it guards")
    click.echo(f"{len(proofs) - len(survivors)} of {len(proofs)} faults found")
    if not only:
        click.echo(f"{len(checks) - len(without)} of {len(checks)} checks have a fault")
    if path is not None:
        with writing(path):
            path.write_text(json.dumps(list(_records(proofs)), indent=2) + "\n", encoding="utf-8")
    raise SystemExit(BROKEN if survivors or without else 0)


def chosen(globs: tuple[str, ...]) -> list[Fault]:
    """Return the faults that a glob matches, each once; former names are told of."""
    found: set[Fault] = set()
    for glob in globs or ("*",):
        for fault in matching(glob):
            found.add(fault)
            if not fnmatchcase(fault.name, glob):
                text = f"notice: the fault {fault.former} is now called {fault.name}"
                click.echo(text, err=True)
    return [fault for fault in discover().values() if fault in found]


def _row(proof: Proof) -> str:
    fault: Fault = proof.fault
    if proof.killed:
        return f"found     {fault.name:<52} {len(proof.broken)}/{proof.asked}  {proof.broken[0]}"
    return f"SURVIVED  {fault.name:<52} {proof.reason or f'{proof.asked} verdicts, none fails'}"


def _records(proofs: list[Proof]) -> Iterator[dict[str, object]]:
    for p in proofs:
        yield {"fault": p.fault.name, "about": p.fault.about, "killed": p.killed,
               "verdicts": p.asked, "broken": list(p.broken), "reason": p.reason}  # fmt: skip


COMMAND = prove
