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
import importlib.machinery
import json
import multiprocessing
import os
import random
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType
from typing import Any

import yaml

from benchmarks.mutating import Site, mutated, sites
from benchmarks.reaching import START, Reached, Watch
from contracts.loader import API
from harness.verdict import BROKEN
from suites.asking import planned
from suites.plan import Group, Plan

WANTED = 0.9
_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parent
_LIMIT = 300  # seconds a group may take; a mutant that makes the server hang is noticed
_SURVIVED = ("SURVIVED", "not reached")
_PARTS = ("sandbox", "contracts/api/behaviour")
_LEFT_OUT = {"defects.py", "serve.py", "__init__.py"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: `file` is relative to the repository."""

    file: str
    site: Site

    @property
    def name(self) -> str:
        """What it is called in files: it changes with the module's text."""
        return f"{self.file}:{self.site.line} {self.site.words}"


def mutants() -> list[Mutant]:
    """Return every mutant of the sandbox and of the behaviour of the built-in API."""
    return [
        Mutant(name, site)
        for name in _files()
        for site in sites((_ROOT / name).read_text(encoding="utf-8"))
    ]


def _files() -> list[str]:
    """Return the names of the modules that are changed."""
    return [
        path.relative_to(_ROOT).as_posix()
        for part in _PARTS
        for path in sorted((_ROOT / part).glob("*.py"))
        if path.name not in _LEFT_OUT
    ]


def main() -> None:
    """Draw, ask and tell."""
    arguments = _arguments()
    every = mutants()
    drawn = random.Random(arguments.seed).sample(every, min(arguments.sample, len(every)))
    drawn = [mutant for mutant in drawn if arguments.only in mutant.name]
    known = _read(arguments.json)
    excused: dict[str, str] = yaml.safe_load((_HERE / "equivalent.yaml").read_text("utf-8")) or {}
    plan = planned(API, "standard")
    asked = [mutant for mutant in drawn if mutant.name not in known]
    for mutant, result in _results(asked, plan, arguments.workers):
        known[mutant.name] = result
        print(f"{result:<40} {mutant.name}", flush=True)
        if arguments.json:
            arguments.json.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(_told(drawn, known, excused))


def _told(drawn: list[Mutant], known: dict[str, str], excused: dict[str, str]) -> int:
    kinds = Counter(_kind(mutant, known[mutant.name], excused) for mutant in drawn)
    counted = kinds["noticed"] + sum(kinds[kind] for kind in _SURVIVED)
    share = kinds["noticed"] / counted if counted else 0.0
    print(f"{len(drawn)} mutants: " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
    print(f"noticed {share:.1%} of {counted} (wanted: {WANTED:.0%})")
    return 0 if share >= WANTED else 1


def _kind(mutant: Mutant, result: str, excused: dict[str, str]) -> str:
    if result in _SURVIVED and mutant.name in excused:
        return "equivalent"
    return result if result in (*_SURVIVED, "does not start") else "noticed"


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
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _results(asked: list[Mutant], plan: Plan, workers: int) -> Iterator[tuple[Mutant, str]]:
    """Yield what became of each mutant; each has a fork of this process."""
    if not asked:
        return
    groups = _ordered(plan)
    reached = _forked(_reach, plan, groups)[0].recv()
    waiting, running = asked[::-1], dict[Connection, tuple[Mutant, Any]]()
    while waiting or running:
        while waiting and len(running) < workers:
            mutant = waiting.pop()
            first = _first(mutant, groups, reached)
            if not first:
                yield mutant, "not reached"
                continue
            pipe, process = _forked(_child, mutant, plan, first)
            running[pipe] = (mutant, process)
        ready = multiprocessing.connection.wait(list(running)) if running else []
        for pipe in [pipe for pipe in running if pipe in ready]:
            mutant, process = running.pop(pipe)
            yield mutant, _received(pipe)
            process.join()


def _forked(work: Any, *given: Any) -> tuple[Connection, Any]:
    """Return what a fork of this process answers through, and the fork."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(theirs, *given))
    process.start()
    theirs.close()
    return mine, process


def _first(mutant: Mutant, groups: Sequence[Group], reached: Reached) -> list[Group]:
    """Return all groups, those that execute the changed line first; none when nothing does."""
    places = reached.of(str(_ROOT / mutant.file), mutant.site.span)
    topic = Path(mutant.file).stem

    def rank(place: int) -> tuple[bool, bool]:
        return place not in places, topic not in groups[place].id

    return [groups[place] for place in sorted(range(len(groups)), key=rank)] if places else []


def _reach(pipe: Connection, plan: Plan, groups: Sequence[Group]) -> None:
    """Send which groups execute which lines of the sandbox as it is."""
    watch, reached = Watch([str(_ROOT / name) for name in _files()]), Reached()
    watch.start()
    bench = _bench(plan)
    watch.leave_this()
    reached.add(watch.taken(), START)
    for place, group in enumerate(groups):
        bench.hold(group)
        reached.add(watch.taken(), place)
    pipe.send(reached)
    os._exit(0)


def _received(pipe: Connection) -> str:
    try:
        found: str = pipe.recv()
    except EOFError:
        return "does not start"
    return found


def _ordered(plan: Plan) -> list[Group]:
    """Return the groups of a standard run, those of a smoke run first: they notice most."""
    first = {group.id for group in planned(API, "smoke").groups}
    return sorted(plan.groups, key=lambda group: group.id not in first)


def _child(pipe: Connection, mutant: Mutant, plan: Plan, groups: list[Group]) -> None:
    sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    _changed(mutant)
    try:
        bench = _bench(plan)
    except Exception:  # noqa: BLE001 - a mutant may raise whatever there is
        pipe.send("does not start")
        os._exit(0)
    signal.signal(signal.SIGALRM, partial(_hanging, pipe))
    for group in groups:
        signal.alarm(_LIMIT)
        broken = [v for v in bench.hold(group) if v.status in BROKEN]
        if broken:
            pipe.send(broken[0].id)
            os._exit(0)
    pipe.send("SURVIVED")
    os._exit(0)


def _hanging(pipe: Connection, *_signal: Any) -> None:
    pipe.send("hangs")
    os._exit(0)


def _bench(plan: Plan) -> Any:
    """Return the sandbox, changed, in a thread, with a worker that asks it.

    What imports the sandbox is imported here, after its loader was told of the change.
    """
    from assay.proving import Bench  # noqa: PLC0415

    assert threading.active_count() == 1
    return Bench((), plan, 1)


def _changed(mutant: Mutant) -> None:
    """Let the loader compile the changed module instead of what the file says."""
    path, inner = _ROOT / mutant.file, importlib.machinery.SourceFileLoader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        if Path(self.path).resolve() != path.resolve():
            return inner(self, name)
        tree = mutated(path.read_text(encoding="utf-8"), mutant.site)
        code: CodeType = compile(tree, self.path, "exec")
        return code

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    main()
