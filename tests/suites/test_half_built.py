"""A server that lacks one thing is judged by what it has, and no breach is made up.

A proxy stands before the sandbox and leaves one thing undone.
"""

from __future__ import annotations

import json

from tests.running import Outcome
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Respond

INTENTS = "/v1/payment_intents"
FLAG = '"incremental_authorization"'


def _refusing(message: str, **more: str) -> Answer:
    error = {"type": "invalid_request_error", "message": message, **more}
    return Answer(400, json.dumps({"error": error}).encode(), {"content-type": "application/json"})


def _status(outcome: Outcome, name: str) -> str:
    return next(str(v["status"]) for v in outcome.results["verdicts"] if v["id"] == name)


def methodless(call: Call, forward: Respond) -> Answer:
    """Confirm with the method that an intent has, and take none then."""
    names = {name for name, _ in call.pairs}
    if call.path.endswith("/confirm") and "payment_method" in names:
        return _refusing("Not implemented")
    return forward(call)


def test_an_intent_is_confirmed_with_the_method_that_it_has() -> None:
    found = through(methodless, (
        "payment_intent.confirm.accepts", "payment_intent.confirm.accepts.payment_method",
        "payment_intent.confirm.accepts.return_url", "payment_intent.confirm.empty.return_url",
        "payment_intent.confirm.auth.no_key",
        "payment_intent.confirm.decline.refused.declined",
        "payment_intent.confirm.dialect.encoded_brackets",
    ))  # fmt: skip
    assert set(found.ids("fail")) == {
        "payment_intent.confirm.accepts", "payment_intent.confirm.accepts.payment_method",
        "payment_intent.confirm.accepts.payment_method_types",  # of an intent that has none
    }  # fmt: skip
    assert set(found.ids("pass")) >= {
        "payment_intent.confirm.accepts.return_url", "payment_intent.confirm.empty.return_url",
        "payment_intent.confirm.auth.no_key",
        "payment_intent.confirm.dialect.encoded_brackets",
        "payment_intent.confirm.decline.refused.declined",
    }  # fmt: skip


CAPTURED = "payment_intent.capture.money.full.default"
DECLINED = "payment_intent.confirm.decline.refused.declined"
NO_FUNDS = "payment_intent.confirm.decline.refused.funds"


def in_two_calls(call: Call, forward: Respond) -> Answer:
    """Create intents, and confirm them afterwards only."""
    names = {name for name, _ in call.pairs}
    return _refusing("Unexpected") if call.path == INTENTS and "confirm" in names else forward(call)


def nothing_lent(call: Call, forward: Respond) -> Answer:
    """Know no payment method but those that were made."""
    if any(name == "payment_method" and "_card_" in value for name, value in call.pairs):
        return _refusing("No such one", code="resource_missing", param="payment_method")
    return forward(call)


def test_a_scene_begins_as_a_recipe_does_where_its_form_is_refused() -> None:
    assert through(in_two_calls, (CAPTURED,)).ids("pass") == [CAPTURED]


def test_what_is_made_stands_for_what_nobody_lends() -> None:
    found = through(nothing_lent, (DECLINED, NO_FUNDS))
    assert (_status(found, DECLINED), _status(found, NO_FUNDS)) == ("pass", "not_testable")


EMPTY = "payment_intent.create.empty.description"
ACCEPTS = "payment_intent.create.accepts.description"
LONGEST = f"{ACCEPTS}.longest"


def nameless(call: Call, forward: Respond) -> Answer:
    """Refuse a row that is documented, and do not say which."""
    names = {name for name, _ in call.pairs}
    return _refusing("Unexpected") if "description" in names else forward(call)


def named(call: Call, forward: Respond) -> Answer:
    """Refuse a row that is documented as its empty value is to be refused."""
    if any(name == "description" for name, _ in call.pairs):
        return _refusing("Empty", code="parameter_invalid_empty", param="description")
    return forward(call)


def test_how_a_broken_form_is_refused_counts_where_its_twin_is_refused_too() -> None:
    found = through(nameless, (ACCEPTS, EMPTY))
    assert set(found.ids("fail")) == {ACCEPTS, LONGEST, EMPTY}
    verdict = next(v for v in found.results["verdicts"] if v["id"] == EMPTY)
    assert verdict["root"] == ACCEPTS
    assert verdict["expected"] == ("error.code parameter_invalid_empty, error.param description")


def test_a_refusal_that_would_be_right_proves_nothing_there() -> None:
    found = through(named, (ACCEPTS, EMPTY))
    assert set(found.ids("fail")) == {ACCEPTS, LONGEST}
    verdict = next(v for v in found.results["verdicts"] if v["id"] == EMPTY)
    assert (verdict["status"], verdict["root"]) == ("not_testable", ACCEPTS)


RAISES = "payment_intent.increment_authorization.accepts"


def flagless(call: Call, forward: Respond) -> Answer:
    """Show nowhere whether an authorization can be raised."""
    answer = forward(call)
    if call.path.startswith(INTENTS) and FLAG.encode() in answer.body:
        return Answer(answer.status, answer.body.replace(FLAG.encode(), b'"other"'), answer.headers)
    return answer


def raiseless(call: Call, forward: Respond) -> Answer:
    """Show nowhere whether an authorization can be raised, and refuse to."""
    if call.path.endswith("/increment_authorization"):
        return _refusing("This card does not support it", code="operation_not_supported")
    return flagless(call, forward)


def test_an_action_is_tried_where_nothing_announces_it() -> None:
    assert _status(through(flagless, (RAISES,)), RAISES) == "pass"


def test_its_refusal_is_no_breach_there() -> None:
    found = through(raiseless, (f"{RAISES}*",))
    assert found.ids("fail") == []
    verdict = next(v for v in found.results["verdicts"] if v["id"] == RAISES)
    assert (verdict["status"], verdict["blocked_by"]) == ("not_testable", f"POST {INTENTS}")
