"""Objects and lists are read where an API holds them, and known by the names used here."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from harness.conventions import Conventions
from harness.exchange import Exchange, Request, Response
from harness.naming import Naming
from harness.records import dump_exchange, read_exchange
from harness.shapes import Seen, Shape, Shapes

NOTE = {"sid": "n1", "text": "a"}

# Description: the shapes, the body, the object that is seen, its entries.
READ: dict[str, tuple[Shapes, Any, Any, Any]] = {
    "bare": (Shapes(), {"id": "n1"}, {"id": "n1"}, None),
    "under a noun": (
        Shapes(own={"o": Shape("note")}), {"note": {"id": "n1"}}, {"id": "n1"}, None,
    ),
    "in an envelope": (
        Shapes(usual=Shape("result.item", "result.items")),
        {"result": {"item": {"id": "n1"}, "items": [1]}}, {"id": "n1"}, [1],
    ),
    "another name of the id": (
        Shapes(id="sid"), NOTE, {"sid": "n1", "text": "a", "id": "n1"}, None,
    ),
    "a number for an id": (Shapes(whole=True), {"id": 7}, {"id": "7"}, None),
    "true is no id": (Shapes(whole=True), {"id": True}, {}, None),
    "a list that is the answer": (Shapes(usual=Shape("", "")), [{"id": "n1"}], {}, [{"id": "n1"}]),
    "entries in a wrapper": (
        Shapes(usual=Shape("", "all", "note")), {"all": [{"note": {"id": "n1"}}]},
        {"all": [{"note": {"id": "n1"}}]}, [{"id": "n1"}],
    ),
    "no list": (Shapes(), {"data": {}}, {"data": {}}, None),
    "no object": (Shapes(own={"o": Shape("note")}), {"note": 3}, {}, None),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_an_answer_is_read(name: str) -> None:
    shapes, body, item, entries = READ[name]
    assert shapes.item(body, "o") == item
    assert shapes.entries(body, "o") == entries


@pytest.mark.parametrize("name", READ)
def test_an_answer_is_read_alike_from_a_record(name: str) -> None:
    shapes, body, item, entries = READ[name]
    naming = Naming("camel", frozenset({"meta"}))
    known = Conventions(shapes=shapes, envelope="fault", naming=naming)
    asked = Exchange("m-1", "o", Request("GET", "/o"), Response(200, {}, json.dumps(body).encode()),
                     0.0, 0.0, conventions=known)  # fmt: skip
    record = {key: value for key, value in dump_exchange(asked).items() if key != "kind"}
    found = read_exchange(json.loads(json.dumps(record)))
    assert (found.item, found.entries) == (item, entries)
    assert found.conventions.naming == naming
    assert found.conventions.envelope == "fault"


def test_a_record_of_the_usual_shapes_says_nothing_of_them() -> None:
    asked = Exchange("m-1", "o", Request("GET", "/o"), Response(200, {}, b'{"items": [1]}'),
                     0.0, 0.0)  # fmt: skip
    assert not {"reads", "shows"} & dump_exchange(asked).keys()
    told = dump_exchange(replace(asked, conventions=Conventions(items="items", more="next")))
    told.pop("kind", None)
    found = read_exchange(told)
    assert (found.entries, found.conventions.more) == ([1], "next")


def test_what_was_shown_is_kept() -> None:
    found = Shapes(id="sid").item(NOTE, "")
    assert isinstance(found, Seen)
    assert found.raw is NOTE


@pytest.mark.parametrize(
    ("shapes", "body", "more"),
    [
        (Shapes(more="page.more"), {"page": {"more": True}}, True),
        (Shapes(onward="next"), {"next": "t1"}, True),
        (Shapes(onward="next"), {"next": None}, False),
        (Shapes(onward="links.next"), {"links": {}}, False),
        (Shapes(more=""), {"": True}, None),
    ],
)
def test_a_list_says_whether_it_goes_on(shapes: Shapes, body: Any, more: Any) -> None:
    assert shapes.goes_on(body) is more


def test_a_list_holds_other_entries_where_it_held_its_own() -> None:
    shapes = Shapes(whole=True, usual=Shape("", "page.notes", "note"))
    body = {"page": {"notes": [{"note": {"id": 1}}, {"note": {"id": 2}}], "all": 2}}
    kept = shapes.entries(body, "")[1:]  # type: ignore[index]
    assert shapes.holding(body, kept, "") == {"page": {"notes": [{"note": {"id": 2}}], "all": 2}}
