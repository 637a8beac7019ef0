"""A made-up run of any size: a report is held to more claims than a server at hand has."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

from harness.claim import Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.verdict import Finding, Status, Verdict

_COLUMNS = ("valid forms", "required", "refusals", "updates", "lists", "expand", "lifecycles",
            "money", "races", "idempotency", "keys", "every answer")  # fmt: skip
_ACTIONS = ("create", "retrieve", "update", "list", "cancel", "search")
_FAMILIES = ("billing", "tax", "treasury", "terminal", "issuing", "climate", "radar", "capital")
_SHARES: dict[Status, float] = {
    "pass": 0.78, "fail": 0.12, "warn": 0.03, "not_testable": 0.06, "noted": 0.01,
}  # fmt: skip
_SHARED = 2  # claims that look at one exchange
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def run(claims: int = 10_000, operations: int = 600, seed: int = 1) -> Ledger:
    """Return a run of so many claims about so many operations, the same for a seed."""
    draw = random.Random(seed)
    resources = sorted({_resource(number) for number in range(operations // len(_ACTIONS))})
    named = [f"{resource}.{action}" for resource in resources for action in _ACTIONS][:operations]
    laws = {f"made_up.law_{n}": Law(f"made_up.law_{n}", column, says=f"Promise {n} is kept.")
            for n, column in enumerate(_COLUMNS * 4)}  # fmt: skip
    exchanges = {e.id: e for e in _exchanges(draw, named, claims // _SHARED)}
    verdicts = tuple(_verdicts(draw, named, tuple(laws), claims))
    header = {
        "run": "made-up", "base_url": "http://127.0.0.1:1", "profile": "standard", "seed": seed,
        "version": "0", "api_version": "v", "only": [], "resources": resources, "started": 1.0,
        "operations": {_title(name): name for name in named},
        "clauses": {f"G-{n}": f"What clause {n} says, in a few words" for n in range(400)},
        "sources": {f"G-{n}": f"L{n * 7}" for n in range(400)},
        "faults": {name: [f"{name}.forgotten", f"{name}.turned_round"] for name in laws},
    }  # fmt: skip
    return Ledger(header, exchanges, verdicts, {"seconds": 60, "finished": 61.0}, laws)


def _resource(number: int) -> str:
    return f"{_FAMILIES[number % len(_FAMILIES)]}.thing_{number:03}"


def _title(operation: str) -> str:
    resource, _, action = operation.rpartition(".")
    return f"POST /v1/{resource.replace('.', '/')}s/{{id}}/{action}"


def _id(draw: random.Random, prefix: str) -> str:
    return f"{prefix}_{''.join(draw.choices(_LETTERS, k=24))}"


def _exchanges(draw: random.Random, named: list[str], count: int) -> Iterator[Exchange]:
    for number in range(count):
        operation = named[number * len(named) // count]
        made = {f"field_{n}": draw.choice((None, n * 100, f"text {n}", {"part": n}, [n]))
                for n in range(28)}  # fmt: skip
        body = json.dumps({"id": _id(draw, "obj"), "object": "thing", **made}, indent=2)
        form = f"name=Assay&parent={_id(draw, 'par')}&amount={draw.randrange(9999)}"
        request = Request("POST", f"/v1/things/{_id(draw, 'obj')}", "", form, {"idempotency-key":
                          _id(draw, "key")})  # fmt: skip
        answer = Response(200, {"request-id": _id(draw, "req")}, body.encode())
        yield Exchange(f"m-{number:06}", operation, request, answer, 1 + number / 90,
                       draw.expovariate(200), group=f"g{number}")  # fmt: skip


def _verdicts(
    draw: random.Random, named: list[str], laws: tuple[str, ...], count: int
) -> Iterator[Verdict]:
    statuses = draw.choices(list(_SHARES), list(_SHARES.values()), k=count)
    for number, status in enumerate(statuses):
        operation, law = named[number * len(named) // count], laws[number % len(laws)]
        wrong = status in ("fail", "warn")
        observed = (
            f"{draw.choice(('status 400', 'nothing', 'null'))} {number % 700}" if wrong else ""
        )
        yield Verdict(
            f"{operation}.{law}.field_{number:05}[part]", f"G-{number % 400}", _title(operation),
            "should" if status == "warn" else "must", status,
            "what it needs could not be made" if status == "not_testable" else "",
            (f"m-{number // _SHARED:06}",) if status != "not_testable" else (),
            "status 200 with the object as it was sent" if wrong else "", observed, law=law,
            findings=(Finding("as it was sent", observed, "field"),) if wrong else (),
        )  # fmt: skip
