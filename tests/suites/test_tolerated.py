"""What servers may do is no breach of theirs, and what they do wrongly is told once.

A proxy stands before the sandbox and does one thing in another way; everything else is the sandbox.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.running import Outcome
from tests.suites.faults import Fault, objects
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Respond

INTENTS = "/v1/payment_intents"
HOLDERS = "/v1/issuing/cardholders"
BAD = ("fail", "warn", "error")
VERSION = "2026-04-22.dahlia"


def said(outcome: Outcome, *statuses: str) -> dict[str, str]:
    """Return what was said of each claim that has one of the statuses."""
    found = outcome.results["verdicts"]
    return {v["id"]: v["message"] for v in found if v["status"] in (statuses or BAD)}


def _created(call: Call) -> bool:
    return call.method == "POST" and call.path == INTENTS


def lax() -> Fault:
    """Take any currency and any amount of an intent, keep them as they were sent, list them so."""
    kept: dict[str, dict[str, Any]] = {}

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        sent = dict(call.pairs)
        wrong = _created(call) and answer.status == 400
        if wrong and answer.json["error"].get("param") in ("amount", "currency"):
            sent = {"amount": "2000", "currency": "usd", **sent}
            pairs = [("amount", "2000"), ("currency", "usd")]
            made = forward(call.having(pairs))
            if made.status == 200:
                kept[made.json["id"]] = {n: sent[n] for n in ("amount", "currency")}
                answer = made
        if answer.status != 200:
            return answer
        body = answer.json
        for item in body["data"] if isinstance(body.get("data"), list) else [body]:
            item.update(kept.get(item.get("id"), {}))
        return answer.saying(body)

    return fault


def refusal(code: str, param: str) -> Answer:
    """Refuse one parameter."""
    error = {"type": "invalid_request_error", "code": code, "param": param, "message": "No."}
    headers = {"Request-Id": f"req_{code}{param}", "Stripe-Version": VERSION}
    return Answer(400, json.dumps({"error": error}).encode(), headers)


def unclearing(call: Call, forward: Respond) -> Answer:
    """Refuse every empty text."""
    empty = [name for name, value in call.pairs if not value and call.method == "POST"]
    return refusal("parameter_invalid_empty", empty[0]) if empty else forward(call)


def arrays_kept(call: Call, forward: Respond) -> Answer:
    """Refuse to clear arrays."""
    lists = ("preferred_locales", "blocked_categories", "allowed_categories", "spending_limits")
    names = [n for n, v in call.pairs if not v and n.rstrip("]").rpartition("[")[2] in lists]
    return refusal("parameter_invalid_empty", names[0]) if names else forward(call)


def counted(call: Call, forward: Respond) -> Answer:
    """Tell beside each list how many objects there are."""
    answer = forward(call)
    body = answer.json if answer.status == 200 else {}
    return answer.saying({**body, "total_count": 3}) if body.get("object") == "list" else answer


def sourced(item: dict[str, Any]) -> None:
    """Name a source in each intent."""
    item["source"] = "card_1AssaySource"


def later(call: Call, forward: Respond) -> Answer:
    """Have raised the longest explanation to 2,500 letters."""
    long = [(n, v[:1500] if 1500 < len(v) <= 2500 else v) for n, v in call.pairs]
    return forward(call.having(long)) if call.method == "POST" else forward(call)


def echoed_elsewhere() -> Fault:
    """Know 200 for every id, and show the id that was asked for."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        name = call.path.removeprefix(f"{HOLDERS}/")
        if call.method != "GET" or answer.status != 404 or "/" in name:
            return answer
        listed = forward(replace(call, path=HOLDERS, query="limit=1"))
        found = listed.json["data"]
        return listed.saying({**found[0], "id": name}) if found else answer

    return fault


TABLE: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "arrays that are not cleared": (arrays_kept, (
        "issuing.cardholder.update.unset*", "issuing.cardholder.update.response.*",
        "issuing.cardholder.update.empty*",
    )),
    "a count beside a list": (counted, (
        "issuing.cardholder.list.response.*", "payment_intent.list.response.list_envelope",
    )),
    "a source that nobody can expand": (objects(sourced), ("payment_intent.retrieve.expand*",)),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_nothing_is_reported(name: str) -> None:
    outcome = through(*TABLE[name], seeded=True)
    assert not said(outcome)
    assert outcome.results["totals"]["pass"] > 5


def test_a_value_that_was_sent_to_be_refused_is_demanded_from_nobody() -> None:
    outcome = through(lax(), ("payment_intent.create.*", "payment_intent.list.response.*",
                              "payment_intent.cancel.response.*"))  # fmt: skip
    wrong = said(outcome)
    assert "payment_intent.create.type.amount" in wrong
    assert "payment_intent.create.enum.currency" in wrong
    assert not [name for name in wrong if ".response." in name]
    passed = outcome.ids("pass")
    assert "payment_intent.create.response.sent_values" in passed
    assert "payment_intent.list.response.currency" in passed
    assert "payment_intent.list.response.response_table" in passed


def test_an_id_that_assay_made_up_is_no_id_of_the_server() -> None:
    outcome = through(echoed_elsewhere(), ("issuing.cardholder.retrieve.response.id_prefix",
                                           "issuing.cardholder.retrieve.unknown_id*"))  # fmt: skip
    assert list(said(outcome)) == ["issuing.cardholder.retrieve.unknown_id",
                                   "issuing.cardholder.retrieve.unknown_id.other_kind"]  # fmt: skip
    assert outcome.ids("pass") == ["issuing.cardholder.retrieve.response.id_prefix"]


def test_a_value_that_is_lost_is_told_once() -> None:
    def forgets(item: dict[str, Any]) -> None:
        item.update({"phone_number": None})

    globs = ("issuing.cardholder.create.echo*", "issuing.cardholder.create.response.*")
    outcome = through(objects(forgets, f"POST {HOLDERS}"), globs)
    assert list(said(outcome)) == ["issuing.cardholder.create.echo.phone_number"]
    found = outcome.verdict("issuing.cardholder.create.response.sent_values")
    assert found["status"] == "pass"


def test_who_refuses_to_clear_breaks_what_says_that_it_clears_and_no_limit() -> None:
    outcome = through(unclearing, ("issuing.cardholder.update.*", "payment_intent.capture.meta*"))
    wrong = said(outcome, "fail")
    assert wrong.keys() >= {
        "issuing.cardholder.update.metadata.delete_all",
        "issuing.cardholder.update.metadata.delete_key",
        "payment_intent.capture.metadata.delete_all",
        "payment_intent.capture.metadata.delete_key",
        "issuing.cardholder.update.unset.individual[card_issuing][user_terms_acceptance][user_agent]",
    }
    assert {name.split(".")[-1].partition("[")[0] for name in wrong} == {
        "delete_all", "delete_key", "individual",
    }  # fmt: skip
    held = outcome.ids("pass")
    for law in ("limit_keys", "limit_key", "limit_value", "texts", "set", "merge"):
        assert f"issuing.cardholder.update.metadata.{law}" in held
    assert "payment_intent.capture.metadata.merge" in held


def test_a_limit_that_was_raised_since_is_no_breach() -> None:
    outcome = through(later, ("issuing.dispute.update.length.evidence*explanation*",), seeded=True)
    assert not said(outcome)
    assert len(outcome.ids("pass")) == 7
