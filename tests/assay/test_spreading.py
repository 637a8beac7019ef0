"""Groups that share objects are asked by one worker, whatever pytest's version makes of marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from assay.run.sharing import number, shares
from assay.run.spreading import Bundled, bundle_of, bundles
from contracts.loader import API
from suites.asking import planned
from suites.pool import weight

MODULE = "suites/test_groups.py"
KNOWN = {"a.list.pagination": "a", "b.list": "b"}
NAMED = {"a.1": "a", "a.2": "a", "b.1": "b", "c.1": "c"}


@dataclass(eq=False)
class Node:
    """A worker as a scheduler sees it."""

    name: str
    given: list[int] = field(default_factory=list)
    shutting_down: bool = False

    @property
    def gateway(self) -> Any:
        return SimpleNamespace(id=self.name)

    def send_runtest_some(self, indices: Sequence[int]) -> None:
        self.given += indices

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.mark.parametrize(
    ("item", "bundle"),
    [
        ("test_group[a.list.pagination]", "a"),
        ("test_group[b.list]", "b"),
        ("test_group[b.list.what.it.is]", "b"),
        ("test_group[c.list]", MODULE),
        ("test_alone", MODULE),
    ],
)
def test_an_item_goes_with_its_bundle(item: str, bundle: str) -> None:
    assert bundle_of(f"{MODULE}::{item}", KNOWN) == bundle


def test_every_group_of_the_plan_has_the_bundle_that_it_names() -> None:
    groups = planned(API, "standard").groups
    known = bundles(groups)
    found = Counter(bundle_of(f"{MODULE}::test_group[{group.id}]", known) for group in groups)
    assert found == Counter(group.bundle for group in groups)
    assert len(found) > 1


def test_bundles_are_laid_on_the_worker_that_has_least() -> None:
    groups = planned(API, "standard").groups
    laid = shares(groups, 4)
    lengths = Counter[int]()
    for group in groups:
        lengths[laid[group.bundle]] += weight(group)
    assert set(laid.values()) == {0, 1, 2, 3}
    assert max(lengths.values()) < 1.05 * min(lengths.values())


def test_where_each_asks_several_at_a_time_it_is_handed_its_own_from_the_start() -> None:
    first, second = Node("gw0"), Node("gw1")
    scheduler = Bundled(2, NAMED, shares={"a": 1, "b": 0, "c": 1})
    for node in (first, second):
        scheduler.add_node(node)
        scheduler.add_node_collection(node, [f"m::t[{name}]" for name in NAMED])
    scheduler.schedule()
    assert (first.given, second.given) == ([2], [0, 1, 3])
    assert not scheduler.tests_finished
    assert first.shutting_down  # which ends when it has done what it was given
    assert second.shutting_down


def test_who_comes_in_the_place_of_a_dead_worker_is_handed_what_that_left() -> None:
    first, later = Node("gw0"), Node("gw2")
    scheduler = Bundled(1, NAMED, shares={"a": 0, "b": 0, "c": 0})
    items = [f"m::t[{name}]" for name in NAMED]
    scheduler.add_node(first)
    scheduler.add_node_collection(first, items)
    scheduler.schedule()
    scheduler.mark_test_complete(first, 0)
    assert scheduler.remove_node(first) == items[1]
    scheduler.add_node(later)
    scheduler.add_node_collection(later, items)
    scheduler.schedule()
    assert sorted(later.given) == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "found"), [("gw0", 0), ("gw12", 12), ("main", None), ("gw", None), ("gw²", None)]
)
def test_a_worker_is_known_by_its_number(name: str, found: int | None) -> None:
    assert number(name) == found
