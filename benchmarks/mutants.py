"""How many generic mutants of the sandbox a standard run notices.

    python -m benchmarks.mutants [--sample 200] [--seed 1] [--workers 2] [--json FILE]

A sample of small changes to the sandbox's source is drawn (`benchmarks/mutating.py`), from its own
modules and from the behaviour of the built-in API; faults and seams are left out. A standard run is
held against each, group after group, until one claim fails or warns: first the groups that execute
the changed line. What no group executes survives unasked ("not reached"). What changes nothing that
a client can see is listed with its reason in `benchmarks/equivalent.yaml`, and is not counted; nor
is a mutant that does not start. With `--json`, what is known already is not asked again; `--only`
asks the mutants whose name holds a text.

Exit code: 0 at least 90% of those counted were noticed, 1 less.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.changed import Mutant, drawn, excuses, found, mutants, reach, reaching, stale
from benchmarks.forks import GONE, answers, forked, silent, tell, watched
from contracts.loader import API
from suites.asking import planned
from suites.plan import Group, Plan

WANTED = 0.9
SURVIVED, UNREACHED = "SURVIVED", "not reached"


def main() -> None:
    """Draw, ask and tell."""
    arguments = _arguments()
    every = mutants()
    sample = drawn(every, arguments.sample, arguments.seed)
    sample = [mutant for mutant in sample if arguments.only in mutant.name]
    known = _read(arguments.json)
    plan = planned(API, "standard")
    asked = [mutant for mutant in sample if mutant.name not in known]
    for mutant, result in _results(asked, plan, arguments.workers):
        known[mutant.name] = result
        print(f"{result:<40} {mutant.name}", flush=True)
        if arguments.json:
            arguments.json.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    for name in stale(every):
        print(f"a reason is left of a mutant that is no more: {name}")
    raise SystemExit(_told(sample, known))


def _told(sample: list[Mutant], known: dict[str, str]) -> int:
    excused = excuses()
    kinds = Counter(kind(known[mutant.name], excused(mutant.name)) for mutant in sample)
    counted = sum(kinds[one] for one in ("noticed", SURVIVED, UNREACHED))
    share = kinds["noticed"] / counted if counted else 0.0
    print(f"{len(sample)} mutants: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
    print(f"noticed {share:.1%} of {counted} (wanted: {WANTED:.0%})")
    return 0 if share >= WANTED else 1


def kind(result: str, reason: str) -> str:
    """Return what the result of a mutant counts as."""
    if result in (SURVIVED, UNREACHED) and reason:
        return "equivalent"
    return result if result in (SURVIVED, UNREACHED, GONE) else "noticed"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", default="", metavar="TEXT")
    return parser.parse_args()


def _read(path: Path | None) -> dict[str, str]:
    if path is None or not path.exists():
        return {}
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return known


def _results(asked: list[Mutant], plan: Plan, workers: int) -> Iterator[tuple[Mutant, str]]:
    """Yield what became of each mutant; each has a fork of this process."""
    if not asked:
        return
    groups = smoke_first(plan)
    reached = forked(reach, plan, groups)[0].recv()
    first = {mutant.name: reaching(mutant, groups, reached) for mutant in asked}
    yield from ((mutant, UNREACHED) for mutant in asked if not first[mutant.name])
    left = [mutant for mutant in asked if first[mutant.name]]
    yield from answers(left, partial(_child, plan=plan, groups=first), workers)


def smoke_first(plan: Plan) -> list[Group]:
    """Return the groups of a standard run, those of a smoke run first: they notice most."""
    first = {group.id for group in planned(API, "smoke").groups}
    return sorted(plan.groups, key=lambda group: group.id not in first)


def _child(pipe: Connection, mutant: Mutant, plan: Plan, groups: dict[str, list[Group]]) -> None:
    silent()
    try:
        bench = mutant.bench(plan)
    except Exception:  # noqa: BLE001 - a mutant may raise whatever there is
        tell(pipe, GONE)
    tell(pipe, found(bench, groups[mutant.name], partial(watched, pipe))[0] or SURVIVED)


if __name__ == "__main__":
    main()
