"""What a creation does to others, and what is seen where two things come together."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from tests.running import Outcome
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Respond

CARDS, INTENTS = "/v1/issuing/cards", "/v1/payment_intents"
TOUCHED = "issuing.card.create.rejections.mentioned"
AGAIN, RAISED = "payment_intent.create.makes.apart", "payment_intent.cancel.expand.posted"
FILTERS, ENTRY = "payment_intent.list.filter.together", "payment_intent.cancel.copies.entry"
ASKED = (TOUCHED, AGAIN, RAISED, FILTERS, ENTRY)


class Spoiling:
    """A server with a defect of each of these kinds."""

    def __init__(self) -> None:
        self._made: dict[str, Answer] = {}  # by the address of the mail

    def __call__(self, call: Call, forward: Respond) -> Answer:
        """Answer a call."""
        sent = dict(call.pairs)
        if call.method == "GET" and call.path == INTENTS:
            return self._listed(call, forward)
        answer = forward(call)
        if call.method == "POST" and call.path == CARDS and answer.status == 400:
            self._note(call, sent.get("cardholder", ""), forward)
        if call.method == "POST" and call.path == INTENTS and answer.status == 200:
            mail = sent.get("receipt_email", "")
            return self._made.setdefault(mail, answer) if mail else answer
        if call.path.endswith("/cancel") and "expand[0]" in sent and answer.status == 200:
            return answer.saying({**answer.json, "description": "Another"})
        return answer

    def _listed(self, call: Call, forward: Respond) -> Answer:
        """Forget times beside a customer, and why an intent was canceled."""
        pairs = call.pairs
        if any(name == "customer" for name, _ in pairs):
            pairs = [pair for pair in pairs if not pair[0].startswith("created")]
        answer = forward(call.having(pairs))
        if answer.status != 200:
            return answer
        entries = [{**one, "cancellation_reason": None} for one in answer.json["data"]]
        return answer.saying({**answer.json, "data": entries})

    def _note(self, call: Call, holder: str, forward: Respond) -> None:
        """Note in the metadata of a cardholder that a card was refused."""
        path = f"/v1/issuing/cardholders/{holder}"
        forward(replace(call, path=path, body=urlencode({"metadata[refused]": "1"})))


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return through(Spoiling(), ASKED)


@pytest.mark.parametrize(
    ("claim", "seen"),
    [
        (TOUCHED, "changed: metadata"),
        (AGAIN, " again"),
        (RAISED, "others: description"),
        (FILTERS, "others: pi_"),
        (ENTRY, 'cancellation_reason null and not "requested_by_customer"'),
    ],
)
def test_it_is_told(outcome: Outcome, claim: str, seen: str) -> None:
    verdict = outcome.verdict(claim)
    assert verdict["status"] == "fail", (verdict, outcome.said)
    assert seen in verdict["observed"]
