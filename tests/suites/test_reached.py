"""An action of one outcome answers with it; rows that go together stand in one form."""

from __future__ import annotations

import json
from typing import Any

from contracts import load
from harness.exchange import Exchange, Request, Response
from harness.verdict import Finding
from suites.conventions import conventions
from suites.laws.echo.together import _each
from suites.laws.response.reached import reached

API = load()
SPOKEN = conventions(API)


def _seen(name: str, **body: Any) -> list[tuple[str, str]]:
    operation = API.operation(name)
    answer = Response(200, {}, json.dumps(body).encode())
    exchange = Exchange("x1", name, Request("POST", "/v1/x"), answer, 0, 0, conventions=SPOKEN)
    found = reached.body(exchange, operation, API)
    return [(f.expected, f.observed) for f in found if isinstance(f, Finding)]


def test_a_dispute_that_was_submitted_is() -> None:
    told = _seen("issuing.dispute.submit", id="idp_1", status="unsubmitted")
    assert told == [("status submitted", 'status "unsubmitted"')]
    assert _seen("issuing.dispute.submit", id="idp_1", status="submitted") == []


def test_what_goes_on_by_itself_is_no_other_outcome() -> None:
    assert _seen("payment_intent.cancel", id="pi_1", status="processing") == []
    told = _seen("payment_intent.cancel", id="pi_1", status="requires_capture")
    assert told == [("status canceled, processing", 'status "requires_capture"')]


def test_actions_of_several_outcomes_are_left_to_their_cells() -> None:
    asked = {o.id for o in API.operations for _ in reached.each(o, API)}
    assert not {"payment_intent.confirm", "payment_intent.capture"} & asked
    assert {"issuing.dispute.submit", "financial_connections.account.disconnect"} <= asked


def test_a_form_holds_all_rows_that_go_together_and_displace_nothing() -> None:
    forms = {o.id: about.given for o in API.operations for about in _each(o, API)}
    rows = forms["issuing.cardholder.update"].rows
    assert {"email", "phone_number", "billing[address][city]"} <= set(rows)
    assert forms["issuing.cardholder.update"].form["email"] == "rosen@example.org"
    assert "preferences" not in forms["issuing.personalization_design.create"].form
    assert "issuing.settlement.update" not in forms
