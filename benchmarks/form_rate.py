"""How many valid forms a second Hypothesis draws: ours against Schemathesis, from the same tables.

Run it as `python -m benchmarks.form_rate [--json] [--examples N] [--theirs N]`. Both are drawn by
`@given` with an empty test, in this process, one after the other, in processor time of one core.
Schemathesis reads the OpenAPI document that `contracts.openapi` exports from the tables our
strategies read. All take part in each of a few rounds, and all rounds count: each has another seed,
and what Schemathesis draws, and how long it takes, differs much from seed to seed.
`hypothesis_alone` is one draw of a few bytes of which nothing is made: no form can be faster.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from contracts import load
from contracts.openapi import export
from strategies.forms import MAX_OPTIONAL, forms
from strategies.tape import tapes

OPERATIONS = ("POST /v1/issuing/cardholders", "POST /v1/payment_intents")
FLOOR = 400  # forms a second
FACTOR = 20  # times what Schemathesis draws
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Rate:
    """Forms drawn a second of processor time, and the values that one form holds on average."""

    forms: float
    values: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A strategy to measure, how often it is drawn from, and the form in what is drawn."""

    strategy: SearchStrategy[Any]
    examples: int
    body: Callable[[Any], Any]


def rates(contenders: list[Contender]) -> list[Rate]:
    """Return how fast Hypothesis draws from each; all take part in each round."""
    rounds = [[_round(one, number) for one in contenders] for number in range(ROUNDS)]
    return [_whole(found) for found in zip(*rounds, strict=True)]


def _whole(rounds: Iterable[Round]) -> Rate:
    drawn, held, seconds = (sum(column) for column in zip(*rounds, strict=True))
    return Rate(drawn / seconds, held / drawn)


class Round(NamedTuple):
    """Forms drawn, the values they hold, and the seconds of processor time it took."""

    drawn: int
    held: int
    seconds: float


def _round(contender: Contender, number: int) -> Round:
    drawn = held = 0

    @seed(number)
    @settings(
        max_examples=contender.examples, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(contender.strategy)
    def draw(value: Any) -> None:
        nonlocal drawn, held
        drawn += 1
        held += leaves(contender.body(value))

    gc.collect()
    gc.freeze()  # what was loaded before is not looked through again and again, for all
    start = time.process_time()
    draw()
    return Round(drawn, held, time.process_time() - start)


def leaves(value: Any) -> int:
    """Return how many values a form holds."""
    if isinstance(value, dict):
        return sum(leaves(inner) for inner in value.values())
    return sum(leaves(inner) for inner in value) if isinstance(value, list) else 1


def measure(examples: int, theirs: int) -> list[dict[str, Any]]:
    """Return one row for each operation: forms a second of both, and their ratio.

    Ours are drawn twice: from the rows that a plain account accepts, as a run does, and from all
    rows, as Schemathesis does; the slower of the two gives the ratio.
    """
    contracts = load()
    schema = schemathesis.openapi.from_dict(export(contracts))
    found = []
    for title in OPERATIONS:
        method, path = title.split(" ")
        operation = contracts.operation(title)
        plain, every, other, nothing = rates([
            Contender(forms(operation), examples, lambda form: form),
            Contender(forms(operation, plain_only=False), examples, lambda form: form),
            Contender(schema[path][method].as_strategy(), theirs, lambda drawn: drawn.body),
            Contender(tapes(MAX_OPTIONAL), examples, lambda _: {}),
        ])  # fmt: skip
        slower = min(plain.forms, every.forms)
        found.append({
            "operation": title,
            "ours": _shown(plain), "ours_all_rows": _shown(every), "schemathesis": _shown(other),
            "hypothesis_alone": _shown(nothing),
            "ratio": round(slower / other.forms, 1),
        })  # fmt: skip
    return found


def _shown(found: Rate) -> dict[str, float]:
    return {"forms_per_second": round(found.forms), "values_per_form": round(found.values, 1)}


def main() -> int:
    """Print the measurement. Returns 1 when fewer forms are drawn than promised."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--examples", type=int, default=1000, help="forms that we draw a round")
    parser.add_argument("--theirs", type=int, default=200, help="forms Schemathesis draws a round")
    options = parser.parse_args()
    found = measure(options.examples, options.theirs)
    fast = all(row["ours"]["forms_per_second"] >= FLOOR for row in found)
    if options.json:
        print(json.dumps({"rows": found, "floor": FLOOR, "wanted_ratio": FACTOR}, indent=2))
    else:
        for row in found:
            _print(row)
    return 0 if fast else 1


def _print(row: dict[str, Any]) -> None:
    print(row["operation"])
    for name in ("ours", "ours_all_rows", "schemathesis", "hypothesis_alone"):
        shown = row[name]
        print(f"  {name:16} {shown['forms_per_second']:6} forms/s"
              f"  {shown['values_per_form']:5} values a form")  # fmt: skip
    print(f"  ratio {row['ratio']} (wanted: {FACTOR}); floor {FLOOR} forms/s")


if __name__ == "__main__":
    raise SystemExit(main())
