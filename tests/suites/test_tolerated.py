"""What servers may do is no breach of theirs, and what they do wrongly is told once.

A proxy stands before the sandbox and does one thing in another way; everything else is the sandbox.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from contracts import load
from contracts.loader import API
from contracts.retired import retired
from harness.encoding import encode
from harness.exchange import Exchange, Request, Response
from suites.asking import planned
from suites.looking.echo import compare
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
    "arrays that are not cleared": (arrays_kept, ("issuing.cardholder.update.unset*",)),
    "a count beside a list": (counted, ("issuing.physical_bundle.list.response.*",)),
    "a source that nobody can expand": (objects(sourced), ("payment_intent.retrieve.expand*",)),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_nothing_is_reported(name: str) -> None:
    outcome = through(*TABLE[name], seeded=True)
    assert not said(outcome)
    assert outcome.results["totals"]["pass"] >= 5


def test_a_value_that_was_sent_to_be_refused_is_demanded_from_nobody() -> None:
    outcome = through(lax(), (
        "payment_intent.create.type.amount", "payment_intent.create.enum.currency",
        "payment_intent.create.response.sent_values", "payment_intent.list.response.currency",
        "payment_intent.list.response.response_table", "payment_intent.list.response.money",
    ))  # fmt: skip
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

    globs = ("issuing.cardholder.create.echo*", "issuing.cardholder.create.response.sent_values")
    outcome = through(objects(forgets, f"POST {HOLDERS}"), globs)
    assert list(said(outcome)) == ["issuing.cardholder.create.echo.phone_number"]
    found = outcome.verdict("issuing.cardholder.create.response.sent_values")
    assert found["status"] == "pass"


def test_who_refuses_to_clear_breaks_what_says_that_it_clears_and_no_limit() -> None:
    outcome = through(unclearing, (
        "issuing.cardholder.update.metadata*", "payment_intent.capture.metadata*",
        "issuing.cardholder.update.unset.individual*agent*",
    ))  # fmt: skip
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


def test_an_array_that_is_not_cleared_is_noted_and_one_that_is_kept_warned_of() -> None:
    def kept(call: Call, forward: Respond) -> Answer:
        rest = [(n, v) for n, v in call.pairs if (n, v) != ("preferred_locales", "")]
        return forward(call.having(rest)) if call.method == "POST" else forward(call)

    name = "issuing.cardholder.update.unset.array.preferred_locales"
    assert through(arrays_kept, (name,)).ids("noted") == [name]
    assert through(kept, (name,)).ids("warn") == [name]


def test_what_is_expanded_is_looked_for_in_the_object_that_was_asked() -> None:
    """The first answer shows a copy of another time; the second is of an object like the first."""
    seen: list[str] = []

    def once_stale(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        asks = call.method == "POST" and any(name.startswith("expand") for name, _ in call.pairs)
        if not asks or answer.status != 200 or seen:
            return answer
        seen.append(call.path)
        holder = {**answer.json["cardholder"], "email": "once@example.com"}
        return answer.saying({**answer.json, "cardholder": holder})

    outcome = through(once_stale, ("issuing.card.update.expand.posted",))
    assert seen
    assert not said(outcome)


def test_options_of_methods_that_an_intent_does_not_have_are_not_demanded() -> None:
    operation = load().operation("payment_intent.create")
    body = encode({"payment_method_options": {
        "card": {"setup_future_usage": "on_session"}, "p24": {"setup_future_usage": "none"},
    }})  # fmt: skip
    answer = {"id": "pi_1", "payment_method_types": ["card"], "payment_method_options": {}}
    response = Response(200, {}, json.dumps(answer).encode())
    asked = Exchange("e", operation.id, Request("POST", INTENTS, body=body), response, 0.0, 0.0)
    found = compare(operation, load(), asked) or []
    assert {difference.path: difference.probe for difference in found} == {
        "payment_method_options[card][setup_future_usage]": False,
        "payment_method_options[p24][setup_future_usage]": True,
    }


# -- passes that nothing earned --------------------------------------------------------------------


def test_no_copy_is_compared_for_a_row_that_no_answer_shows() -> None:
    claims = planned(API, "thorough").claims
    for row in ("off_session", "return_url", "use_stripe_sdk", "amount_details[line_items]"):
        assert f"payment_intent.create.copies.retrieved.{row}" not in claims
        assert f"payment_intent.create.copies.retrieved.{row}" in retired(API).gone


def test_a_state_shows_nothing_where_the_fields_that_it_speaks_of_are_left_out() -> None:
    def bare(item: dict[str, Any]) -> None:
        kept = ("id", "object", "created", "livemode", "status", "client_secret")
        for name in set(item) - set(kept):
            del item[name]

    name = "payment_intent.cancel.response.state_fields"
    outcome = through(objects(bare, f"POST {INTENTS}/*/cancel"), (name,))
    assert outcome.ids("not_testable") == [name]


def test_nothing_is_expanded_by_objects_that_always_stand_there() -> None:
    def always(call: Call, forward: Respond) -> Answer:
        kept = [(n, v) for n, v in call.pairs if not n.startswith("expand")]
        return forward(call.having(kept))

    name = "payment_intent.retrieve.response.expanded"
    assert through(always, (name,)).ids("pass") == []


def test_keys_do_not_matter_to_readings_of_a_server_that_knows_none() -> None:
    def keyless(call: Call, forward: Respond) -> Answer:
        kept = {name: v for name, v in call.headers.items() if name != "idempotency-key"}
        return forward(replace(call, headers=kept))

    name = "issuing.cardholder.retrieve.idempotency.on_get"
    outcome = through(keyless, (name,))
    assert outcome.verdict(name)["blocked_by"] == "issuing.cardholder.update.idempotency.replayed"


def test_objects_that_were_made_in_1970_are_warned_of() -> None:
    def early(item: dict[str, Any]) -> None:
        item["created"] = 10

    name = "issuing.cardholder.retrieve.response.times"
    assert through(objects(early, f"GET {HOLDERS}/*"), (name,)).ids("warn") == [name]


def test_a_move_that_changes_nothing_shows_nothing_where_nothing_ever_changes() -> None:
    def still(call: Call, forward: Respond) -> Answer:
        changes = call.method == "POST" and call.path.startswith(f"{HOLDERS}/")
        return forward(replace(call, method="GET", body="") if changes else call)

    name = "issuing.cardholder.update.transition.active"
    assert not through(still, (f"{name}*",)).ids("pass")
