"""A refusal that changes the object is named, repeated, and not held against the next refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.running import Outcome
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Respond

ONLY = ("payment_intent.cancel.*",)
CULPRIT = "expand=scalar"


def _state_first(call: Call, forward: Respond) -> Answer:
    """Look at the state before the form, and cancel although one of the forms is refused."""
    keyed = "idempotency-key" in call.headers
    if keyed or call.method != "POST" or not call.path.endswith("/cancel"):
        return forward(call)
    known = forward(replace(call, method="GET", path=call.path.removesuffix("/cancel"), body=""))
    if known.json.get("status") == "canceled":
        return forward(replace(call, body=""))
    answer = forward(call)
    if call.body == CULPRIT:
        forward(replace(call, body=""))
    return answer


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return through(_state_first, ONLY)


def test_the_form_that_did_it_is_named(outcome: Outcome) -> None:
    verdict = outcome.verdict("payment_intent.cancel.rejections.unchanged")
    assert "status" in verdict["observed"]
    assert f"(sent {CULPRIT})" in verdict["observed"]


def test_its_exchanges_show_it_from_the_set_up_on(outcome: Outcome) -> None:
    verdict = outcome.verdict("payment_intent.cancel.rejections.unchanged")
    steps = [outcome.ledger.exchanges[name].request for name in verdict["exchanges"]]
    assert [step.method for step in steps[:4]] == ["POST", "GET", "POST", "GET"]
    assert steps[2].body == CULPRIT
    assert {step.method for step in steps[4:]} <= {"GET"}  # what its law looked at before


def test_no_other_refusal_is_blamed(outcome: Outcome) -> None:
    assert outcome.ids("fail") == ["payment_intent.cancel.rejections.unchanged"], outcome.said
    assert not outcome.ids("error")
