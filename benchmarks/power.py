"""What share of defects is noticed that no law was written for: by smoke, standard, Schemathesis.

    python -m benchmarks.power [--mutants 200] [--seed N] [--outside 15] [--json FILE] [--write]

Every fault of `tests/wire` and a fresh sample of the mutants of the sandbox's source
(`benchmarks/mutants.py`) are held against a smoke run and a standard run, group after group until
a claim fails or warns. A standard run begins with the group that noticed in the smoke run; a mutant
is held by some groups that execute what it changes, and where none notices by all that it answers
otherwise than the clean sandbox does.

Some of both, drawn by the seed from what is counted, are asked by Schemathesis' command line with
our export of the clean package (`--examples` of an operation), up to its first failure.
With `--json` what is known is not asked again, but for mutants that survived with `--again`;
`--write` puts the numbers into `docs/power.md`.
Some hours of one core, most of them for Schemathesis.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.changed import (
    Lines,
    Mutant,
    Sample,
    WireFault,
    drawn,
    excuses,
    found,
    likely,
    mutants,
    record,
    touched_by,
)
from benchmarks.forks import GONE, HANGS, answers, forked, received, silent, tell, watched
from benchmarks.power_told import told, written
from contracts.loader import API
from suites.asking import planned
from suites.law import Profile
from suites.plan import Plan
from tests.wire.tables import FAULTS

SEED = 20261127
_TOOL = "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())"
_PATIENCE = 900  # seconds that Schemathesis may take for one defect

PROFILES: tuple[Profile, ...] = ("smoke", "standard")

Thing = Mutant | WireFault
Known = dict[str, dict[str, str]]  # name -> who asked -> what was noticed first, "" for nothing


class Plans(NamedTuple):
    """What both profiles ask."""

    smoke: Plan
    standard: Plan


def main() -> None:
    """Ask, print, and write where that is wanted."""
    options = _options()
    known: Known = json.loads(options.json.read_text("utf-8")) if options.json.exists() else {}
    sample = _ask_suites(known, options)
    things: list[Thing] = [*map(WireFault, FAULTS), *sample.mutants]
    outside = _outside(things, known, options)
    _ask_outside([thing for thing in outside if "schemathesis" not in known[thing.name]],
                 known, options)  # fmt: skip
    for one in outside:
        assert "schemathesis" in known[one.name]
    kinds = {"wire": list(FAULTS), "source": [mutant.name for mutant in sample.mutants]}
    asked = [thing.name for thing in outside]
    text = told(kinds, known, excuses(), asked, options.examples, sample.idle)
    print(text)
    if options.write:
        written(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--outside", type=int, default=15, help="of each kind, for Schemathesis")
    parser.add_argument("--examples", type=int, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", type=Path, default=Path("power.json"))
    parser.add_argument("--again", action="store_true", help="ask again the mutants that survived")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _ask_suites(known: Known, options: argparse.Namespace) -> Sample:
    """Hold both profiles against what is not known yet, and return which mutants were drawn."""
    plans = Plans(planned(API, "smoke"), planned(API, "standard"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = dict[Profile, Lines]()
        for profile, plan in zip(PROFILES, plans, strict=True):
            lines[profile] = forked(record, plan, profile, folder / profile)[0].recv()
        sample = drawn(mutants(), options.mutants, options.seed, lines["standard"])
        things: list[Thing] = [*map(WireFault, FAULTS), *sample.mutants]
        left = [thing for thing in things if _open(thing, known, options.again)]
        work = partial(_both, plans=plans, folder=folder, lines=lines)
        for thing, answer in answers(left, work, options.workers):
            both = isinstance(answer, dict)
            known[thing.name] = answer if both else dict.fromkeys(PROFILES, answer)
            _keep(thing, known, options.json)
    return sample


def _open(thing: Thing, known: Known, again: bool) -> bool:
    """Whether a thing has to be asked."""
    survived = again and isinstance(thing, Mutant) and not known.get(thing.name, {}).get("standard")
    return thing.name not in known or survived


def _keep(thing: Thing, known: Known, path: Path) -> None:
    print(f"{thing.name}: {known[thing.name]}", flush=True)
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def _both(
    pipe: Connection, thing: Thing, plans: Plans, folder: Path, lines: Mapping[Profile, Lines]
) -> None:
    """Answer which claim of a smoke run breaks first, and which of a standard run."""
    silent()
    watched(pipe)
    try:
        quick, where = _noticed(thing, plans.smoke, "smoke", folder, partial(watched, pipe), lines)
    except Exception:  # noqa: BLE001 - a mutant may raise whatever there is
        tell(pipe, GONE)
    beat = partial(watched, pipe, {"smoke": quick, "standard": HANGS})
    whole, _ = _noticed(thing, plans.standard, "standard", folder, beat, lines, where)
    tell(pipe, {"smoke": quick, "standard": whole})


def _noticed(
    thing: Thing, plan: Plan, profile: Profile, folder: Path, beat: Callable[[], None],
    lines: Mapping[Profile, Lines], where: str = "",
) -> tuple[str, str]:  # fmt: skip
    """Return the first claim of a profile that breaks, and its group."""
    bench = thing.bench(plan, profile)
    first = [group for group in plan.groups if group.id == where]
    if isinstance(thing, Mutant):
        first += likely(thing, plan, lines[profile])
    noticed = found(bench, first, beat)
    if noticed[0]:
        return noticed
    groups = list(plan.groups)
    if isinstance(thing, Mutant):
        groups = touched_by(thing, plan, folder / profile, lines[profile])
    return found(bench, groups, beat)


def _outside(things: Sequence[Thing], known: Known, options: argparse.Namespace) -> list[Thing]:
    """Return what Schemathesis is asked of: some of each kind, of what is counted."""
    reason = excuses()
    chosen: list[Thing] = []
    for kind in (WireFault, Mutant):
        counted = [
            thing for thing in things if isinstance(thing, kind)
            and known[thing.name]["standard"] != GONE
            and (known[thing.name]["standard"] or not reason(thing.name))
        ]  # fmt: skip
        random.Random(options.seed).shuffle(counted)
        chosen += counted[: options.outside]
    return chosen


def _ask_outside(things: Sequence[Thing], known: Known, options: argparse.Namespace) -> None:
    """Let Schemathesis ask each, after it found nothing on what is clean."""
    if not things:
        return
    with tempfile.TemporaryDirectory() as name:
        document = Path(name) / "openapi.json"
        command = [sys.executable, "-m", "assay", "export", "openapi", "--out", str(document)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own module
        clean = _heard(WireFault(""), document, options)
        if clean:
            message = f"Schemathesis complains of the clean sandbox: {clean}"
            raise SystemExit(message)
        for thing in things:
            known[thing.name]["schemathesis"] = _heard(thing, document, options)
            _keep(thing, known, options.json)


def _heard(thing: Thing, document: Path, options: argparse.Namespace) -> str:
    """Return what Schemathesis complains of first, "" when it ends content."""
    pipe, server = forked(_serve, thing)
    told_of: Any = received(pipe)
    if told_of == GONE:
        return GONE
    url, key = told_of
    try:
        done = subprocess.run(  # noqa: S603 - the installed package
            [sys.executable, "-c", _TOOL, "run", str(document), "--url", url,
             "--header", f"Authorization: Bearer {key}", "--seed", str(options.seed),
             "--max-examples", str(options.examples), "--max-failures", "1", "--no-color"],
            capture_output=True, check=False, cwd=document.parent, timeout=_PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return HANGS
    finally:
        server.kill()
        server.join()
    said = done.stdout.decode().splitlines()
    kinds = [line.strip() for line in said if line.strip().startswith(("- ", "❌"))]
    return "" if done.returncode == 0 else next(iter(kinds), f"exit code {done.returncode}")


def _serve(pipe: Connection, thing: Thing) -> None:
    """Serve a changed sandbox until this fork is killed."""
    silent()
    bench = thing.bench(planned(API, "smoke"))
    from sandbox.auth import SECRET  # noqa: PLC0415 - after the change

    pipe.send((bench.url, getattr(bench, "key", SECRET)))
    signal.pause()


if __name__ == "__main__":
    main()
