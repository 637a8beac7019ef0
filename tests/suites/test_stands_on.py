"""Each law says which facts it stands on, and says so of those without which it asks nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from contracts import load
from contracts.model import Contracts
from contracts.model.shapes import ListShape, ObjectShape
from contracts.model.wire import ErrorShape
from suites.discovery import discover
from suites.guessed import level_of
from suites.law import About, Law

LAWS = discover()
# They are asked at such an operation, and say nothing of what it is for.
ASKED_AT = {
    "accepts.drawn", "dialect.survives", "routing.request_ids", "routing.trailing_slash",
    "routing.unknown_path", "routing.verb",
}  # fmt: skip
FILTERS = ("filter.matches", "response.filtered")
SECTIONS = {"error": ErrorShape(), "list": ListShape(), "object": ObjectShape()}


@cache
def asks(law: Law, contracts: Contracts) -> bool:
    subjects = law.family.about(contracts) if law.family else contracts.operations
    return any(True for subject in subjects for _ in law.each(subject, contracts))


def aimless(contracts: Contracts) -> Contracts:
    """Return contracts in which nothing says what an operation is for."""
    return replace(contracts, resources=tuple(
        replace(r, operations=tuple(replace(o, kind="action") for o in r.operations))
        for r in contracts.resources
    ))  # fmt: skip


def test_every_law_says_what_it_stands_on() -> None:
    silent = [
        law.name
        for law in LAWS
        if law.stands_on is None and (law.family is None or law.family.stands_on is None)
    ]
    assert silent == []


@pytest.mark.parametrize("section", SECTIONS)
def test_what_needs_a_section_stands_on_it(section: str) -> None:
    contracts = load()
    without = replace(contracts, api=replace(contracts.api, **{section: SECTIONS[section]}))
    gone = {law.name for law in LAWS if asks(law, contracts) and not asks(law, without)}
    assert gone
    assert {name for name in gone if section not in named(name).facts} == set()


def test_what_needs_a_kind_stands_on_it() -> None:
    contracts = load()
    without = aimless(contracts)
    gone = {law.name for law in LAWS if asks(law, contracts) and not asks(law, without)}
    assert {name for name in gone if "kind" not in named(name).facts} == ASKED_AT


def named(name: str) -> Law:
    return next(law for law in LAWS if law.name == name)


def test_how_a_list_goes_on_is_asked_as_a_probe_where_it_is_guessed() -> None:
    contracts = load()
    api = replace(contracts.api, guessed=("list",))
    about = About(contracts.operation("issuing.cardholder.list"))
    for law in LAWS:
        if law.topic in ("paging", "pagination", "cursor", "pages") or law.name in FILTERS:
            assert level_of(law, about, api) == "probe", law.name
            assert level_of(law, about, contracts.api) == law.level
