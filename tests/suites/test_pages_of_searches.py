"""What each page of a walk through a search says beside its objects."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Reference

SEARCH = "/v1/payment_intents/search"
WALK = "payment_intent.search.search.walk"


def _later(item: dict[str, Any] | None = None, **wrong: Any) -> Any:
    """Return a server that says something wrong on the pages behind the first, or of each `item`
    there.
    """

    def fault(call: Call, reference: Reference) -> Answer:
        answer = reference(call)
        if call.path != SEARCH or "page" not in dict(call.pairs) or answer.status != 200:
            return answer
        body = json.loads(answer.body)
        return answer.saying(
            {**body, **wrong, "data": [{**one, **(item or {})} for one in body["data"]]}
        )

    return fault


@pytest.mark.parametrize(
    ("more", "expected", "observed"),
    [
        (True, "has_more false on page 3", "has_more true"),
        (False, "has_more true on page 2", "has_more false"),
    ],
)
def test_each_page_says_whether_more_follow(*, more: bool, expected: str, observed: str) -> None:
    verdict = through(_later(has_more=more), [WALK]).verdict(WALK)
    assert (verdict["status"], verdict["expected"]) == ("fail", expected)
    assert verdict["observed"] == observed


def test_an_object_shows_the_same_on_a_later_page() -> None:
    verdict = through(_later({"metadata": {}, "livemode": True}), [WALK]).verdict(WALK)
    assert (verdict["status"], verdict["clause"]) == ("fail", "G-116")
    assert verdict["observed"] == "other values of: livemode, metadata"
