"""As many filters as can be seen to matter stand in one request."""

from __future__ import annotations

from typing import Any

from contracts import load
from suites.laws.filter.together import _beside, _grown, _lone, _seen
from suites.looking.filters import Listing, equal, frequent, rows_of

ROWS = {row.path: row for row in rows_of(load().operation("issuing.card.list"))}


def _listing(*values: str) -> Listing:
    """Return a list of objects with a holder, a status and a type, a letter each."""
    names = ("cardholder", "status", "type")
    items = [dict(zip(names, text, strict=True)) for text in values]
    return Listing(None, items, whole=True)  # type: ignore[arg-type]


def _set(found: Listing, *names: str) -> Any:
    return tuple(_lone(found, ROWS[name], equal(ROWS[name], "a")) for name in names)


def test_a_filter_is_seen_where_an_object_fits_all_others() -> None:
    found = _listing("aaa", "baa", "aba", "bbb")
    assert _seen(_set(found, "cardholder", "status", "type")) == {"cardholder", "status"}
    assert _seen(_set(_listing("baa", "aba"), "cardholder", "status")) == set()  # none fits both


def test_a_set_grows_while_each_filter_of_it_is_seen() -> None:
    found = _listing("aaa", "baa", "aba", "aab")
    three = _set(found, "cardholder", "status", "type")
    assert [one.name for one in _grown(three[:2], list(three))] == ["cardholder", "status", "type"]
    fewer = _listing("aaa", "baa", "aba", "bbb")
    pair = _set(fewer, "cardholder", "status", "type")
    assert [one.name for one in _grown(pair[:2], list(pair))] == ["cardholder", "status"]


def test_filters_that_exclude_one_another_are_not_sent_together() -> None:
    rows = {row.path: row for row in rows_of(load().operation("payment_intent.list"))}
    found = Listing(None, [{"customer": "cus_1"}], whole=True)  # type: ignore[arg-type]
    one, other = (_lone(found, rows[name], equal(rows[name], "cus_1"))
                  for name in ("customer", "customer_account"))  # fmt: skip
    assert not one.beside((other,))
    assert one.beside(())
    assert not one.beside((one,))


def test_a_set_shows_each_filter_beside_each_other_one() -> None:
    found = _listing("aaa", "baa", "aba", "bbb")
    assert _beside(_set(found, "cardholder", "status", "type")) == {
        ("cardholder", "status"), ("cardholder", "type"),
        ("status", "cardholder"), ("status", "type"),
    }  # fmt: skip


def test_values_that_occur_most_are_looked_at() -> None:
    items = _listing("xaa", "yaa", "yaa", "zaa", "zaa", "zaa").items
    assert frequent(ROWS["cardholder"], items)[:2] == ["z", "y"]
