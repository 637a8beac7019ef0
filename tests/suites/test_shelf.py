"""Fields below `attributes`, bounds that are rows of their own, lists below what a form names."""

from __future__ import annotations

import pytest

from contracts import load
from contracts.openapi import export
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.packages.shelf_server import Shelf

PACKAGE = PACKAGES / "shelf"
PLANTED = {
    "flat": ("author.create.response.response_table", "book.list.response.response_table"),
    "title outside": ("book.create.response.response_table",),
    "pages_from": ("book.list.filter.bounds.pages_from",),
    "pages[gte]": ("book.list.filter.bounds.pages[gte]",),
    "pages[lte]": ("book.list.filter.bounds.pages[lte]",),
    "created_before": ("book.list.filter.bounds.created_before",),
    "all books": ("book.list_of_author.parents.listed", "review.list.parents.listed"),
    "own book": ("review.create.parents.told",),
    "all authors": ("author.update.neighbours",),
    "counts all": ("author.list.response.list_envelope",),
    "one page more": ("author.list.paging.ends",),
    "anybody": ("author.find.unknown_id",),
    "request": ("author.create.auth.no_key",),
}


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Shelf(), sandbox_of(PACKAGE)):
        found = held(PACKAGE, respond, *told(PACKAGE))
        assert wrong(found) == {}
        assert {name for name, v in found.items() if v.status == "not_testable"} == set()


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str) -> None:
    found = held(PACKAGE, Shelf(bug), *PLANTED[bug], "author.list.paging.once")
    assert sorted(wrong(found)) == sorted(PLANTED[bug])


def test_a_list_that_is_longer_than_a_page_is_asked_for_more_than_that() -> None:
    server = Shelf()
    for number in range(12):
        server._made("authors", {"name": f"author {number}"})
    asked = list[str]()

    def noting(call: object) -> object:
        asked.append(str(getattr(call, "query", "")))
        return server(call)  # type: ignore[arg-type]

    held(PACKAGE, noting, "author.create.copies.listed", "author.list.law.stable")  # type: ignore[arg-type]
    assert "size=9" in asked


def test_the_export_has_attributes_where_the_api_has_them() -> None:
    contracts = load(PACKAGE)
    schema = export(contracts)["components"]["schemas"]["author"]
    assert sorted(schema["properties"]) == ["attributes", "id", "links", "type"]
    assert sorted(schema["properties"]["attributes"]["properties"]) == ["created_at", "name"]
