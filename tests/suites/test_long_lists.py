"""A list that is read in part shows that an object is missing only when it is in order."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.lab import Lab
from suites.law import Unavailable
from suites.laws.lists_created.lists_created import lists_created
from suites.laws.readable._family import Made


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

    contracts = load()

    def call(self, *_: Any, **__: Any) -> Exchange:
        return _answer(self._page)


@pytest.mark.parametrize(
    ("times", "more", "verdict"),
    [
        ([1, 2, 3], True, "untestable"),  # oldest first: it may stand at the end
        ([3, 3, 3], True, "broken"),
        ([1, 2, 3], False, "broken"),
    ],
)
def test_an_object_that_is_not_among_the_first(times: list[int], more: bool, verdict: str) -> None:
    listing = load().operation("payment_intent.list")
    create = load().operation("payment_intent.create")
    made = Made(cast("Lab", _Shop(times, more=more)), create, _answer({"id": "pi_made"}))
    try:
        said = "passed" if lists_created.body(made, listing).holds else "broken"
    except Unavailable:
        said = "untestable"
    assert said == verdict
