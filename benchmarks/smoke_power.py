"""What a smoke run notices of faults that it was not chosen for.

    python -m benchmarks.smoke_power [--folds 5] [--workers N]
    python -m benchmarks.smoke_power --table [--limits 400 600 800]

The faults are parted; the cover of a smoke run is computed from the kill table without one part,
and really held against the faults of that part: how many of them does it notice, of those that a
standard run finds (`assay prove` shows that it finds all)? Once with faults parted one by one, once
with those of one law left together, so that nothing is known of a law's own faults. Last the cover
that the package has, with all faults. About ten minutes of one core.

Counted are the faults of laws that a standard run of the package asks: the others break nothing
that it promises. With `--table` nothing is held: the kill table says what a cover of so many
requests would notice, as far as it knows what each facet takes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Sequence
from functools import partial

from assay.kills.covering import LIMIT, chosen, folds, ordered
from assay.kills.keeping import aims
from assay.kills.table import Table, read
from assay.kills.tabulating import candidate_plan, clean, measure
from assay.proving import prove
from contracts.cover import cover
from contracts.loader import API
from sandbox.defects import Fault, discover
from suites.asking import planned


def noticed(facets: Collection[str], faults: Sequence[Fault], workers: int) -> set[str]:
    """Return the names of the faults that a smoke run of some facets notices."""
    smoke = clean(candidate_plan(API, facets), 1)
    found = prove(faults, smoke.plan, 1, workers, lambda _proof: None, smoke.tabulate)
    return {proof.fault.name for proof in found if proof.table}


def promised(table: Table) -> list[str]:
    """Return the faults that a standard run finds: those of laws that it asks."""
    asked = {claim.law for claim in planned(API, "standard").claims.values()}
    return [name for name, fault in discover(API).items()
            if fault.law in asked and name in table.found]  # fmt: skip


def by_table(table: Table, group: Callable[[str], str], count: int, limit: int) -> int:
    """Return how many faults a cover of some requests shows that was chosen without them."""
    caught = 0
    for part in folds(promised(table), group, count):
        known = [fault for fault in table.found if fault not in part]
        notices = aims(API, table, known)
        facets = set(ordered(table, notices, len(notices), limit))
        caught += sum(bool(table.found[name].facets & facets) for name in part)
    return caught


def held_out(table: Table, part: Collection[str]) -> frozenset[str]:
    """Return the cover that is computed without the faults of a part."""
    known = [fault for fault in table.found if fault not in part]
    return chosen(table, aims(API, table, known), partial(measure, API))[0]


def power(table: Table, group: Callable[[str], str], count: int, workers: int) -> tuple[int, int]:
    """Return how many faults are noticed by what was chosen without them, and of how many."""
    every, caught, total = discover(API), 0, 0
    for number, part in enumerate(folds(promised(table), group, count), 1):
        facets = held_out(table, part)
        faults = [every[name] for name in part]
        seen = noticed(facets, faults, workers)
        caught, total = caught + len(seen), total + len(part)
        print(f"  part {number}: {len(seen)} of {len(part)}, by {len(facets)} facets", flush=True)
    return caught, total


def main() -> None:
    """Print both measures, and what the package's own cover notices."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--limits", type=int, nargs="+", default=(LIMIT, 600, 800))
    options = parser.parse_args()
    table, every = read(API), discover(API)
    ways: dict[str, Callable[[str], str]] = {
        "faults one by one": lambda name: name,
        "faults of one law together": lambda name: every[name].law,
    }
    if options.table:
        for limit in options.limits:
            shares = [(words, by_table(table, group, options.folds, limit))
                      for words, group in ways.items()]  # fmt: skip
            told = ", ".join(f"{words} {caught}" for words, caught in shares)
            print(f"{limit} requests: {told} of {len(promised(table))}", flush=True)
        return
    for words, group in ways.items():
        caught, total = power(table, group, options.folds, options.workers)
        print(f"{words}: {caught} of {total} ({caught / total:.0%})", flush=True)
    own = cover(API)
    if own is not None:
        known = [every[name] for name in promised(table)]
        seen, requests = noticed(own, known, options.workers), measure(API, own).requests
        print(f"the package's cover: {len(seen)} of {len(known)} in {requests} requests")


if __name__ == "__main__":
    main()
