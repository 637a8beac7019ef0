"""Holds the sandbox behind changes of the wire, and says what was noticed.

    python -m tests.wire tolerated [--profile P] [NAME…]   each alone; none may be noticed
    python -m tests.wire together [--profile P] [NAME…]    all compatible ones at once
    python -m tests.wire faults [--profile P] [NAME…]      each alone; each should be noticed

`--seed N` draws other requests, `--processes 2` sets how many runs go on at a time. Exit code 1:
something tolerated was noticed, or a fault was not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.wire.held import Held, held
from tests.wire.tables import FAULTS, TOLERATED, together


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.wire", description=__doc__)
    parser.add_argument("what", choices=("tolerated", "together", "faults"))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--profile", default="smoke", choices=("smoke", "standard", "thorough"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write what was found to this file")
    asked = parser.parse_args(arguments)
    table = FAULTS if asked.what == "faults" else TOLERATED
    names = asked.names or list(table)
    sets = [together(names)] if asked.what == "together" else [(name,) for name in names]
    hold = partial(held, profile=asked.profile, seed=asked.seed)
    found: list[Held] = []
    with ProcessPoolExecutor(asked.processes) as pool:
        for one in pool.map(hold, sets):
            found.append(one)
            print(one.told(), flush=True)
    noticed = sum(one.noticed for one in found)
    print(f"{noticed} of {len(found)} noticed")
    if asked.json:
        asked.json.write_text(json.dumps([one.plain() for one in found], indent=1), "utf-8")
    wanted = len(found) if asked.what == "faults" else 0
    return int(noticed != wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
