"""Idempotency keys at their limits, of declines, of requests that race (G-109 to G-111)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import SAME_BORN, Claim, Lab, Sender, said
from suites.looking.likeness import observed, resembles
from suites.scope import operations
from suites.test_idempotency import LONGEST, OWN, claim_of, listed

RACERS = 4
DECLINES = "payment_intent.create"
_BUSY = (409, 429)  # a key in use, a lock, a limit (G-20, G-109)


def together(lab: Lab, send: Callable[[Sender], Exchange]) -> list[Exchange]:
    """Send something by several connections at the same moment and return the answers."""
    start = threading.Barrier(RACERS)
    senders = [lab.twin_sender(f"race{number}") for number in range(RACERS)]

    def one(sender: Sender) -> Exchange:
        start.wait()
        return send(sender)

    with ThreadPoolExecutor(RACERS) as pool:
        return list(pool.map(one, senders))


def _creates(operation: Operation) -> bool:
    return operation.kind == "create"


@pytest.mark.parametrize("operation", operations(_creates))
def test_race(lab: Lab, operation: Operation) -> None:
    """Of requests that race with one key one has an effect (G-109)."""
    claim = claim_of(operation, "race", "G-109")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    try:
        form = lab.provision.fill({**smallest(operation), **OWN.get(operation.id, ({}, ""))[0]})
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    key = lab.provision.unique()
    message = lab.message("POST", operation.path, form=form, operation=operation.id,
                          idempotency_key=key)  # fmt: skip
    raced = together(lab, lambda sender: sender.send(message))
    for exchange in raced:
        lab.examine(exchange, operation)
    _judge(lab, claim, operation, form, raced)


def _judge(
    lab: Lab, claim: Claim, operation: Operation, form: dict[str, Any], raced: list[Exchange]
) -> None:
    if any(exchange.response is None for exchange in raced):
        lab.broken(claim, "an answer to each", "no response", *raced)
        return
    made = [e for e in raced if resembles(e, operation)]
    others = [e for e in raced if e not in made]
    if not made:
        lab.untestable(claim, f"none was accepted ({said(raced[0])})", *raced)
        return
    ids = {e.body["id"] for e in made}
    if operation.id in OWN:
        found = listed(lab, operation, form)
        ids |= set(found) if isinstance(found, list) else set()
    good = len(ids) == 1 and all(e.status in _BUSY for e in others)
    if good and lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, *raced)
        return
    statuses = sorted(e.status or 0 for e in raced)
    lab.held(claim, good, "one object; each answer it, 409 or 429",
             f"{len(ids)} objects, statuses {statuses}", *raced)  # fmt: skip


@pytest.mark.parametrize("operation", operations(lambda o: o.id == DECLINES))
def test_declined(lab: Lab, operation: Operation) -> None:
    """A decline is remembered with its key: nothing is tried again (G-110)."""
    claim = claim_of(operation, "decline_replayed", "G-110")
    recipe = lab.contracts.recipe("payment_intent", "declined")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id) or recipe is None:
        return
    form, key = lab.provision.fill(recipe.steps[0].form), lab.provision.unique()
    first, again = (lab.call(operation, form, idempotency_key=key) for _ in range(2))
    alone = lab.call(operation, form)
    names = [_declined(e) for e in (first, again, alone)]
    if not names[0] or not names[2]:
        lab.untestable(claim, f"the card was not declined ({said(first)})", first, alone)
        return
    good = names[0] == names[1] and names[2] != names[0]
    lab.held(claim, good, f"{names[0]} again, declined", f"{said(again)}, {names[1]}", again, first)


def _declined(exchange: Exchange) -> str:
    """Return the id of the intent that a decline tells of, or ""."""
    intent = exchange.error_body.get("payment_intent")
    found = intent.get("id") if exchange.status == 402 and isinstance(intent, dict) else ""
    return str(found or "")


_KEYS: tuple[tuple[str, Callable[[str], str], bool], ...] = (
    ("key_longest", lambda text: text.ljust(LONGEST, "k"), True),
    ("key_too_long", lambda text: text.ljust(LONGEST + 1, "k"), False),
    ("key_empty", lambda _text: "", False),
)


@pytest.mark.parametrize("operation", operations(_creates))
def test_keys(lab: Lab, operation: Operation) -> None:
    """A key has 1 to 255 characters (G-111)."""
    if lab.profile == "smoke" or (lab.profile != "thorough" and operation.id != DECLINES):
        return
    for rule, key, accepted in _KEYS:
        claim = claim_of(operation, rule, "G-111", "should")
        if not lab.judge.asked(claim.id):
            continue
        twin = lab.minimal(operation)
        if isinstance(twin, str) or not resembles(twin, operation):
            lab.untestable(claim, "the request is not accepted without a key")
            continue
        text = key(lab.provision.unique())
        try:
            if accepted:
                _remembered(lab, claim, operation, text)
                continue
            form = lab.provision.fill(smallest(operation))
            answer = lab.call(operation, form, idempotency_key=text)
            lab.held(claim, answer.status == 400, "status 400", said(answer), answer, twin)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))


def _remembered(lab: Lab, claim: Claim, operation: Operation, text: str) -> None:
    """Judge whether a key makes one object of two requests, where a short key does.

    Raises Unavailable.
    """
    good, seen, short = _one_of_two(lab, operation, lab.provision.unique())
    if not good:
        lab.untestable(claim, f"a short key makes no one object either ({seen})", *short)
        return
    if lab.same_born(operation):
        lab.untestable(claim, SAME_BORN, *short)
        return
    good, seen, long = _one_of_two(lab, operation, text)
    lab.held(claim, good, "one object", seen, *long)


def _one_of_two(lab: Lab, operation: Operation, key: str) -> tuple[bool, str, list[Exchange]]:
    """Send the same twice; return whether one object was made, what was seen, the exchanges.

    What the form names is made for it: some objects can be named once. Raises Unavailable.
    """
    form = lab.provision.fill(smallest(operation))
    first, again = (lab.call(operation, form, idempotency_key=key) for _ in range(2))
    good = resembles(first, operation) and again.body.get("id") == first.body["id"]
    seen = said(first) if not first.accepted else f"two answers: {observed(first)}, then "
    seen += "" if not first.accepted else observed(again) if again.accepted else said(again)
    return good, seen, [again, first]
