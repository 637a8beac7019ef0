"""Rows with a form, a least length, numbers to choose from and parts of one are put to the test."""

from __future__ import annotations

import pytest

from sandbox.defects import discover
from tests.packages.holding import PACKAGES, held, sandbox_of, wrong
from tests.packages.library_server import Library

PACKAGE = PACKAGES / "library"
PLANTED = {  # what the server does not look at: the claims that it breaks
    "no_such_form": ["card.create.pattern.number", "card.create.pattern.shelf"],
    "too_short": ["card.create.length_below.pin"],
    "no_such_number": ["card.create.enum.level"],
    "out_of_range": ["card.create.range_above.discount", "card.create.range_below.discount"],
}
FAULTS = [n for n in discover(PACKAGE) if n.startswith(("length_below.", "pattern."))]


def test_an_honest_server_and_the_sandbox_keep_every_promise() -> None:
    for respond in (Library(), sandbox_of(PACKAGE)):
        found = held(PACKAGE, respond, "card.*")
        assert {name: v.status for name, v in found.items()} == dict.fromkeys(found, "pass")


def test_a_pattern_that_may_take_for_ever_is_held_against_nothing() -> None:
    found = held(PACKAGE, Library(), "card.create.*")
    assert "card.create.accepts.risky" in found
    assert not [name for name in found if name.endswith("pattern.risky")]


@pytest.mark.parametrize("bug", PLANTED)
def test_what_is_not_looked_at_is_found(bug: str) -> None:
    assert sorted(wrong(held(PACKAGE, Library(bug), "card.create.*"))) == PLANTED[bug]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_by_its_law(fault: str) -> None:
    law = fault.rpartition(".")[0]
    found = held(PACKAGE, sandbox_of(PACKAGE, fault), f"card.create.{law.partition('.')[0]}.*")
    assert [name for name, v in found.items() if v.law == law and v.status == "fail"]
