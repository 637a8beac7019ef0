"""Lists that others fill while they are read: what came in between is no breach."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

from contracts import load
from harness.claim import Outcome
from harness.exchange import Exchange, Request, Response
from suites.law import Unavailable, broken
from suites.laws.filter.composes import behind
from suites.laws.pagination._family import _newer
from suites.looking.filters import Listing, equal, rows_of
from suites.looking.pages import Shelf
from suites.looking.readings import RETRIES, Reading, steady

LISTING = load().operation("issuing.dispute.list")


class _Shelf:
    """A list that shows other objects at each look."""

    def __init__(self, *looks: str) -> None:
        self._looks = list(looks)

    def snapshot(self) -> tuple[tuple[Exchange, ...], bool]:
        look = self._looks.pop(0) if len(self._looks) > 1 else self._looks[0]
        return (_page(*({"id": name} for name in look)),), True

    def most(self, limit: int) -> int:
        return min(limit, 100)


@steady(1)
def _wrong(_read: Reading) -> Outcome:
    """Find the list amiss."""
    return broken("one thing", "another")


def _verdict(*looks: str) -> str:
    try:
        return "passed" if _wrong(Reading(cast("Shelf", _Shelf(*looks)))).holds else "broken"
    except Unavailable:
        return "untestable"


@pytest.mark.parametrize(
    ("looks", "verdict"),
    [
        (["c", "dc", "edc", "fedc", "gfedc", "hgfedc"], "untestable"),
        (["cba", "cba"], "broken"),
        (["cba", "acb", "bac", "cba", "acb", "bac"], "broken"),  # nobody's: the order is another
        (["cba", "dca", "edc", "fed", "gfe", "hgf"], "broken"),  # objects went
    ],
)
def test_a_list_that_only_grows_shows_nothing(looks: list[str], verdict: str) -> None:
    assert len(looks) in (2, RETRIES + 1)
    assert _verdict(*looks) == verdict


def _page(*items: dict[str, str]) -> Exchange:
    answer = Response(200, {}, json.dumps({"data": list(items)}).encode())
    return Exchange("e", "", Request("GET", "/v1/issuing/disputes"), answer, 0, 0)


def _held(items: list[dict[str, Any]], page: Exchange) -> str | None:
    row = next(row for row in rows_of(LISTING) if row.name == "status")
    listing = Listing(cast("Shelf", _Shelf()), items, whole=True)
    found = behind(listing, equal(row, "submitted"), "starting_after", "a", page)
    return None if found is None else found[1]


def test_what_a_filter_must_return_behind_a_cursor_stands_there_still() -> None:
    items = [{"id": "a", "status": "won"}, {"id": "b", "status": "submitted"}]
    assert _held(items, _page(items[1])) == ""
    assert _held(items, _page()) == "none"


def test_what_others_made_meanwhile_takes_places_on_a_page() -> None:
    """Of one second, new objects may stand below older ones (G-65)."""
    items = [{"id": "a", "status": "won"},
             *({"id": name, "status": "submitted"} for name in "bcd")]  # fmt: skip
    new = [{"id": f"n{number}", "status": "submitted"} for number in range(98)]
    assert _held(items, _page(*new, *items[1:3])) == ""
    assert _held(items, _page(*new, items[2], items[1])) == "c, b"
    assert _held(items, _page(*new[:9], *items[1:3])) == "b, c"


def test_what_others_changed_meanwhile_shows_nothing() -> None:
    assert _held([{"id": "a", "status": "won"}], _page()) is None
    assert _held([{"id": "b", "status": "submitted"}], _page()) is None


@pytest.mark.parametrize(
    ("found", "now", "newer"),
    [
        ("cba", "cba", 0),
        ("edcba", "fedcba", 2),  # another came since
        ("edcba", "cba", 0),  # the list does not show them
        ("edcba", "decba", 0),  # or in another order
        ("dcba", "cdba", 0),  # or not above what was there
        ("de", "edcba", 0),  # a walk that found nothing else
    ],
)
def test_what_others_make_above_a_walk_is_theirs(found: str, now: str, newer: int) -> None:
    class Now(_Shelf):
        def page(self, **_rows: Any) -> Exchange:
            return _page(*({"id": name} for name in now))

    reading = Reading(cast("Shelf", Now("cba")))
    assert _newer(reading, list(found)) == newer
