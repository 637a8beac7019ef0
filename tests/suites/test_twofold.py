"""One object on two pages: others may change it while they are asked for."""

from __future__ import annotations

import json
from typing import Any

from harness.exchange import Exchange, Request, Response
from suites.looking.twofold import shown_twice


def _page(name: str, **item: Any) -> Exchange:
    body = {"object": "list", "has_more": False, "data": [{"id": "a", **item}]}
    response = Response(200, {}, json.dumps(body).encode())
    return Exchange(name, "", Request("GET", "/things"), response, 0, 0)


def test_an_object_that_stays_other_values_is_a_breach() -> None:
    first, later = _page("1", size=1, colour=None), _page("2", size=2)
    found = shown_twice([first], [later], lambda page: page)
    assert found is not None
    assert not found.holds
    assert (found.expected, found.observed) == ("a as on another page", "other values of: size")


def test_an_object_that_is_changed_in_between_is_none() -> None:
    first, later, now = _page("1", size=1), _page("2", size=2), _page("3", size=2)
    assert shown_twice([first], [later], lambda _: now) is None


def test_null_may_be_left_out() -> None:
    assert shown_twice([_page("1", size=None)], [_page("2")], lambda page: page) is None
