"""How long the author of a mock waits for a handful of claims, from the start to the exit code.

    python -m benchmarks.inner_loop [OTHER]

Runs `assay run --only ID` against one sandbox on this machine, in turns for a few ids, and prints
the medians: seconds, and seconds of processor time of the run alone. OTHER is the folder of another
checkout, whose runs are made in turn with ours. Both are compiled, as an installed Assay is.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from assay.run.embedded import embedded
from contracts import load

HERE = Path(__file__).resolve().parent.parent
ROUNDS = 5
MOST = 1.5  # seconds that a handful of claims may take on an idle machine
IDS = (
    "payment_intent.capture.required",
    "payment_intent.retrieve.response.money",
    "issuing.card.list.pagination",
    "issuing.card.retrieve",  # an operation as a whole: with what Schemathesis draws, no handful
)


def run(checkout: Path, only: str, url: str, key: str) -> tuple[float, float]:
    """Return the seconds, and those of processor time, of one run that has to pass."""
    environment = {**os.environ, "PYTHONPATH": str(checkout), "ASSAY_API_KEY": key}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "assay", "run", "--base-url", url, "--only", only,
                   "--seed", "1", "--out", out]  # fmt: skip
        before, started = _spent(), time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, env=environment, capture_output=True, check=False, cwd=checkout
        )
        seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"{only} ended with {done.returncode}: {done.stdout.decode()[-500:]}")
    return seconds, _spent() - before


def _spent() -> float:
    """Return the processor time of the processes that have ended."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def main() -> None:
    """Measure and print; the first round, which compiles, is not counted."""
    checkouts = [HERE, *(Path(name).resolve() for name in sys.argv[1:2])]
    found = defaultdict(list)
    with embedded(load()) as (config, keys):
        for number in range(ROUNDS + 1):
            for only in IDS:
                for checkout in checkouts:
                    spent = run(checkout, only, str(config.base_url), keys.secret)
                    if number:
                        found[only, checkout].append(spent)
    for (only, checkout), every in found.items():
        seconds, processor = (median(part) for part in zip(*every, strict=True))
        name = only if checkout == HERE else f"{only} in {checkout}"
        print(f"{name}: {seconds:.2f} s, {processor:.2f} s of processor time")
    print(f"at most {MOST} s for a handful of claims, on an idle machine")


if __name__ == "__main__":
    main()
