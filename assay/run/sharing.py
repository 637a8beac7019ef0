"""How the groups of a run are shared out to workers that each ask several at a time.

A worker that asks one group after the other is handed the next bundle when it has done with one.
One that waits for a far target has many under way, and so knows from the start which bundles are
its own: those of the plan are laid on the workers, the longest first, each on the one that has
least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from suites.plan import Group
from suites.pool import weight


def shares(groups: Iterable[Group], workers: int) -> dict[str, int]:
    """Return which worker, from 0 on, asks each bundle. It depends on the groups alone."""
    lengths: Counter[str] = Counter()
    for group in groups:
        lengths[group.bundle] += weight(group)
    laid = dict.fromkeys(range(workers), 0)
    found = {}
    for bundle, length in sorted(lengths.items(), key=lambda entry: (-entry[1], entry[0])):
        found[bundle] = worker = min(laid, key=laid.__getitem__)
        laid[worker] += length
    return found


def number(worker: str) -> int | None:
    """Return the number of a worker by the name that pytest-xdist gives it: 3 of `gw3`."""
    digits = worker.removeprefix("gw")
    return int(digits) if digits.isascii() and digits.isdigit() else None
