"""The kill table of a package on disk, and the cover of a smoke run that is computed from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

from assay.kills.covering import LIMIT, Aims, aims_of, chosen, ordered, unrelated
from assay.kills.table import Table, read, write
from assay.kills.tabulating import measure
from assay.kills.updating import Update
from assay.proving import Tell
from contracts.package import COVER
from harness.whole import write_whole
from sandbox.defects import Fault, discover
from suites import quick
from suites.asking import planned

_HEAD = """\
# What a smoke run asks: laws, and the kinds of subject that each is asked of. Computed from
# kills.json by `assay prove --cover`; it is not written by hand.
laws:
"""


def update(package: Path, again: Sequence[Fault], workers: int, tell: Tell) -> Iterator[str]:
    """Bring a package's table up to date, those faults anew; yield in words what it says."""
    table = read(package)
    faults = tuple(discover(package).values())
    Update(package, table, workers, tell, lambda: write(package, table)).run(faults, again)
    yield from _words(package, table)


def _words(package: Path, table: Table) -> Iterator[str]:
    law_of = {fault.name: fault.law for fault in discover(package).values()}
    beside = dict(unrelated(table, law_of.__getitem__))
    for name, laws in beside.items():
        yield f"{name} is found by laws that are not its own alone: {', '.join(laws)}"
    found = sum(bool(one.laws) for one in table.found.values())
    yield (f"{found} of {len(table.found)} faults are found by one subject of each kind, "
           f"{len(beside)} of them by others than their own law alone")  # fmt: skip


def aims(package: Path, table: Table, faults: Collection[str]) -> Aims:
    """Return what each facet of a table notices, but for facets that can judge nothing."""
    operations: dict[str, set[str]] = defaultdict(set)
    for candidate in quick.candidates(planned(package, "standard")):
        names = operations[candidate.facet]
        if quick.broad(candidate.asked):
            names.add(candidate.asked.about.operation.id)
    return aims_of(table, operations, faults)


def choose(package: Path) -> str:
    """Compute the cover of a package's smoke run, write it, and return in words what it is."""
    table = read(package)
    facets, table = chosen(table, aims(package, table, table.found), partial(measure, package))
    write(package, table)
    write_whole(package / COVER, _written(facets).encode())
    caught = sum(bool(one.facets & facets) for one in table.found.values())
    return (f"{len(facets)} facets, {measure(package, facets).requests} requests, "
            f"{caught} of {len(table.found)} faults")  # fmt: skip


def again(package: Path, count: int) -> frozenset[str]:
    """Return the best facets that the table of a package gives, some number of them."""
    table = read(package)
    return frozenset(ordered(table, aims(package, table, table.found), count, LIMIT + LIMIT // 4))


def _written(facets: Collection[str]) -> str:
    kinds: dict[str, list[str]] = defaultdict(list)
    for facet in sorted(facets):
        law, _, kind = facet.partition(" ")
        kinds[law].append(kind)
    return _HEAD + "".join(f"  {law}: [{', '.join(every)}]\n" for law, every in kinds.items())
