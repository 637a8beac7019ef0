"""Whether the HTML report can be lived with: its size, how soon it opens, keyboard, screen, paper.

    python -m benchmarks.report_page [--profile smoke] [LEDGER…]

Without ledgers it makes a run of the sandbox, one of a sandbox with faults, and a made-up one of
ten thousand claims about six hundred operations. Each is opened in the system's Chromium, in light,
in dark and as on a phone. At most: 3 MB, one second until it is loaded, 40 stops of Tab before the
list of claims, 20 printed pages; nothing of axe-core's rules may be broken, nothing be asked of the
network, nothing scroll sideways. Exit code 0: so it is, 1: it is not, 2: there is no browser.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.browsing import (
    PHONE,
    WIDE,
    Scheme,
    browser,
    missing,
    opened,
    printed,
    seen,
    soonest,
)
from benchmarks.many_claims import run as made_up
from harness.ledger import Ledger, load_ledger
from reports.formats import formats
from sandbox.auth import SECRET

SIZE, SOON, STOPS, PAPER = 3_000_000, 1000.0, 40, 20
FAULTS = ("echo.echo.nested_values_lost", "pagination.more_says.never",
          "transition.transition.refused_is_accepted")  # fmt: skip
_LOOKS: tuple[tuple[Scheme, int], ...] = (("light", WIDE), ("dark", WIDE), ("light", PHONE))


def ledgers(folder: Path, profile: str) -> Iterator[tuple[str, Ledger]]:
    """Yield the runs that a report is measured with."""
    yield "a clean sandbox", _run(folder / "clean", profile, [], os.environ)
    with _serving() as url:
        given = {**os.environ, "ASSAY_API_KEY": SECRET}
        yield "a bad server", _run(folder / "bad", profile, ["--base-url", url], given)
    yield "ten thousand claims", made_up()


@contextlib.contextmanager
def _serving() -> Iterator[str]:
    given = [part for fault in FAULTS for part in ("--fault", fault)]
    command = [sys.executable, "-m", "assay", "serve", "--port", "0", *given]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def _run(out: Path, profile: str, more: list[str], environment: Any) -> Ledger:
    command = [sys.executable, "-m", "assay", "run", "--seed", "1", "--profile", profile, "--out",
               str(out), *more]  # fmt: skip
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    return load_ledger(out / "ledger.ndjson")


def measured(chromium: Any, name: str, ledger: Ledger, folder: Path) -> bool:
    """Print what the report of a run is like; return whether it is as it should be."""
    form = next(form for form in formats() if form.file.endswith(".html"))
    before = time.process_time()
    path = form.write(ledger, folder)
    took, size = time.process_time() - before, path.stat().st_size
    print(f"{name}: {len(ledger.verdicts):,} claims, {size / 1e6:.2f} MB, made in {took:.1f} s")
    fine = size <= SIZE
    for scheme, width in _LOOKS:
        with opened(chromium, path, scheme, width) as page:
            found, paper = seen(page), printed(page)
        soon = soonest(chromium, path, scheme, width)
        print(f"  {scheme} {width}: open in {soon:.0f} ms, {found.stops} stops, "
              f"{paper} printed pages, axe {found.violations or 'clean'}, "
              f"{found.sideways} px sideways, {found.told or 'no errors'}")  # fmt: skip
        short = soon <= SOON and found.stops <= STOPS and paper <= PAPER
        fine = fine and found.fine and short
    return fine


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("ledgers", nargs="*", type=Path)
    arguments.add_argument("--profile", default="standard")
    given = arguments.parse_args()
    if missing():
        print(missing(), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name, browser() as chromium:
        folder = Path(name)
        named = ((str(path), load_ledger(path)) for path in given.ledgers)
        runs = named if given.ledgers else ledgers(folder, given.profile)
        return 0 if min([measured(chromium, *one, folder) for one in runs], default=False) else 1


if __name__ == "__main__":
    raise SystemExit(main())
