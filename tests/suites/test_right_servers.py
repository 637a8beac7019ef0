"""Right servers differ: none of what they are free to do otherwise is reported.

A proxy stands before the sandbox and does one thing in another way; everything else is the sandbox.
"""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from tests.suites.faults import Fault, objects
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Respond

HOLDERS = "issuing.cardholder.*"
INTENTS = ("payment_intent.list.*", "payment_intent.update.*")
BILLING = {"line1": "1 Main", "city": "Springfield", "country": "US", "postal_code": "94111"}


def shuffled(value: Any) -> Any:
    """Return a JSON value with the keys of its objects in another order."""
    if isinstance(value, dict):
        names = random.Random(len(value)).sample(list(value), len(value))
        return {name: shuffled(value[name]) for name in names}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


def rewritten(call: Call, forward: Respond) -> Answer:
    """Answer with other white space, order of keys, encoding of letters and header names."""
    answer = forward(call)
    body = json.dumps(shuffled(answer.json), indent=2, ensure_ascii=False).encode()
    headers = {name.lower(): value for name, value in answer.headers.items()}
    headers["Content-Type"] = "application/json; charset=utf-8"
    return replace(answer, body=body, headers=headers)


def newer(found: dict[str, Any]) -> None:
    """Add fields that no table knows."""
    found["brand_new"] = {"since": 2027, "by": None}
    found["brand_newer"] = None


def strangers(found: dict[str, Any]) -> None:
    """Add an object of a kind that no table knows, whose fields have the names of known ones."""
    inner = {"object": "stranger", "id": "1", "created": "2026-01-01", "amount": -1.5}
    inner |= {"currency": "USD", "livemode": True, "client_secret": "s", "status": 9}
    for name, part in found.items():
        if isinstance(part, dict) and name != "metadata" and "object" not in part:
            part["strange"] = [dict(inner)]
    kept = dict(found)
    found.clear()
    found.update({"strange": [None, inner], **kept})


def details_always(found: dict[str, Any]) -> None:
    """Show the details of an amount even when there are none."""
    if "amount_details" in found and found["amount_details"] is None:
        found["amount_details"] = {"tip": {}}


def blank_when_unset() -> Fault:
    """Show the payment method of an intent, once it was unset, as an empty text."""
    unset: set[str] = set()

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        sent = dict(call.pairs).get("payment_method") if call.method == "POST" else None
        name = call.path.removeprefix("/v1/payment_intents/")
        if sent is not None and answer.status == 200:
            (unset.discard if sent else unset.add)(name)
        if name in unset and answer.status == 200:
            return answer.saying({**answer.json, "payment_method": ""})
        return answer

    return fault


def busy() -> Fault:
    """Let one request in twenty-three be told to come again."""
    count = itertools.count(1)

    def fault(call: Call, forward: Respond) -> Answer:
        if next(count) % 23:
            return forward(call)
        error = {"type": "invalid_request_error", "code": "rate_limit", "message": "Slow down."}
        headers = {"Retry-After": "0.05", "Request-Id": f"req_busy{next(count)}",
                   "Stripe-Version": call.headers.get("stripe-version", "")}  # fmt: skip
        return Answer(429, json.dumps({"error": error}).encode(), headers)

    return fault


def neighbours(every: int = 4) -> Fault:
    """Let somebody else with the same key create a cardholder at every few requests."""
    count = itertools.count(1)

    def fault(call: Call, forward: Respond) -> Answer:
        if next(count) % every == 0 and "bearer" in call.headers.get("authorization", "").lower():
            pairs = [("name", "Somebody Else"), ("type", "individual")]
            pairs += [(f"billing[address][{name}]", text) for name, text in BILLING.items()]
            kept = {k: v for k, v in call.headers.items() if k != "idempotency-key"}
            forward(Call("POST", "/v1/issuing/cardholders", headers=kept).having(pairs))
        return forward(call)

    return fault


def known_before(call: Call, forward: Respond) -> Answer:
    """Have somebody of any telephone number that the list of cardholders is asked for."""
    wanted = dict(call.pairs).get("phone_number")
    if call.method != "GET" or call.path != "/v1/issuing/cardholders" or wanted is None:
        return forward(call)
    answer = forward(call.having([pair for pair in call.pairs if pair[0] != "phone_number"]))
    return answer.saying(_put(answer.json, "issuing.cardholder", "phone_number", wanted))


def sorted_sets(call: Call, forward: Respond) -> Answer:
    """Show lists of texts sorted, and each text once."""
    answer = forward(call)
    return answer.saying(_sorted(answer.json))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sorted(inner) for name, inner in value.items()}
    if isinstance(value, list):
        texts = all(isinstance(item, str) for item in value)
        return sorted(set(value)) if texts else [_sorted(item) for item in value]
    return value


def _bare(status: int) -> Answer:
    error = {"type": "invalid_request_error", "message": "Not for this account."}
    unique = f"req_bare{next(_NUMBERS)}"
    headers = {"Request-Id": unique, "Stripe-Version": "2026-04-22.dahlia"}
    return Answer(status, json.dumps({"error": error}).encode(), headers)


def without_issuing(call: Call, forward: Respond) -> Answer:
    """Refuse all of Issuing with 400, as to an account that was not enabled for it."""
    answer = forward(call)
    return _bare(400) if "/issuing" in call.path and answer.status != 401 else answer


def without_search(call: Call, forward: Respond) -> Answer:
    """Refuse every search with 400, as to an account of a country that has none."""
    answer = forward(call)
    return _bare(400) if call.path.endswith("/search") and answer.status != 401 else answer


def in_arrears(call: Call, forward: Respond) -> Answer:
    """Activate no card, since every cardholder has requirements that are past due."""
    cards = call.method == "POST" and call.path.startswith("/v1/issuing/cards")
    if cards and ("status", "active") in call.pairs:
        return _bare(400)
    answer = forward(call)
    due = {"disabled_reason": "requirements.past_due", "past_due": ["individual.dob.day"]}
    return answer.saying(_put(answer.json, "issuing.cardholder", "requirements", due))


def _put(value: Any, kind: str, name: str, inner: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _put(item, kind, name, inner) for key, item in value.items()}
        return {**found, name: inner} if value.get("object") == kind else found
    return [_put(item, kind, name, inner) for item in value] if isinstance(value, list) else value


def unversioned(call: Call, forward: Respond) -> Answer:
    """Say no version to a key that belongs to no account: which one would be in effect?"""
    answer = forward(call)
    if answer.status != 401:
        return answer
    kept = {k: v for k, v in answer.headers.items() if k.lower() != "stripe-version"}
    return replace(answer, headers=kept)


def without_room(call: Call, forward: Respond) -> Answer:
    """Have bundles that carry no text, and refuse designs with one."""
    texts = any(name.startswith("carrier_text") and value for name, value in call.pairs)
    answer = forward(call)
    if call.method == "POST" and texts and answer.status == 200:
        return _bare(400)
    features = dict.fromkeys(("card_logo", "second_line"), "optional")
    none = {**features, "carrier_text": "unsupported"}
    return answer.saying(_put(answer.json, "issuing.physical_bundle", "features", none))


def merged_details() -> Fault:
    """Merge the details of an amount, and refuse tax of a line beside tax of the whole (PI-18)."""
    taxed: set[str] = set()

    def fault(call: Call, forward: Respond) -> Answer:
        names = [name for name, _ in call.pairs if call.method == "POST"]
        if any(name.startswith("amount_details[tax]") for name in names):
            taxed.add(call.path)
        lines = any("[line_items]" in name and "[tax]" in name for name in names)
        return _bare(400) if lines and call.path in taxed else forward(call)

    return fault


def together(*faults: Fault) -> Fault:
    """Do several things otherwise at a time, the last one next to the sandbox."""

    def fault(call: Call, forward: Respond) -> Answer:
        way = forward
        for each in reversed(faults):
            way = partial(each, forward=way)
        return way(call)

    return fault


_NUMBERS = itertools.count(1)
TABLE: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "written otherwise, no version for an unknown key, a limit of requests, others at work": (
        together(rewritten, unversioned, busy(), neighbours()),
        (HOLDERS,),
    ),
    "fields and an object of tomorrow, details of an amount always shown, empty for unset": (
        together(objects(newer), objects(strangers), objects(details_always), blank_when_unset()),
        (*INTENTS, "*.mode"),
    ),
    "an account that others use all the time": (
        neighbours(1),
        ("issuing.cardholder.list.*", "issuing.cardholder.update.*"),
    ),
    "a number that was known before": (known_before, ("issuing.cardholder.list.filter.none.*",)),
    "sets that are sorted": (sorted_sets, (
        "issuing.cardholder.create.*", "financial_connections.session.create.*",
    )),
    "an account without Issuing": (without_issuing, (
        "issuing.*.accepts*", "issuing.*.transition.*", "payment_intent.list.*",
        "payment_intent.retrieve.*",
    )),
    "bundles without room for a text": (without_room, (
        "issuing.personalization_design.*.accepts*",
    )),
    "details that are merged": (merged_details(), ("payment_intent.update.accepts*",)),
    "an account without search": (without_search, (
        "payment_intent.search.*", "payment_intent.list.*", "payment_intent.retrieve.*",
    )),
    "cardholders that wait": (in_arrears, ("issuing.card.create.*", "issuing.card.update.*")),
}  # fmt: skip
LEAST = {"bundles without room for a text": 25, "details that are merged": 60,
         "a number that was known before": 1}  # fmt: skip


@pytest.mark.whole
@pytest.mark.parametrize("name", TABLE)
def test_nothing_is_reported(name: str) -> None:
    outcome = through(*TABLE[name], seeded=True)
    bad = ("fail", "warn", "error")
    said = [(v["id"], v["message"]) for v in outcome.results["verdicts"] if v["status"] in bad]
    assert not said
    assert outcome.results["totals"]["pass"] > LEAST.get(name, 100)
