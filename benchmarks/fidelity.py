"""Whether servers stand in the order in which reading their sources puts them.

    python -m benchmarks.fidelity localstripe=RUN emulate=RUN official=RUN

The order stands in `fidelity.yaml`, with what was read. Such servers had been measured before it
was written, so it is a reading to be checked and no forecast. RUN is the folder of a standard run;
all are of one plan. Counted are the planned musts that hold; what a server keeps as well that takes
everything and remembers nothing is told, and orders nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import yaml

ORDER = Path(__file__).with_suffix(".yaml")

Counted = tuple[str, int, int]  # a server, the musts that hold, and what such a server keeps too


def misplaced(found: Sequence[Counted]) -> list[str]:
    """Return the servers that hold no fewer musts than the one that should stand before them."""
    pairs = pairwise(found)
    return [after[0] for before, after in pairs if after[1] >= before[1]]


def counted(name: str, folder: Path) -> Counted:
    """Return what a run counted."""
    numbers = json.loads((folder / "results.json").read_text(encoding="utf-8"))["numbers"]
    return name, numbers["musts"]["held"], numbers["accepting"]["held"]


def main() -> None:
    """Print the servers in their order; exit 1 when the measure has another one."""
    order = [entry["name"] for entry in yaml.safe_load(ORDER.read_text(encoding="utf-8"))]
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("runs", nargs="+", metavar="NAME=RUN")
    given = dict(text.split("=", 1) for text in parser.parse_args().runs)
    if stray := given.keys() - set(order):
        parser.error(f"{', '.join(sorted(stray))}: the order has {', '.join(order)}")
    found = [counted(name, Path(given[name])) for name in order if name in given]
    for name, held, taking in found:
        print(f"{name}: {held} planned musts hold; apart from these {taking}")
    wrong = misplaced(found)
    print(f"out of their place: {', '.join(wrong)}" if wrong else "in the order that was written")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
