"""A list that is read in part shows that an object is missing only when it is in order."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.lab import Claim, Lab
from suites.test_reading import _judge_listed

CLAIM = Claim("payment_intent.list.lists_created", "G-73", "GET /v1/payment_intents")


def _answer(body: dict[str, Any]) -> Exchange:
    response = Response(200, {}, json.dumps(body).encode())
    return Exchange("e", "", Request("GET", "/v1/payment_intents"), response, 0, 0)


class _Shop:
    """A lab whose list goes on and on, of objects made at `times`."""

    def __init__(self, times: list[int], *, more: bool) -> None:
        self._page = {
            "object": "list", "has_more": more,
            "data": [{"id": f"pi_{n}", "object": "payment_intent", "created": time}
                     for n, time in enumerate(times)],
        }  # fmt: skip
        self.said: list[str] = []

    def call(self, *_: Any, **__: Any) -> Exchange:
        return _answer(self._page)

    def passed(self, *_: Any) -> None:
        self.said.append("passed")

    def broken(self, *_: Any) -> None:
        self.said.append("broken")

    def untestable(self, *_: Any) -> None:
        self.said.append("untestable")


@pytest.mark.parametrize(
    ("times", "more", "verdict"),
    [
        ([1, 2, 3], True, "untestable"),  # oldest first: it may stand at the end
        ([3, 3, 3], True, "broken"),
        ([1, 2, 3], False, "broken"),
    ],
)
def test_an_object_that_is_not_among_the_first(times: list[int], more: bool, verdict: str) -> None:
    shop = _Shop(times, more=more)
    listing = load().operation("payment_intent.list")
    made = load().operation("payment_intent.create")
    _judge_listed(cast(Lab, shop), CLAIM, made, listing, _answer({"id": "pi_made"}))
    assert shop.said == [verdict]
