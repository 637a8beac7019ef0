"""What others make while refused requests are sent is not what these leave behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest

from harness.exchange import Exchange, Request, Response
from harness.ledger import LedgerWriter
from harness.siblings import Siblings
from sandbox.auth import SECRET
from tests.suites.proxied import through
from tests.suites.servers import FORM, Answer, Call, Reference

CARDHOLDERS = "/v1/issuing/cardholders"
CLAIM = "issuing.cardholder.create.required.nothing_left"
FORM_OF_ANOTHER = urlencode({
    "name": "Jenny Rosen", "type": "individual", "billing[address][line1]": "1 Main Street",
    "billing[address][city]": "Berlin", "billing[address][postal_code]": "10115",
    "billing[address][country]": "DE",
})  # fmt: skip


def _make_another(reference: Reference) -> Answer:
    headers = {"authorization": f"Bearer {SECRET}", "content-type": FORM}
    made = reference(Call("POST", CARDHOLDERS, "", FORM_OF_ANOTHER, headers))
    assert made.status == 200, made.body
    return made


def _unheard(_made: Answer) -> None:
    """Tell nobody of what was made."""


def _busy(
    every: int, when: Callable[[Call, Answer], bool], tell: Callable[[Answer], None] = _unheard
) -> Callable[[Call, Reference], Answer]:
    """Return a server on which somebody else makes a cardholder at every so many of some calls."""
    seen = 0

    def fault(call: Call, reference: Reference) -> Answer:
        nonlocal seen
        answer = reference(call)
        if when(call, answer):
            seen += 1
            if seen % every == 0:
                tell(_make_another(reference))
        return answer

    return fault


def _refused(call: Call, answer: Answer) -> bool:
    return call.method == "POST" and answer.status == 400 and b"_missing" in answer.body


@pytest.mark.parametrize("every", [1, 2])
def test_what_others_make_at_any_time_is_no_breach(every: int) -> None:
    outcome = through(_busy(every, lambda call, _answer: call.path == CARDHOLDERS), [CLAIM])
    assert outcome.verdict(CLAIM)["status"] == "pass"


def test_what_each_refusal_leaves_is_a_breach() -> None:
    outcome = through(_busy(1, _refused), [CLAIM])
    assert outcome.verdict(CLAIM)["status"] == "fail"


@pytest.mark.parametrize(
    ("method", "answered", "status"), [("POST", 200, "pass"), ("POST", 402, "pass"),
                                       ("GET", 200, "fail")],
)  # fmt: skip
def test_what_another_worker_made_is_not_left_here(
    method: str, answered: int, status: str, tmp_path: Path
) -> None:
    """Also where a refusal carries what it has left, as that of a card that is declined does."""
    beside = LedgerWriter(tmp_path / "gw1.ndjson", "gw1")

    def tell(made: Answer) -> None:
        request = Request(method, CARDHOLDERS, "", "", {})
        carrying = b'{"error": {"type": "card_error", "cardholder": ' + made.body + b"}}"
        response = Response(answered, {}, made.body if answered == 200 else carrying)
        beside.exchange(Exchange("gw1-1", "x", request, response, started=0.0, seconds=0.0))

    outcome = through(
        _busy(1, _refused, tell), [CLAIM], siblings=Siblings(tmp_path, "gw0"),
    )  # fmt: skip
    beside.close()
    assert outcome.verdict(CLAIM)["status"] == status


def test_where_no_form_could_be_sent_nothing_is_said_to_be_taken() -> None:
    """What no call makes is the reason, and no cause on a list of what is to be mended."""
    claims = [f"financial_connections.account.refresh.{name}" for name in (
        "rejections.nothing_left", "required.nothing_left")]  # fmt: skip
    outcome = through(lambda call, reference: reference(call), claims)
    lacking = "no financial_connections.account that this run may change; configure the id of one"
    assert [outcome.verdict(claim)["message"] for claim in claims] == [lacking, lacking]
    assert outcome.results["fixes"] == []
