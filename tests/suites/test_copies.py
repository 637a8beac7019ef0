"""Copies that are alike prove nothing about a value that none of them shows."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.laws.copies._family import beside
from suites.laws.copies._listing import pages_around
from suites.looking.pages import Shelf, ids_of
from tests.running import Outcome
from tests.suites.faults import dropped, objects
from tests.suites.proxied import through

COPIES = "issuing.cardholder.create.copies.retrieved"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return through(objects(dropped("email")), (f"{COPIES}*",))


def test_a_row_that_is_never_shown_is_not_proven(outcome: Outcome) -> None:
    assert f"{COPIES}.email" in outcome.ids("not_testable")
    assert f"{COPIES}.email" not in outcome.ids("pass")


def test_the_others_are(outcome: Outcome) -> None:
    assert {f"{COPIES}.phone_number", f"{COPIES}.status"} <= set(outcome.ids("pass"))
    assert not outcome.ids("fail")


class _Ties:
    """A list of objects of one second, in the order of their names."""

    operation = load().operation("issuing.cardholder.list")
    names = tuple("abcdef")

    def page(self, limit: int, starting_after: str = "", ending_before: str = "") -> Exchange:
        names = self.names[self.names.index(starting_after) + 1 :] if starting_after else self.names
        names = names[: names.index(ending_before)] if ending_before else names
        body = json.dumps({"data": [{"id": name} for name in names[:limit]]}).encode()
        return Exchange("e", "", Request("GET", "/v1/x"), Response(200, {}, body), 0, 0)


def test_what_stands_above_an_object_of_the_same_second_is_found() -> None:
    seen = [name for page in pages_around(cast("Shelf", _Ties()), "d") for name in ids_of(page)]
    assert seen == ["e", "f", "a", "b", "c"]


def test_a_list_without_a_cursor_upwards_is_read_downwards() -> None:
    ties: Any = _Ties()
    ties.operation = SimpleNamespace(sent=(), paging={"starting_after": "starting_after"})
    assert [ids_of(page) for page in pages_around(ties, "d")] == [["e", "f"], []]


def test_what_differs_inside_an_object_is_told_by_its_path() -> None:
    """Two objects beside each other would be cut off before the member that differs."""
    one, other = [{"at": {"to": {"city": city, "country": "US"}, "line": line}, "name": "x"}
                  for city, line in (("bedford", None), ("Bedford", "1"))]  # fmt: skip
    told = 'at.line null and not "1", at.to.city "bedford" and not "Bedford"'
    assert beside(["at"], one, other) == told
    assert beside(["at"], {"at": None}, {"at": {"to": 1}}) == 'at null and not {"to": 1}'
