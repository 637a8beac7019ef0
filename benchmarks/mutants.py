"""How many generic mutants of the sandbox a standard run notices.

    python -m benchmarks.mutants [--sample 200] [--seed 1] [--workers 2] [--json FILE]

A standard run is held against the clean sandbox first; its answers and the lines that it executes
are kept. Then a sample of small changes to the source is drawn (`benchmarks/mutating.py`), from the
sandbox's own modules and from the behaviour of the built-in API; faults and seams are left out, and
so is what changes no line that was executed: the sandbox serves other APIs as well. How many these
are is printed.

Some groups that execute what a mutant changes are held, one after the other, until a claim fails or
warns. Where none does, all that a standard run asks is put to the mutant without a client, and
every group that is answered otherwise is held; where there is none, the mutant is "untouched". What
changes nothing that a client can see is listed with its reason in `benchmarks/equivalent.yaml`, and
is not counted; nor is a mutant that does not start.

With `--json`, what is known already is not asked again, but for what survived with `--again`;
`--only` asks the mutants whose name holds a text.

Exit code: 0 at least 90% of those counted were noticed, 1 less.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.changed import (
    Lines,
    Mutant,
    drawn,
    excuses,
    found,
    likely,
    mutants,
    record,
    stale,
    touched_by,
)
from benchmarks.forks import GONE, answers, forked, silent, tell, watched
from contracts.loader import API
from suites.asking import planned
from suites.plan import Plan

WANTED = 0.9
SURVIVED, UNTOUCHED = "SURVIVED", "untouched"


def main() -> None:
    """Draw, ask and tell."""
    arguments = _arguments()
    known = _read(arguments.json, arguments.again)
    plan, every = planned(API, "standard"), mutants()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asked"
        lines = forked(record, plan, "standard", path)[0].recv()
        sample = drawn(every, arguments.sample, arguments.seed, lines)
        chosen = [mutant for mutant in sample.mutants if arguments.only in mutant.name]
        asked = [mutant for mutant in chosen if mutant.name not in known]
        work = partial(_child, plan=plan, path=path, lines=lines)
        for mutant, result in answers(asked, work, arguments.workers):
            known[mutant.name] = result
            print(f"{result:<40} {mutant.name}", flush=True)
            if arguments.json:
                arguments.json.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    for name in stale(every):
        print(f"a reason is left of a mutant that is no more: {name}")
    print(f"left out: {sample.idle} in lines that no standard run executes")
    raise SystemExit(_told(chosen, known))


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
    parser.add_argument("--again", action="store_true", help="ask again what survived")
    parser.add_argument("--only", default="", metavar="TEXT")
    return parser.parse_args()


def _read(path: Path | None, again: bool) -> dict[str, str]:
    if path is None or not path.exists():
        return {}
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    survived = (SURVIVED, UNTOUCHED) if again else ()
    return {name: result for name, result in known.items() if result not in survived}


def _child(pipe: Connection, mutant: Mutant, plan: Plan, path: Path, lines: Lines) -> None:
    silent()
    watched(pipe)
    try:
        bench = mutant.bench(plan)
    except Exception:  # noqa: BLE001 - a mutant may raise whatever there is
        tell(pipe, GONE)
    beat = partial(watched, pipe)
    broken, _ = found(bench, likely(mutant, plan, lines), beat)
    if broken:
        tell(pipe, broken)
    groups = touched_by(mutant, plan, path, lines)
    broken, _ = found(bench, groups, beat)
    tell(pipe, broken or (SURVIVED if groups else UNTOUCHED))


if __name__ == "__main__":
    main()
