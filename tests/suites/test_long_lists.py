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


class _Oldest(_Shop):
    """A lab whose list is long and oldest first; its first pages end before what was made."""

    def __init__(self, *, listed: bool) -> None:
        super().__init__(list(range(1, 101)), more=True)
        self._last = [{"id": "pi_before", "object": "payment_intent", "created": 900}]
        self._new = [{"id": "pi_made", "object": "payment_intent", "created": 901}]
        self._listed = listed

    class merit:  # noqa: N801 - an attribute of a lab
        @staticmethod
        def same_born(_: object) -> bool:
            return False

    def call(self, _: Any, form: Any = None, *__: Any, **___: Any) -> Exchange:
        asked = form or {}
        if asked.get("ending_before") == "pi_made":
            return _answer({**self._page, "data": self._last})
        if asked.get("starting_after") == "pi_before":
            return _answer({**self._page, "has_more": False,
                            "data": self._new if self._listed else []})  # fmt: skip
        return super().call()


@pytest.mark.parametrize("listed", [True, False])
def test_a_list_that_is_oldest_first_is_looked_at_where_the_object_stands(listed: bool) -> None:
    listing = load().operation("payment_intent.list")
    create = load().operation("payment_intent.create")
    made = Made(cast("Lab", _Oldest(listed=listed)), create, _answer({"id": "pi_made"}))
    if listed:
        assert lists_created.body(made, listing).holds
    else:
        with pytest.raises(Unavailable, match="not newest first"):
            lists_created.body(made, listing)
