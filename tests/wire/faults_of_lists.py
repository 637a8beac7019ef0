"""Breaches on the wire in lists: pages, cursors, filters and searches."""

from __future__ import annotations

from typing import Any

from tests.wire.message import Answer, Request, resources
from tests.wire.table import Table

LISTS = Table()


def _lists(answer: Answer) -> dict[str, Any]:
    document = answer.document
    listed = isinstance(document, dict) and document.get("object") == "list"
    return document if listed else {}


@LISTS.tells("G-52")
def always_more(_: Request, answer: Answer) -> None:
    """There is always more."""
    if _lists(answer):
        answer.write({**_lists(answer), "has_more": True})


@LISTS.tells("G-52")
def never_more(_: Request, answer: Answer) -> None:
    """There is never more."""
    if _lists(answer):
        answer.write({**_lists(answer), "has_more": False})


@LISTS.tells("G-52")
def more_as_text(_: Request, answer: Answer) -> None:
    """A list says has_more as a text."""
    if _lists(answer):
        answer.write({**_lists(answer), "has_more": str(_lists(answer)["has_more"]).lower()})


@LISTS.tells("G-52")
def bare_list(_: Request, answer: Answer) -> None:
    """A list is an array without an envelope."""
    if _lists(answer):
        answer.write(_lists(answer)["data"])


@LISTS.tells("G-65, G-66: L2 and siblings")
def page_turned_round(_: Request, answer: Answer) -> None:
    """A page is oldest first."""
    if _lists(answer):
        answer.write({**_lists(answer), "data": _lists(answer)["data"][::-1]})


@LISTS.tells("G-60")
def last_of_a_full_page_lost(_: Request, answer: Answer) -> None:
    """The last object of a page that has more is left out."""
    found = _lists(answer)
    if found and found["has_more"] and len(found["data"]) > 1:
        answer.write({**found, "data": found["data"][:-1]})


@LISTS.tells("G-60")
def first_of_a_later_page_twice(request: Request, answer: Answer) -> None:
    """A page after a cursor begins with its first object twice."""
    found = _lists(answer)
    if found and found["data"] and request.asks("starting_after"):
        answer.write({**found, "data": [found["data"][0], *found["data"]]})


def _without(name: str) -> Any:
    def drop(key: str, value: str) -> tuple[str, str] | None:
        return None if key == name or key.startswith(f"{name}[") else (key, value)

    return drop


def _only_lists(request: Request, name: str) -> None:
    if request.method == "GET":
        request.edit(_without(name))


@LISTS.asks("G-56, G-58")
def starting_after_lost(request: Request) -> None:
    """The cursor of the next page never arrives."""
    _only_lists(request, "starting_after")


@LISTS.asks("G-56, G-59")
def ending_before_lost(request: Request) -> None:
    """The cursor of the page before never arrives."""
    _only_lists(request, "ending_before")


@LISTS.asks("G-59")
def cursors_are_one(request: Request) -> None:
    """Both cursors mean what follows."""
    if request.method == "GET":
        request.edit(lambda n, v: ("starting_after" if n == "ending_before" else n, v))


@LISTS.asks("G-53, G-55")
def limit_one_more(request: Request) -> None:
    """A page holds one more than was asked for."""
    request.edit(lambda n, v: (n, str(int(v) + 1)) if n == "limit" and v in "123456789" else (n, v))


@LISTS.asks("G-54: L11 and siblings")
def twenty_by_default(request: Request) -> None:
    """A page without a limit holds 20."""
    if request.method == "GET" and request.asks("limit") is None:
        segments = request.path.rsplit("/", 1)[-1]
        if segments.endswith("s") and segments != "search":
            request.query += ("&" if request.query else "") + "limit=20"


@LISTS.asks("L14, G-69")
def status_filter_lost(request: Request) -> None:
    """The filter by status never arrives."""
    _only_lists(request, "status")


@LISTS.asks("L143, L682, G-69")
def reference_filters_lost(request: Request) -> None:
    """Filters by another object never arrive."""
    for name in ("cardholder", "customer", "transaction"):
        _only_lists(request, name)


@LISTS.asks("L12")
def phone_filter_lost(request: Request) -> None:
    """The filter by telephone number never arrives."""
    _only_lists(request, "phone_number")


@LISTS.asks("L5, G-68")
def created_bounds_take_all(request: Request) -> None:
    """An interval of creation is not looked at."""
    _only_lists(request, "created")


@LISTS.asks("L5, G-68")
def created_gt_is_gte(request: Request) -> None:
    """`gt` includes its bound."""
    request.edit(lambda n, v: ("created[gte]" if n == "created[gt]" else n, v))


@LISTS.asks("L1078")
def active_filter_lost(request: Request) -> None:
    """The filter of links by activity never arrives."""
    _only_lists(request, "active")


@LISTS.tells("G-79")
def search_is_a_list(_: Request, answer: Answer) -> None:
    """A result of a search calls itself a list."""
    for one in resources(answer.document, "search_result"):
        answer.write({**one, "object": "list"})


@LISTS.tells("G-79, L754")
def no_next_page(_: Request, answer: Answer) -> None:
    """A result of a search that has more does not say how to go on."""
    for one in resources(answer.document, "search_result"):
        answer.write({**one, "next_page": None})


@LISTS.asks("L754, G-76")
def page_of_search_lost(request: Request) -> None:
    """The page of a search never arrives: each is the first."""
    if request.path.endswith("/search"):
        request.edit(_without("page"))
