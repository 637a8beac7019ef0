"""What others make while refused requests are sent is not what these leave behind."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

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


def _make_another(reference: Reference) -> None:
    headers = {"authorization": f"Bearer {SECRET}", "content-type": FORM}
    made = reference(Call("POST", CARDHOLDERS, "", FORM_OF_ANOTHER, headers))
    assert made.status == 200, made.body


def _busy(every: int, when: Callable[[Call, Answer], bool]) -> Callable[[Call, Reference], Answer]:
    """Return a server on which somebody else makes a cardholder at every so many of some calls."""
    seen = 0

    def fault(call: Call, reference: Reference) -> Answer:
        nonlocal seen
        answer = reference(call)
        if when(call, answer):
            seen += 1
            if seen % every == 0:
                _make_another(reference)
        return answer

    return fault


@pytest.mark.parametrize("every", [1, 2])
def test_what_others_make_at_any_time_is_no_breach(every: int) -> None:
    outcome = through(_busy(every, lambda call, _answer: call.path == CARDHOLDERS), [CLAIM])
    assert outcome.verdict(CLAIM)["status"] == "pass"


def test_what_each_refusal_leaves_is_a_breach() -> None:
    ghosts = _busy(1, lambda call, answer: call.method == "POST" and answer.status == 400
                   and b"_missing" in answer.body)  # fmt: skip
    outcome = through(ghosts, [CLAIM])
    assert outcome.verdict(CLAIM)["status"] == "fail"


def test_where_no_form_could_be_sent_nothing_is_said_to_be_taken() -> None:
    """What no call makes is the reason, and no cause on a list of what is to be mended."""
    claims = [f"financial_connections.account.refresh.{name}" for name in (
        "rejections.nothing_left", "required.nothing_left")]  # fmt: skip
    outcome = through(lambda call, reference: reference(call), claims)
    lacking = "no financial_connections.account that this run may change; configure the id of one"
    assert [outcome.verdict(claim)["message"] for claim in claims] == [lacking, lacking]
    assert outcome.results["fixes"] == []
