"""What a run made is found in a list, however much was made since."""

from __future__ import annotations

import json
from typing import Any, ClassVar, cast

from harness.exchange import Exchange, Request, Response
from suites.laws.copies._listing import Listing
from suites.looking.pages import Shelf


class _Shop:
    """A list of objects `th_1`, `th_2`, …, the newest first, that takes `starting_after`."""

    def __init__(self, count: int, *, oldest_first: bool = False) -> None:
        names = [f"th_{n}" for n in range(count, 0, -1)]
        self._names = names[::-1] if oldest_first else names
        self.operation = _Lister()
        self.pages = 0

    def page(self, starting_after: str = "", ending_before: str = "", limit: int = 10) -> Exchange:
        del ending_before
        start = self._names.index(starting_after) + 1
        names = self._names[start : start + limit]
        body = {"object": "list", "has_more": True, "data": [{"id": name} for name in names]}
        response = Response(200, {}, json.dumps(body).encode())
        self.pages += 1
        return Exchange("e", "", Request("GET", "/v1/things"), response, 0, 0)


class _Lister:
    sent: tuple[Any, ...] = ()
    paging: ClassVar[dict[str, str]] = {"starting_after": "starting_after", "limit": "limit"}


def test_what_was_made_two_thousand_objects_ago_is_found() -> None:
    shop = _Shop(2_500)
    found = Listing(cast("Shelf", shop), "th_2500", ["th_450", "th_2400"])
    assert sorted(found.entries) == ["th_2400", "th_450"]
    assert shop.pages == 21


def test_a_list_without_end_is_left() -> None:
    shop = _Shop(9_000)
    assert not Listing(cast("Shelf", shop), "th_9000", ["th_1"]).entries
    assert shop.pages == 41  # nothing is behind it


def test_where_the_oldest_come_first_what_was_made_is_behind_the_first_of_it() -> None:
    shop = _Shop(2_500, oldest_first=True)
    found = Listing(cast("Shelf", shop), "th_2500", ["th_2400", "th_2401", "th_2499"])
    assert sorted(found.entries) == ["th_2401", "th_2499"]
    assert shop.pages == 3
    assert not Listing(cast("Shelf", shop), "th_2500", ["th_1", "th_2000"]).entries
    assert shop.pages == 3 + 1 + 5
