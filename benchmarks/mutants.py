"""How many generic mutants of the sandbox a standard run notices.

    python -m benchmarks.mutants [--sample 200] [--seed 1] [--workers 2] [--json FILE]

A sample of small changes to the sandbox's source is drawn (`benchmarks/mutating.py`), from its own
modules and from the behaviour of the built-in API; faults and seams are left out. What a standard
run asks the clean sandbox is put to each without a client; the groups that are answered otherwise
are held, one after the other, until a claim fails or warns. Where none is, the mutant survives
unheld ("untouched"). What changes nothing that a client can see is listed with its reason in
`benchmarks/equivalent.yaml`, and is not counted; nor is a mutant that does not start.

With `--json`, what is known already is not asked again; `--only` asks the mutants whose name holds
a text.

Exit code: 0 at least 90% of those counted were noticed, 1 less.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.changed import Mutant, drawn, excuses, found, mutants, record, stale, touched_by
from benchmarks.forks import GONE, answers, forked, silent, tell, watched
from contracts.loader import API
from suites.asking import planned
from suites.plan import Plan

WANTED = 0.9
SURVIVED, UNTOUCHED = "SURVIVED", "untouched"


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
    counted = sum(kinds[one] for one in ("noticed", SURVIVED, UNTOUCHED))
    share = kinds["noticed"] / counted if counted else 0.0
    print(f"{len(sample)} mutants: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
    print(f"noticed {share:.1%} of {counted} (wanted: {WANTED:.0%})")
    return 0 if share >= WANTED else 1


def kind(result: str, reason: str) -> str:
    """Return what the result of a mutant counts as."""
    if result in (SURVIVED, UNTOUCHED) and reason:
        return "equivalent"
    return result if result in (SURVIVED, UNTOUCHED, GONE) else "noticed"


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
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asked"
        forked(record, plan, "standard", path)[0].recv()
        yield from answers(asked, partial(_child, plan=plan, path=path), workers)


def _child(pipe: Connection, mutant: Mutant, plan: Plan, path: Path) -> None:
    silent()
    watched(pipe)
    try:
        groups = touched_by(mutant, plan, path)
        bench = mutant.bench(plan)
    except Exception:  # noqa: BLE001 - a mutant may raise whatever there is
        tell(pipe, GONE)
    broken, _ = found(bench, groups, partial(watched, pipe))
    tell(pipe, broken or (SURVIVED if groups else UNTOUCHED))


if __name__ == "__main__":
    main()
