"""How many valid forms a second Hypothesis draws: ours against Schemathesis, from the same tables.

Run it as `python -m benchmarks.form_rate [--json] [--examples N] [--theirs N]`. Both are drawn by
`@given` with an empty test, in this process, one after the other, on one core. Schemathesis reads
the OpenAPI document that `contracts.openapi` exports from the tables our strategies read.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from contracts import load
from contracts.openapi import export
from strategies import forms

OPERATIONS = ("POST /v1/issuing/cardholders", "POST /v1/payment_intents")
FLOOR = 400  # forms a second
FACTOR = 20  # times what Schemathesis draws


def rate(strategy: SearchStrategy[Any], examples: int) -> float:
    """Return how many values of a strategy Hypothesis draws in a second."""
    drawn = 0

    @settings(
        max_examples=examples, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    @given(strategy)
    def draw(_value: Any) -> None:
        nonlocal drawn
        drawn += 1

    start = time.process_time()
    draw()
    return drawn / (time.process_time() - start)


def measure(examples: int, theirs: int) -> list[dict[str, Any]]:
    """Return one row for each operation: forms a second of both, and their ratio.

    Non-plain rows are drawn as well, so that both draw from the same rows.
    """
    contracts = load()
    schema = schemathesis.openapi.from_dict(export(contracts))
    found = []
    for title in OPERATIONS:
        method, path = title.split(" ")
        operation = contracts.operation(title)
        rate(forms(operation), 50)  # warm up
        ours = rate(forms(operation), examples)
        whole = rate(forms(operation, plain_only=False), examples)
        other = rate(schema[path][method].as_strategy(), theirs)
        found.append({
            "operation": title, "forms_per_second": round(ours, 1),
            "all_rows_per_second": round(whole, 1),
            "schemathesis_per_second": round(other, 1), "ratio": round(min(ours, whole) / other, 1),
        })  # fmt: skip
    return found


def main() -> int:
    """Print the measurement. Returns 1 when a promise of speed is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--examples", type=int, default=1500, help="forms that we draw")
    parser.add_argument("--theirs", type=int, default=100, help="forms that Schemathesis draws")
    options = parser.parse_args()
    found = measure(options.examples, options.theirs)
    kept = all(row["forms_per_second"] >= FLOOR and row["ratio"] >= FACTOR for row in found)
    if options.json:
        print(json.dumps({"rows": found, "floor": FLOOR, "factor": FACTOR, "kept": kept}, indent=2))
    else:
        for row in found:
            print(
                f"{row['operation']}: {row['forms_per_second']} forms/s, with all rows "
                f"{row['all_rows_per_second']}/s; Schemathesis {row['schemathesis_per_second']}/s; "
                f"ratio {row['ratio']}"
            )
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
