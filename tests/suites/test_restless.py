"""Servers whose answers are made up each time: what holds by chance of them earns nothing, and
what they do by themselves is no doing of what was sent.

A proxy stands before the sandbox and plays them.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests.suites.faults import Fault
from tests.suites.proxied import through, told
from tests.suites.servers import Answer, Call, Respond

HOLDERS = "/v1/issuing/cardholders"
_NUMBER = itertools.count()


def _made_up(answer: Answer, name: str) -> Answer:
    """Return an answer about some cardholder of that id, unlike any before."""
    own = {"id": name, "object": "issuing.cardholder", "name": f"Jenny {next(_NUMBER)}"}
    return replace(answer, status=200).saying({**answer.json, **own})


def others(call: Call, forward: Respond) -> Answer:
    """List cardholders that were never listed before, and find any id."""
    answer = forward(call.having([pair for pair in call.pairs if "ich_made" not in pair[1]]))
    if call.method == "GET" and call.path.startswith(f"{HOLDERS}/") and answer.status == 404:
        return _made_up(answer, call.path.rpartition("/")[2])
    if call.method != "GET" or call.path != HOLDERS or answer.status != 200:
        return answer
    items = [{**item, "id": f"ich_made{next(_NUMBER)}"} for item in answer.json["data"]]
    return answer.saying({**answer.json, "data": items})


def one_moment(call: Call, forward: Respond) -> Answer:
    """Show all cardholders as made in one second."""
    answer = forward(call)
    if not call.path.startswith(HOLDERS) or answer.status != 200:
        return answer
    body = answer.json
    for item in body.get("data", [body]):
        item["created"] = 1700000000
    return answer.saying(body)


def never_the_same(call: Call, forward: Respond) -> Answer:
    """Show a cardholder with another name each time, and change none."""
    if not call.path.startswith(f"{HOLDERS}/"):
        return forward(call)
    if call.method == "POST":
        headers = {n: v for n, v in call.headers.items() if n != "idempotency-key"}
        answer = forward(replace(call, headers=headers))
        if answer.status != 200:
            return answer
    answer = forward(replace(call, method="GET", body="", query=""))
    return _made_up(answer, call.path.rpartition("/")[2]) if answer.status == 200 else answer


def never_done(call: Call, forward: Respond) -> Answer:
    """Show a cardholder with another name each time, and do nothing to any."""
    if not call.path.startswith(f"{HOLDERS}/"):
        return forward(call)
    answer = forward(replace(call, method="GET", body="", query=""))
    return _made_up(answer, call.path.rpartition("/")[2]) if answer.status == 200 else answer


TABLE: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "lists that are others each time": (others, (
        "issuing.cardholder.list.law.exclusive", "issuing.cardholder.list.law.entries",
    )),
    "objects of one second": (one_moment, (
        "issuing.cardholder.list.pagination.newest_first",
    )),
    "objects that are never the same": (never_the_same, (
        "issuing.cardholder.update.required.unchanged",
        "issuing.cardholder.update.auth.unchanged_by_strangers",
    )),
    "updates that are not done": (never_done, ("issuing.cardholder.update.lasting",)),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_nothing_is_said(name: str) -> None:
    fault, globs = TABLE[name]
    outcome = through(fault, globs)
    assert not told(outcome)
    assert len(outcome.ids("not_testable")) >= len(globs)
